//! Parses an action's arguments into its request type and names the argument at fault.

use schemars::{JsonSchema, Schema, schema_for};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::http::error::ApiError;

/// The number of characters of an unknown name that are shown.
pub(super) const SHOWN: usize = 60;

/// A request that is parsed from the arguments of its action.
pub trait FromArguments: Sized {
    /// Parses the arguments.
    ///
    /// # Errors
    /// `invalid_field`, with the argument that is missing, wrong or unknown.
    fn from_arguments(arguments: &Arguments) -> Result<Self, ApiError>;
}

impl<Request: DeserializeOwned + JsonSchema> FromArguments for Request {
    fn from_arguments(arguments: &Arguments) -> Result<Self, ApiError> {
        arguments.parse()
    }
}

/// The arguments of an action: the members of the body without `action` and without nulls, which mean absent.
pub struct Arguments(Value);

impl Arguments {
    /// Takes the arguments from the body's members.
    #[must_use]
    pub fn new(mut members: Map<String, Value>) -> Self {
        members.retain(|name, value| name != "action" && !value.is_null());
        Self(Value::Object(members))
    }

    /// Whether the argument is given.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some()
    }

    fn parse<Request: DeserializeOwned + JsonSchema>(&self) -> Result<Request, ApiError> {
        serde_path_to_error::deserialize(&self.0).map_err(|error| {
            let schema = schema_for!(Request);
            if error.path().iter().next().is_none() {
                return self.missing(&schema, &error.into_inner());
            }
            let path = error.path().to_string();
            let given = self.0.get(&path);
            if given.is_some() && !names(&schema).contains(&path.as_str()) {
                return unknown(&schema, &path);
            }
            let reason = match given.and_then(|given| wrong_type(&schema, &path, given)) {
                Some(reason) => reason.to_owned(),
                None => error.inner().to_string(),
            };
            let stop = if reason.ends_with('.') { "" } else { "." };
            ApiError::field(&path, format!("{path}: {reason}{stop}"))
        })
    }

    fn missing(&self, schema: &Schema, error: &serde_json::Error) -> ApiError {
        let required = schema.get("required").and_then(Value::as_array);
        let absent = required.into_iter().flatten().filter_map(Value::as_str).find(|name| self.0.get(name).is_none());
        match absent {
            Some(name) => ApiError::field(name, format!("{name} is missing. This action requires it.")),
            None => ApiError::internal(format!("arguments that the schema allows: {error}")),
        }
    }
}

/// The remedy for a value of another JSON type. Serde's own message would repeat the value, which may be a password.
fn wrong_type(schema: &Schema, path: &str, given: &Value) -> Option<&'static str> {
    let is = |kind: &str| match schema.pointer(&format!("/properties/{path}/type")) {
        Some(Value::Array(kinds)) => kinds.iter().any(|one| one == kind),
        one => one.is_some_and(|one| one == kind),
    };
    if is("array") && !given.is_array() {
        return Some("this is not a list: put it in brackets, even a single value");
    }
    (is("boolean") && !given.is_boolean()).then_some("use true or false")
}

fn names(schema: &Schema) -> Vec<&str> {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.into_iter().flat_map(Map::keys).map(String::as_str).collect()
}

fn unknown(schema: &Schema, name: &str) -> ApiError {
    let shown: String = name.chars().take(SHOWN).collect();
    let remedy = match names(schema).as_slice() {
        [] => "which takes none".to_owned(),
        names => format!("which takes {}", names.join(", ")),
    };
    let message = format!("{shown:?} is not an argument of this action, {remedy}.");
    ApiError::field(shown, message)
}
