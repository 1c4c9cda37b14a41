//! The OpenAPI 3.1 document, from the same types that the actions parse and answer.

mod responses;

use actix_web::http::StatusCode;
use schemars::Schema;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value, json};
use strum::VariantArray as _;

use crate::action::{ActionName, Description};
use crate::http::error::{ErrorBody, ErrorCode};
use responses::{endpoint_failures, failures, probe, response, status};

const JSON: &str = "application/json";

/// Gathers the parts of the document.
struct OpenApiBuilder {
    requests: SchemaGenerator,
    responses: SchemaGenerator,
    schemas: Map<String, Value>,
    actions: Vec<Entry>,
}

struct Entry {
    name: ActionName,
    summary: &'static str,
    status: StatusCode,
    example: Value,
}

/// The whole document.
#[must_use]
pub fn document() -> Value {
    let settings =
        || SchemaSettings::draft2020_12().with(|settings| settings.definitions_path = "/components/schemas".into());
    let mut builder = OpenApiBuilder {
        requests: settings().for_deserialize().into_generator(),
        responses: settings().for_serialize().into_generator(),
        schemas: Map::new(),
        actions: Vec::new(),
    };
    for action in ActionName::VARIANTS {
        builder.add(*action);
    }
    builder.finish()
}

impl OpenApiBuilder {
    fn add(&mut self, name: ActionName) {
        let Description { summary, status, example, mut request, mut response } =
            name.describe(&mut self.requests, &mut self.responses);
        require(&mut request, "action", json!({ "type": "string", "const": name.as_str() }));
        self.schemas.insert(format!("{}Request", name.type_name()), with_description(request, summary));
        require(&mut response, "success", json!({ "type": "boolean", "const": true }));
        self.schemas.insert(format!("{}Response", name.type_name()), with_description(response, summary));
        // The test that replays the golden files fails on one that is not JSON.
        let example = serde_json::from_str(example).unwrap_or_default();
        self.actions.push(Entry { name, summary, status, example });
    }

    fn finish(mut self) -> Value {
        self.responses.subschema_for::<ErrorBody>();
        let endpoint = self.operation();
        let mut schemas = self.schemas;
        schemas.extend(self.requests.take_definitions(true));
        schemas.extend(self.responses.take_definitions(true));
        schemas.sort_keys();
        json!({
            "openapi": "3.1.0",
            "info": {
                "title": "Booking bridge",
                "version": env!("CARGO_PKG_VERSION"),
                "description": "Bookings of sports-facility time slots. Every action is a POST of a JSON object to one path.",
                "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" }
            },
            "servers": [{ "url": "http://localhost:8008" }],
            "paths": {
                "/api/python/bookings": { "post": with_id(&endpoint, "act") },
                "/api/python/accounts": { "post": with_id(&endpoint, "actOnAccounts") },
                "/health": probe("health", "Tell that the process is up.", JSON, &status("up"), &[]),
                "/ready": probe(
                    "ready", "Tell whether the database answers.", JSON, &status("ready"),
                    &[ErrorCode::Internal, ErrorCode::StorageUnavailable]
                ),
                "/metrics": probe(
                    "metrics", "Tell what was counted and measured, in Prometheus' words.",
                    "text/plain; version=0.0.4; charset=utf-8", &json!({ "type": "string" }), &[ErrorCode::Internal]
                ),
                "/openapi.json": probe("openapi", "Describe the bridge.", JSON, &json!({ "type": "object" }), &[])
            },
            "components": {
                "schemas": schemas,
                "responses": failures(),
                "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } }
            }
        })
    }

    fn operation(&self) -> Value {
        let mapping: Map<String, Value> = self
            .actions
            .iter()
            .map(|action| (action.name.as_str().into(), reference(action.name, "Request").into()))
            .collect();
        let requests = self.references(None, "Request");
        let mut responses = endpoint_failures();
        for status in [StatusCode::OK, StatusCode::CREATED] {
            let schema = json!({ "anyOf": self.references(Some(status), "Response") });
            let mut response = response("The action was carried out.", JSON, &schema);
            response["content"][JSON]["examples"] = self.examples(Some(status), "response");
            responses.insert(status.as_str().into(), response);
        }
        responses.sort_keys();
        json!({
            "summary": "Carry out an action.",
            "security": [{}, { "token": [] }],
            "requestBody": { "required": true, "content": { "application/json": {
                "schema": { "oneOf": requests, "discriminator": { "propertyName": "action", "mapping": mapping } },
                "examples": self.examples(None, "request")
            }}},
            "responses": responses
        })
    }

    fn of_status(&self, status: Option<StatusCode>) -> impl Iterator<Item = &Entry> {
        self.actions.iter().filter(move |action| status.is_none_or(|status| action.status == status))
    }

    fn references(&self, status: Option<StatusCode>, kind: &str) -> Vec<Value> {
        self.of_status(status).map(|action| json!({ "$ref": reference(action.name, kind) })).collect()
    }

    fn examples(&self, status: Option<StatusCode>, part: &str) -> Value {
        let example = |action: &Entry| {
            (action.name.as_str().to_owned(), json!({ "summary": action.summary, "value": action.example[part] }))
        };
        Value::Object(self.of_status(status).map(example).collect())
    }
}

fn reference(name: ActionName, kind: &str) -> String {
    format!("#/components/schemas/{}{kind}", name.type_name())
}

fn with_id(operation: &Value, id: &str) -> Value {
    let mut operation = operation.clone();
    operation["operationId"] = id.into();
    operation
}

fn with_description(schema: Schema, summary: &str) -> Value {
    let mut schema = schema.to_value();
    schema["description"] = summary.into();
    schema
}

/// Adds a member that is always there.
fn require(schema: &mut Schema, name: &str, member: Value) {
    let object = schema.ensure_object();
    object.entry("type").or_insert_with(|| "object".into());
    if let Some(members) = object.entry("properties").or_insert_with(|| json!({})).as_object_mut() {
        members.insert(name.into(), member);
    }
    if let Some(required) = object.entry("required").or_insert_with(|| json!([])).as_array_mut() {
        required.insert(0, name.into());
    }
}
