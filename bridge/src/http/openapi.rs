//! The OpenAPI 3.1 document, generated from the types that the actions parse and respond with.

mod responses;

use std::mem;

use actix_web::http::StatusCode;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use schemars::{JsonSchema as _, Schema};
use serde_json::{Map, Value, json};

use crate::action::{Action, ActionName, ActionVisitor};
use crate::http::error::{ErrorBody, ErrorCode};
use crate::live::Change;
use responses::{calendar, endpoint_failures, events, failures, probe, response, status};

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
    ActionName::visit_all(&mut builder);
    builder.finish()
}

impl ActionVisitor for OpenApiBuilder {
    fn visit<A: Action>(&mut self, name: ActionName, example: &'static str) {
        let action = json!({ "type": "string", "const": name.as_str() });
        let request = with_member(A::Request::json_schema(&mut self.requests), "action", action);
        let success = json!({ "type": "boolean", "const": true });
        let response = with_member(A::Response::json_schema(&mut self.responses), "success", success);
        for (kind, mut schema) in [("Request", request), ("Response", response)] {
            schema.insert("description".into(), A::SUMMARY.into());
            self.schemas.insert(format!("{}{kind}", name.type_name()), schema.to_value());
        }
        // The test that replays the golden files fails on one that is not JSON.
        let example = serde_json::from_str(example).unwrap_or_default();
        self.actions.push(Entry { name, summary: A::SUMMARY, status: A::STATUS, example });
    }
}

impl OpenApiBuilder {
    fn finish(mut self) -> Value {
        self.responses.subschema_for::<ErrorBody>();
        let change = self.responses.subschema_for::<Change>();
        let endpoint = self.endpoint();
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
                "/api/python/slots": { "post": with_id(&endpoint, "actOnSlots") },
                "/api/python/events": events(&change),
                "/api/python/calendar/{file}": calendar(),
                "/health": probe("health", "Report that the process is up.", JSON, &status("up"), &[]),
                "/ready": probe(
                    "ready", "Report whether the database answers and the clock can be right.", JSON, &status("ready"),
                    &[ErrorCode::Internal, ErrorCode::StorageUnavailable, ErrorCode::InvalidClock]
                ),
                "/metrics": probe(
                    "metrics", "Report metrics in Prometheus' text format.",
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

    /// The operation of both endpoint paths, without its id.
    fn endpoint(&self) -> Value {
        let reference = |action: &Entry, kind| format!("#/components/schemas/{}{kind}", action.name.type_name());
        let references = |actions: &[&Entry], kind| -> Vec<Value> {
            actions.iter().map(|action| json!({ "$ref": reference(action, kind) })).collect()
        };
        let all: Vec<&Entry> = self.actions.iter().collect();
        let mapping: Map<String, Value> =
            all.iter().map(|action| (action.name.as_str().into(), reference(action, "Request").into())).collect();
        let mut responses = endpoint_failures();
        for status in [StatusCode::OK, StatusCode::CREATED] {
            let actions: Vec<&Entry> = all.iter().copied().filter(|action| action.status == status).collect();
            let schema = json!({ "anyOf": references(&actions, "Response") });
            let mut response = response("The action was carried out.", JSON, &schema);
            response["content"][JSON]["examples"] = examples(&actions, "response");
            responses.insert(status.as_str().into(), response);
        }
        responses.sort_keys();
        let discriminator = json!({ "propertyName": "action", "mapping": mapping });
        json!({
            "summary": "Carry out an action.",
            "security": [{}, { "token": [] }],
            "requestBody": { "required": true, "content": { JSON: {
                "schema": { "oneOf": references(&all, "Request"), "discriminator": discriminator },
                "examples": examples(&all, "request")
            }}},
            "responses": responses
        })
    }
}

fn examples(actions: &[&Entry], part: &str) -> Value {
    let example = |action: &&Entry| {
        (action.name.as_str().to_owned(), json!({ "summary": action.summary, "value": action.example[part] }))
    };
    Value::Object(actions.iter().map(example).collect())
}

fn with_id(operation: &Value, id: &str) -> Value {
    let mut operation = operation.clone();
    operation["operationId"] = id.into();
    operation
}

/// Adds a required member to an object's schema, or to each of its alternatives.
fn with_member(mut schema: Schema, name: &str, member: Value) -> Schema {
    let object = schema.ensure_object();
    if let Some(alternatives) = object.get_mut("anyOf").and_then(Value::as_array_mut) {
        for alternative in alternatives {
            let schema = Schema::try_from(mem::take(alternative)).unwrap_or_default();
            *alternative = with_member(schema, name, member.clone()).to_value();
        }
        return schema;
    }
    object.entry("type").or_insert_with(|| "object".into());
    if let Some(members) = object.entry("properties").or_insert_with(|| json!({})).as_object_mut() {
        members.insert(name.into(), member);
    }
    if let Some(required) = object.entry("required").or_insert_with(|| json!([])).as_array_mut() {
        required.insert(0, name.into());
    }
    schema
}
