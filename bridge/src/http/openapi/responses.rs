//! The answers that the document names beside those of the actions: failures, and what the probes tell.

use actix_web::http::StatusCode;
use serde_json::{Map, Value, json};
use strum::VariantArray as _;

use crate::http::error::ErrorCode;

/// Where no operation of the document is asked for.
const ELSEWHERE: [ErrorCode; 2] = [ErrorCode::NotFound, ErrorCode::MethodNotAllowed];

/// The statuses that the door may refuse a request with.
pub(super) fn endpoint_failures() -> Map<String, Value> {
    refer(&ErrorCode::VARIANTS.iter().copied().filter(|code| !ELSEWHERE.contains(code)).collect::<Vec<_>>())
}

fn refer(codes: &[ErrorCode]) -> Map<String, Value> {
    let reference = |status: &str| json!({ "$ref": format!("#/components/responses/{}", name(status)) });
    codes.iter().map(|code| (code.status().as_str().to_owned(), reference(code.status().as_str()))).collect()
}

fn name(status: &str) -> String {
    format!("Failure{status}")
}

/// One failure for each status, naming the codes that come with it.
pub(super) fn failures() -> Map<String, Value> {
    let mut failures = Map::new();
    for code in ErrorCode::VARIANTS.iter().copied().filter(|code| !ELSEWHERE.contains(code)) {
        failures.entry(name(code.status().as_str())).or_insert_with(|| failure(code.status()));
    }
    failures
}

fn failure(status: StatusCode) -> Value {
    let codes: Vec<_> = ErrorCode::VARIANTS
        .iter()
        .copied()
        .filter(|code| code.status() == status && !ELSEWHERE.contains(code))
        .collect();
    let schema = json!({
        "allOf": [{ "$ref": "#/components/schemas/ErrorBody" }, { "properties": { "code": { "enum": codes } } }]
    });
    let mut response = response("The action was not carried out; nothing was written.", "application/json", &schema);
    if codes.contains(&ErrorCode::Overloaded) {
        response["headers"]["Retry-After"] = json!({
            "description": "Seconds to wait before trying again, with the code overloaded.",
            "schema": { "type": "string", "pattern": "^[0-9]+$" }
        });
    }
    if codes.contains(&ErrorCode::Unauthorized) {
        response["headers"]["WWW-Authenticate"] = json!({ "required": true, "schema": { "const": "Bearer" } });
    }
    response
}

/// An answer with its content, and with the header that every answer has.
pub(super) fn response(description: &str, media_type: &str, schema: &Value) -> Value {
    json!({
        "description": description,
        "headers": { "x-request-id": {
            "description": "The request's id, under which the log has it: the caller's own where it sent a harmless one.",
            "required": true,
            "schema": { "type": "string", "pattern": "^[A-Za-z0-9_.:-]{1,128}$" }
        }},
        "content": { media_type: { "schema": schema } }
    })
}

/// A path that only tells something, and what else it may answer.
pub(super) fn probe(id: &str, summary: &str, media_type: &str, schema: &Value, refusals: &[ErrorCode]) -> Value {
    let mut responses = refer(&[&[ErrorCode::ForbiddenHost, ErrorCode::ForbiddenOrigin], refusals].concat());
    responses.insert("200".into(), response("The answer.", media_type, schema));
    responses.sort_keys();
    json!({ "get": { "operationId": id, "summary": summary, "responses": responses } })
}

/// What a probe tells when all is well.
pub(super) fn status(word: &str) -> Value {
    json!({
        "type": "object",
        "required": ["success", "status"],
        "additionalProperties": false,
        "properties": { "success": { "const": true }, "status": { "const": word } }
    })
}
