use std::mem;

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use zeroize::Zeroizing;

use super::PastedToken;
use crate::InvalidValue;
use crate::clock::Timestamp;
use crate::domain::invalid_value::impl_json_schema;

/// A text that a person pasted as a token, not parsed yet: whether the token has ended depends on the time.
///
/// It has no `Debug`, `Display` or `Serialize`, so that it cannot be printed, logged or answered, and its memory is
/// overwritten when it is dropped.
pub struct PastedText(Zeroizing<String>);

impl PastedText {
    const MAX_LENGTH: usize = 64 * 1024;

    /// Parses the token in the text.
    ///
    /// # Errors
    /// When there is none, or it has ended by `now`. The error does not repeat the text.
    pub fn parse(mut self, now: Timestamp) -> Result<PastedToken, InvalidValue> {
        PastedToken::parse(mem::take(&mut *self.0), now)
    }
}

impl<'de> Deserialize<'de> for PastedText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error as _;
        match Value::deserialize(deserializer)? {
            Value::String(text) => Ok(Self(Zeroizing::new(text))),
            _ => Err(D::Error::custom("A token is text. Send the JSON of the facility's page as text, too.")),
        }
    }
}

impl_json_schema!(
    PastedText,
    schemars::json_schema!({
        "type": "string", "format": "password", "writeOnly": true, "minLength": 1, "maxLength": Self::MAX_LENGTH
    })
);
