//! Values that settings are parsed into.

use std::net::IpAddr;
use std::str::FromStr;

use actix_web::http::uri::Authority;
use subtle::ConstantTimeEq as _;
use url::Url;

/// A host name that the bridge answers to, without its port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedHost(String);

impl AllowedHost {
    /// The loopback interface's name.
    #[must_use]
    pub fn localhost() -> Self {
        Self("localhost".into())
    }

    /// Whether a `Host` header names this host, whatever its case and port.
    #[must_use]
    pub fn matches(&self, header: &str) -> bool {
        let name = match header.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => header,
        };
        self.0.eq_ignore_ascii_case(name)
    }
}

impl From<IpAddr> for AllowedHost {
    fn from(address: IpAddr) -> Self {
        Self(match address {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("[{address}]"),
        })
    }
}

impl FromStr for AllowedHost {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const FORM: &str = "use a host name, as in bridge or bridge.example:8008";
        let authority: Authority = text.trim().parse().map_err(|_| FORM)?;
        let is_host = !authority.host().is_empty() && !authority.as_str().contains('@');
        is_host.then(|| Self(authority.host().to_owned())).ok_or(FORM)
    }
}

/// Scheme, host and port of a page, as a browser sends them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedOrigin(String);

impl AllowedOrigin {
    /// The origin as a browser sends it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AllowedOrigin {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const FORM: &str = "use scheme, host and port only, as in http://localhost:3000";
        let url = Url::parse(text).map_err(|_| FORM)?;
        let rest = (url.username(), url.password(), url.path(), url.query(), url.fragment());
        let is_origin = matches!(url.scheme(), "http" | "https") && rest == ("", None, "/", None, None);
        // Browsers omit a scheme's default port and write host names in ASCII.
        is_origin.then(|| Self(url.origin().ascii_serialization())).ok_or(FORM)
    }
}

/// The secret that every action requires. It has no `Debug`, so that it cannot be printed.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// Compares in constant time.
    #[must_use]
    pub fn matches(&self, given: &[u8]) -> bool {
        given.ct_eq(self.0.as_bytes()).into()
    }
}

impl FromStr for Token {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let usable = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        usable.then(|| Self(text.to_owned())).ok_or("use one or more printable ASCII characters without spaces")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_match_whatever_their_case_and_port() {
        let host = |text: &str| text.parse::<AllowedHost>();
        assert!(host("Bridge.example:8008").unwrap().matches("bridge.EXAMPLE:3000"));
        assert!(host("[::1]:8008").unwrap().matches("[::1]"));
        assert!(AllowedHost::from(IpAddr::from([0_u16, 0, 0, 0, 0, 0, 0, 1])).matches("[::1]:1"));
        assert!(!host("bridge").unwrap().matches("bridge.example"));
        assert!(!host("bridge").unwrap().matches("bridge:x"));
        assert!(host("localhost@evil.example").is_err());
        assert!(host("").is_err());
    }

    #[test]
    fn origins_are_normalised_to_what_a_browser_sends() {
        for (given, sent) in [
            ("http://localhost:3000", "http://localhost:3000"),
            (" HTTP://LOCALHOST:3000/ ", "http://localhost:3000"),
            ("https://booking.example:443", "https://booking.example"),
            ("http://booking.example:443", "http://booking.example:443"),
            ("http://[::1]:4000", "http://[::1]:4000"),
            ("https://zürich.example", "https://xn--zrich-kva.example"),
        ] {
            assert_eq!(given.parse::<AllowedOrigin>().unwrap().as_str(), sent, "{given}");
        }
        for bad in
            ["", "localhost:3000", "http://a/b", "http://a?b", "http://a#b", "ftp://a", "*", "null", "http://me@a"]
        {
            assert!(bad.parse::<AllowedOrigin>().is_err(), "{bad}");
        }
    }
}
