//! The origins of pages that may call.

use std::str::FromStr;

use url::Url;

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
        let is_of_the_web = matches!(url.scheme(), "http" | "https");
        // A browser leaves out the port that a scheme has by itself, and writes a name of other letters in ASCII.
        (is_of_the_web && rest == ("", None, "/", None, None))
            .then(|| Self(url.origin().ascii_serialization()))
            .ok_or(FORM)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_what_a_browser_sends_of_an_address() {
        for (given, sent) in [
            ("http://localhost:3000", "http://localhost:3000"),
            (" HTTP://LOCALHOST:3000/ ", "http://localhost:3000"),
            ("https://booking.example:443", "https://booking.example"),
            ("http://booking.example:80", "http://booking.example"),
            ("http://booking.example:443", "http://booking.example:443"),
            ("http://[::1]:4000", "http://[::1]:4000"),
            ("https://zürich.example", "https://xn--zrich-kva.example"),
        ] {
            assert_eq!(given.parse::<AllowedOrigin>().unwrap().as_str(), sent, "{given}");
        }
        for bad in [
            "",
            "localhost:3000",
            "http://a/b",
            "http://a?b",
            "http://a#b",
            "ftp://a",
            "*",
            "null",
            "http://me@a",
            "http://:x@a",
            "http://a:99999",
            "http://",
        ] {
            assert!(bad.parse::<AllowedOrigin>().is_err(), "{bad}");
        }
    }
}
