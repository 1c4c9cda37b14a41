//! Responses that the document names besides those of the actions: failures and probes.

use actix_web::http::StatusCode;
use schemars::Schema;
use serde_json::{Map, Value, json};
use strum::VariantArray as _;

use crate::http::error::ErrorCode;

/// The codes of requests that match no operation of the document.
const WITHOUT_OPERATION: [ErrorCode; 2] = [ErrorCode::NotFound, ErrorCode::MethodNotAllowed];

fn endpoint_codes() -> impl Iterator<Item = ErrorCode> {
    ErrorCode::VARIANTS.iter().copied().filter(|code| !WITHOUT_OPERATION.contains(code))
}

/// References to the failures of the endpoint, by status.
pub(super) fn endpoint_failures() -> Map<String, Value> {
    references(endpoint_codes())
}

fn references(codes: impl Iterator<Item = ErrorCode>) -> Map<String, Value> {
    let statuses = codes.map(|code| code.status().as_str().to_owned());
    statuses
        .map(|status| (status.clone(), json!({ "$ref": format!("#/components/responses/Failure{status}") })))
        .collect()
}

/// One failure for each status, naming its codes.
pub(super) fn failures() -> Map<String, Value> {
    endpoint_codes()
        .map(ErrorCode::status)
        .map(|status| (format!("Failure{}", status.as_str()), failure(status)))
        .collect()
}

fn failure(status: StatusCode) -> Value {
    let codes: Vec<_> = endpoint_codes().filter(|code| code.status() == status).collect();
    let schema = failure_body(&codes);
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

/// The schema of a failure with one of these codes.
fn failure_body(codes: &[ErrorCode]) -> Value {
    json!({
        "allOf": [{ "$ref": "#/components/schemas/ErrorBody" }, { "properties": { "code": { "enum": codes } } }]
    })
}

/// A response with its content and the header that every response has.
pub(super) fn response(description: &str, media_type: &str, schema: &Value) -> Value {
    json!({
        "description": description,
        "headers": { "x-request-id": {
            "description": "The request's id in the log: the caller's own if it sent a valid one.",
            "required": true,
            "schema": { "type": "string", "pattern": "^[A-Za-z0-9_.:-]{1,128}$" }
        }},
        "content": { media_type: { "schema": schema } }
    })
}

/// A path without arguments, and its failures besides those of the caller checks.
pub(super) fn probe(id: &str, summary: &str, media_type: &str, schema: &Value, failures: &[ErrorCode]) -> Value {
    let caller_checks = [ErrorCode::ForbiddenHost, ErrorCode::ForbiddenOrigin];
    let mut responses = references(caller_checks.iter().chain(failures).copied());
    responses.insert("200".into(), response("The answer.", media_type, schema));
    responses.sort_keys();
    json!({ "get": { "operationId": id, "summary": summary, "responses": responses } })
}

/// The schema of a successful probe.
pub(super) fn status(word: &str) -> Value {
    json!({
        "type": "object",
        "required": ["success", "status"],
        "additionalProperties": false,
        "properties": { "success": { "const": true }, "status": { "const": word } }
    })
}

/// The event stream. `change` is the schema of an event's data.
pub(super) fn events(change: &Schema) -> Value {
    let schema = json!({ "type": "string", "contentMediaType": "text/event-stream", "x-change": change });
    let failures = [ErrorCode::Unauthorized, ErrorCode::Overloaded];
    let mut path =
        probe("events", "Stream what to read again, as server-sent events.", "text/event-stream", &schema, &failures);
    path["get"]["description"] = "The stream begins with \"hello\", whose data has the time at the bridge (\"now\"). A \"change\" names \
        what to read again, gathered for 100 ms. A \"resync\" instead of it means everything: the reader was too slow. A comment \
        comes every 15 seconds. Nothing is repeated after a reconnect, so a reader then reads everything again."
        .into();
    path["get"]["security"] = json!([{}, { "token": [] }]);
    path
}

/// The calendar of an account.
pub(super) fn calendar() -> Value {
    let schema = json!({ "type": "string", "contentMediaType": "text/calendar" });
    let failures = [ErrorCode::Unauthorized, ErrorCode::Internal, ErrorCode::StorageUnavailable];
    let mut path = probe(
        "calendar",
        "Read an account's bookings as a calendar.",
        "text/calendar; charset=utf-8",
        &schema,
        &failures,
    );
    path["get"]["description"] =
        "The bookings of the last 30 days and later. A pending booking is tentative; a failed one is \
        cancelled, with the reason. A link that is wrong or revoked is a 404."
            .into();
    path["get"]["parameters"] = json!([{
        "name": "file",
        "in": "path",
        "required": true,
        "description": "The secret of `create_calendar_link` and `.ics`.",
        "schema": { "type": "string" }
    }, {
        "name": "If-None-Match",
        "in": "header",
        "description": "The ETag of an earlier response.",
        "schema": { "type": "string" }
    }]);
    let refusal = failure_body(&[ErrorCode::NotFound]);
    path["get"]["responses"]["404"] = response("No calendar has this link.", "application/json", &refusal);
    path["get"]["responses"]["304"] = response("The calendar is unchanged.", "text/calendar", &schema);
    path["get"]["security"] = json!([{}, { "token": [] }]);
    path
}
