use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::InvalidValue;

/// An id that the facility gave: a whole number or a text of 1 to 100 characters. It goes back in the form it came in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FacilityId(Form);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Form {
    Number(i64),
    Text(String),
}

impl FacilityId {
    const MAX_LENGTH: usize = 100;

    /// # Errors
    /// When the text is empty, longer than 100 characters or holds control characters.
    pub fn text(raw: &str) -> Result<Self, InvalidValue> {
        let length = raw.chars().count();
        if (1..=Self::MAX_LENGTH).contains(&length) && !raw.chars().any(char::is_control) {
            return Ok(Self(Form::Text(raw.to_owned())));
        }
        Err(InvalidValue(format!("An id of the facility has 1 to {} characters, not {length}.", Self::MAX_LENGTH)))
    }
}

impl From<i64> for FacilityId {
    fn from(number: i64) -> Self {
        Self(Form::Number(number))
    }
}

impl fmt::Display for FacilityId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Number(number) => number.fmt(out),
            Form::Text(text) => out.write_str(text),
        }
    }
}

impl Serialize for FacilityId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Form::Number(number) => serializer.serialize_i64(*number),
            Form::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for FacilityId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error as _;
        match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::Number(number) => {
                number.as_i64().map(Self::from).ok_or_else(|| D::Error::custom("an id is a whole number or a text"))
            }
            serde_json::Value::String(text) => Self::text(&text).map_err(|error| D::Error::custom(error.0)),
            _ => Err(D::Error::custom("an id is a whole number or a text")),
        }
    }
}

impl JsonSchema for FacilityId {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FacilityId".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["integer", "string"], "maxLength": Self::MAX_LENGTH })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_goes_back_in_the_form_it_came_in() {
        for json in ["20061", "-1", "\"20061\"", "\"a b/c\""] {
            let id: FacilityId = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&id).unwrap(), json);
        }
    }

    #[test]
    fn what_is_no_id_is_refused() {
        let long = format!("\"{}\"", "1".repeat(101));
        for json in ["\"\"", "1.5", "99999999999999999999", "null", "[1]", "\"a\\u0000\"", &long] {
            assert!(serde_json::from_str::<FacilityId>(json).is_err(), "{json}");
        }
    }
}
