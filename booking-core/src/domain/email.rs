//! E-mail addresses.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use regex::Regex;
use schemars::{Schema, json_schema};

use crate::InvalidValue;
use crate::domain::invalid_value::{deserialize_from_text, impl_json_schema, refused};
use crate::domain::string_enum::ParseBytes;

/// The minimum and the maximum length of an address in characters.
const LENGTH: std::ops::RangeInclusive<usize> = 3..=254;
const REMEDY: &str = "use an address such as anna@example.org";
/// The most characters before the `@`.
const LOCAL_LENGTH: usize = 64;
/// The form of an address. The standard allows more, which mail servers refuse.
const FORM: &str = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*";

static WHOLE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&format!("^(?:{FORM})$")).ok());

/// An e-mail address of 3 to 254 ASCII characters, without a name, quotes, comments or an IP address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Returns the address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EmailAddress {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_short = LENGTH.contains(&text.len()) && text.find('@').is_some_and(|at| at <= LOCAL_LENGTH);
        if is_short && WHOLE.as_ref().is_some_and(|form| form.is_match(text)) {
            Ok(Self(text.to_owned()))
        } else {
            Err(refused(text, "is not an e-mail address", REMEDY))
        }
    }
}

impl ParseBytes for EmailAddress {
    fn parse_bytes(text: &[u8]) -> Option<Self> {
        str::from_utf8(text).ok()?.parse().ok()
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl serde::Serialize for EmailAddress {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

deserialize_from_text!(EmailAddress, "text, an e-mail address");

impl_json_schema!(EmailAddress, schema(""));

/// The new address for an account's notices, or none, which is an empty text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotifyEmail(Option<EmailAddress>);

impl NotifyEmail {
    /// Returns the address, if there is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        self.0.as_ref().map(EmailAddress::as_str)
    }
}

impl From<EmailAddress> for NotifyEmail {
    fn from(address: EmailAddress) -> Self {
        Self(Some(address))
    }
}

impl FromStr for NotifyEmail {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() { Ok(Self(None)) } else { text.parse().map(|address| Self(Some(address))) }
    }
}

deserialize_from_text!(NotifyEmail, "text, an e-mail address or nothing");

impl_json_schema!(NotifyEmail, schema("$|^"));

/// The schema of an address, with an alternative before it.
fn schema(alternative: &str) -> Schema {
    let pattern = format!("^{alternative}(?=[^@]{{1,{LOCAL_LENGTH}}}@){FORM}$");
    let shortest = if alternative.is_empty() { *LENGTH.start() } else { 0 };
    json_schema!({ "type": "string", "minLength": shortest, "maxLength": LENGTH.end(), "pattern": pattern })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_addresses_are_taken_and_everything_else_is_refused() {
        for good in ["a@b", "Anna.de-Vries+gym@mail.example.org", "o'brien@example.org", "x@127-0-0-1.example"] {
            assert_eq!(good.parse::<EmailAddress>().unwrap().as_str(), good);
        }
        let long = format!("{}@example.org", "a".repeat(65));
        for bad in [
            "",
            "a",
            "@b",
            "a@",
            "a b@c",
            "a@b c",
            "a..b@c",
            ".a@b",
            "a@-b",
            "a@b..c",
            "a@[127.0.0.1]",
            "\"a\"@b",
            "Anna <a@b>",
            "a@b\r\nBcc: x@y",
            "ä@example.org",
            "a@zürich.example",
            "a@b,c@d",
            " a@b",
            &long,
        ] {
            assert!(bad.parse::<EmailAddress>().is_err(), "{bad:?}");
        }
        assert_eq!("".parse::<NotifyEmail>().unwrap().as_str(), None);
    }
}
