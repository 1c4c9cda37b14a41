use std::fmt;
use std::str::FromStr;

use url::{Host, Url};

use crate::InvalidValue;

/// The facility's address: `https`, or `http` on loopback. It may carry credentials, which are never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct FacilityUrl(Url);

impl FacilityUrl {
    /// The whole address, credentials included, for requests.
    #[must_use]
    pub fn expose(&self) -> &Url {
        &self.0
    }

    fn without_credentials(&self) -> Url {
        let mut shown = self.0.clone();
        // Both only fail for addresses without a host, which are refused.
        let _ = shown.set_username("");
        let _ = shown.set_password(None);
        shown
    }
}

impl FromStr for FacilityUrl {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = |sentence: &str| InvalidValue(sentence.to_owned());
        let url = Url::parse(text).map_err(|error| InvalidValue(format!("The url cannot be read: {error}.")))?;
        match url.scheme() {
            "https" => (),
            "http" if is_loopback(&url) => (),
            "http" => return Err(refused("The url must begin with https://; http:// is for loopback only.")),
            _ => return Err(refused("The url must begin with https://.")),
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(refused("The url must have neither a query nor a fragment."));
        }
        Ok(Self(url))
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

impl fmt::Display for FacilityUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.without_credentials().as_str().trim_end_matches('/'))
    }
}

impl fmt::Debug for FacilityUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

crate::domain::invalid_value::deserialize_from_text!(FacilityUrl, "an address that begins with https://");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_kept_for_requests_and_never_shown() {
        let url: FacilityUrl = "https://canary:secret@gym.example/api/".parse().unwrap();
        assert_eq!(url.to_string(), "https://gym.example/api");
        assert_eq!(format!("{url:?}"), "https://gym.example/api");
        assert_eq!(url.expose().password(), Some("secret"));
    }

    #[test]
    fn plain_http_is_taken_on_loopback_only() {
        for taken in ["http://127.0.0.1:8010", "http://localhost", "http://[::1]:1/x", "https://gym.example"] {
            assert!(taken.parse::<FacilityUrl>().is_ok(), "{taken}");
        }
        for refused in [
            "http://gym.example",
            "http://10.0.0.1",
            "http://localhost.example",
            "ftp://127.0.0.1",
            "gym",
            "https://gym.example/?a=1",
            "https://gym.example/#a",
            "file:///etc/passwd",
            "",
        ] {
            assert!(refused.parse::<FacilityUrl>().is_err(), "{refused}");
        }
    }
}
