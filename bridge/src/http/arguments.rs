//! From the members of the body to an action's own request.

use schemars::{JsonSchema, schema_for};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::http::error::ApiError;

/// The arguments of an action: the members of the body without `action`. A `null` is the same as nothing.
pub struct Arguments(Value);

impl Arguments {
    /// Takes the arguments out of the body's members.
    #[must_use]
    pub fn new(mut members: Map<String, Value>) -> Self {
        members.retain(|name, value| name != "action" && !value.is_null());
        Self(Value::Object(members))
    }

    /// The request that they make up.
    ///
    /// # Errors
    /// `invalid_field`, with the argument that is missing, wrong or unknown.
    pub fn parse<Request: DeserializeOwned + JsonSchema>(&self) -> Result<Request, ApiError> {
        serde_path_to_error::deserialize(&self.0).map_err(|error| {
            let schema = schema_for!(Request);
            if error.path().iter().next().is_none() {
                return self.missing(&schema, &error.into_inner());
            }
            match error.path().to_string().as_str() {
                path if self.is_unknown(&schema, path) => unknown(&schema, path),
                path if self.should_be_a_list(&schema, path) => {
                    let remedy = "put it in brackets, even where there is only one";
                    ApiError::field(path, format!("{path}: this is not a list: {remedy}."))
                }
                path => {
                    let reason = error.inner().to_string();
                    let stop = if reason.ends_with('.') { "" } else { "." };
                    ApiError::field(path, format!("{path}: {reason}{stop}"))
                }
            }
        })
    }

    fn missing(&self, schema: &schemars::Schema, error: &serde_json::Error) -> ApiError {
        let required = schema.get("required").and_then(Value::as_array);
        let absent = required.into_iter().flatten().filter_map(Value::as_str).find(|name| self.0.get(name).is_none());
        match absent {
            Some(name) => ApiError::field(name, format!("{name} is missing: this action needs it.")),
            None => ApiError::internal(format!("arguments that the schema allows: {error}")),
        }
    }

    fn is_unknown(&self, schema: &schemars::Schema, path: &str) -> bool {
        self.0.get(path).is_some() && !names(schema).contains(&path)
    }

    /// Serde would say so in its own words, and repeat the whole value.
    fn should_be_a_list(&self, schema: &schemars::Schema, path: &str) -> bool {
        let is_list = match schema.pointer(&format!("/properties/{path}/type")) {
            Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == "array"),
            kind => kind.is_some_and(|kind| kind == "array"),
        };
        is_list && self.0.get(path).is_some_and(|given| !given.is_array())
    }
}

fn names(schema: &schemars::Schema) -> Vec<&str> {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.into_iter().flat_map(Map::keys).map(String::as_str).collect()
}

fn unknown(schema: &schemars::Schema, name: &str) -> ApiError {
    let shown: String = name.chars().take(60).collect();
    let remedy = match names(schema).as_slice() {
        [] => "it takes no arguments".to_owned(),
        names => format!("it takes {}", names.join(", ")),
    };
    let message = format!("{shown:?} is not an argument of this action: {remedy}.");
    ApiError::field(shown, message)
}

/// A switch: true or false.
#[derive(Clone, Copy, JsonSchema)]
#[schemars(inline)]
pub struct StrictBool(bool);

impl From<StrictBool> for bool {
    fn from(StrictBool(value): StrictBool) -> Self {
        value
    }
}

impl<'de> Deserialize<'de> for StrictBool {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Bool(value) => Ok(Self(value)),
            _ => Err(D::Error::custom("use true or false.")),
        }
    }
}
