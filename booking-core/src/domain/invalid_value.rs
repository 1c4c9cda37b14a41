//! Errors about a refused value, and the JSON side of the value types.

use std::fmt::Write as _;

use serde_json::Value;

/// The sentence that says what is wrong with a value and what to use instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidValue(pub(crate) String);

/// The maximum length of a value in an error, in characters.
const ECHO_LIMIT: usize = 60;

/// Formats `"25:00" is not a time: use HH:MM.`, with a long value cut.
pub(crate) fn refused(value: &str, problem: &str, remedy: &str) -> InvalidValue {
    InvalidValue(format!("{} {problem}: {remedy}.", quoted(value)))
}

fn quoted(value: &str) -> String {
    let mut text = String::from("\"");
    for (index, character) in value.chars().enumerate() {
        if index == ECHO_LIMIT {
            text.push('…');
            break;
        }
        let _ = write!(text, "{}", character.escape_debug());
    }
    text.push('"');
    text
}

/// Formats a JSON value for an error: a scalar as it is, a long string cut, an array or object by its kind.
pub(crate) fn named(value: &Value) -> String {
    match value {
        Value::Null => "nothing".into(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) => quoted(text),
        Value::Array(_) => "an array".into(),
        Value::Object(_) => "an object".into(),
    }
}

/// Implements `Deserialize` by `FromStr`, with our own error for a value that is not a string.
macro_rules! deserialize_from_text {
    ($name:ident, $expected:expr) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use serde::de::Error as _;
                match serde_json::Value::deserialize(deserializer)? {
                    serde_json::Value::String(text) => text.parse().map_err(D::Error::custom),
                    other => Err(D::Error::custom(format_args!(
                        "{} is not text: use {}.",
                        $crate::domain::invalid_value::named(&other),
                        $expected
                    ))),
                }
            }
        }
    };
}
pub(crate) use deserialize_from_text;

/// Implements `JsonSchema` with the schema that the second argument builds.
macro_rules! impl_json_schema {
    ($name:ident, $schema:expr) => {
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $schema
            }
        }
    };
}
pub(crate) use impl_json_schema;
