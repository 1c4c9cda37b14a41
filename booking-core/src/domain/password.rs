//! Passwords.

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use zeroize::Zeroizing;

use crate::InvalidValue;
use crate::domain::invalid_value::impl_json_schema;

/// A password of 1 to 1,024 characters, not trimmed.
///
/// It has no `Debug`, `Display` or `Serialize`, so that it cannot be printed, logged or answered, and its memory is
/// overwritten when it is dropped.
pub struct Password(Zeroizing<String>);

impl Password {
    const MAX_LENGTH: usize = 1_024;

    /// # Errors
    /// When the length is wrong. The error does not repeat the password.
    pub fn parse(raw: String) -> Result<Self, InvalidValue> {
        let secret = Zeroizing::new(raw);
        match secret.chars().count() {
            1..=Self::MAX_LENGTH => Ok(Self(secret)),
            length => Err(InvalidValue(format!("A password has 1 to {} characters, not {length}.", Self::MAX_LENGTH))),
        }
    }

    /// The secret itself, for signing in.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error as _;
        match Value::deserialize(deserializer)? {
            Value::String(raw) => Self::parse(raw).map_err(D::Error::custom),
            _ => Err(D::Error::custom(format_args!("A password is text of 1 to {} characters.", Self::MAX_LENGTH))),
        }
    }
}

impl_json_schema!(
    Password,
    schemars::json_schema!({
        "type": "string", "format": "password", "writeOnly": true, "minLength": 1, "maxLength": Self::MAX_LENGTH
    })
);
