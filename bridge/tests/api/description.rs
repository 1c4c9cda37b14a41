//! The OpenAPI document is complete and describes the golden files.

use bridge::action::ActionName;
use bridge::http::openapi;
use serde_json::{Value, json};
use strum::VariantArray as _;

use crate::golden;
use crate::support::spawn_app;

/// Every `$ref` in the value.
fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str).map(str::to_owned));
            members.values().for_each(|member| references(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

/// The violations of this component's schema.
fn faults(component: &str, value: &Value) -> Vec<String> {
    let document = openapi::document();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("#/components/schemas/{component}"),
        "components": document["components"],
    });
    let validator = jsonschema::draft202012::options().should_validate_formats(true).build(&schema).unwrap();
    validator.iter_errors(value).map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
}

#[tokio::test]
async fn the_served_document_is_the_printed_one() {
    let reply = spawn_app().get("/openapi.json").await;
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/json")));
    assert_eq!(reply.json(), openapi::document());
}

#[test]
fn every_reference_resolves() {
    let document = openapi::document();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 50);
    for reference in found {
        let place = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(place).is_some(), "{reference}");
    }
}

#[test]
fn it_has_the_parts_of_openapi_3_1() {
    let document = openapi::document();
    assert_eq!(document["openapi"], "3.1.0");
    assert!(document["info"]["title"].is_string() && document["info"]["version"].is_string());
    let endpoints = [("/api/python/bookings", "post"), ("/api/python/accounts", "post"), ("/api/python/slots", "post")];
    let probes = ["/health", "/ready", "/metrics", "/openapi.json", "/api/python/events"].map(|path| (path, "get"));
    for (path, method) in endpoints.into_iter().chain(probes) {
        let operation = &document["paths"][path][method];
        assert!(operation["operationId"].is_string() && operation["responses"].is_object(), "{path}");
    }
    for schema in ["Booking", "Account", "BookingLog", "ErrorBody", "ErrorCode", "Status", "Location", "Timestamp"] {
        assert!(document["components"]["schemas"][schema].is_object(), "{schema}");
    }
}

#[test]
fn every_action_has_schemas_and_an_example_that_fits_them() {
    let document = openapi::document();
    let operation = &document["paths"]["/api/python/bookings"]["post"];
    for action in ActionName::VARIANTS {
        let (name, type_name) = (action.as_str(), action.type_name());
        let status = golden::read(name).status.to_string();
        let request = &operation["requestBody"]["content"]["application/json"]["examples"][name]["value"];
        let answer = &operation["responses"][status]["content"]["application/json"]["examples"][name]["value"];
        assert_eq!(faults(&format!("{type_name}Request"), request), Vec::<String>::new(), "{name}");
        assert_eq!(faults(&format!("{type_name}Response"), answer), Vec::<String>::new(), "{name}");
    }
    for code in golden::errors() {
        let answer = golden::read(&format!("errors/{code}")).response;
        assert_eq!(faults("ErrorBody", &answer), Vec::<String>::new(), "{code}");
    }
}

#[test]
fn the_schemas_refuse_what_the_bridge_refuses() {
    let refused = [
        (
            "CreateBookingRequest",
            json!({ "action": "create_booking", "account_id": 0, "booking_date": "2026-12-01", "time_slots": ["06:00"], "location": "X1" }),
        ),
        (
            "CreateBookingRequest",
            json!({ "action": "create_booking", "account_id": 1, "booking_date": "2026-12-01", "time_slots": [], "location": "X1" }),
        ),
        (
            "CreateBookingRequest",
            json!({ "action": "create_booking", "account_id": 1, "booking_date": "2026-12-01", "time_slots": ["6:00"], "location": "X1" }),
        ),
        (
            "CreateBookingRequest",
            json!({ "action": "create_booking", "account_id": 1, "booking_date": "2026-12-01", "time_slots": ["06:00"], "location": "X2" }),
        ),
        ("GetBookingRequest", json!({ "action": "get_booking" })),
        ("GetBookingRequest", json!({ "action": "get_booking", "booking_id": 1, "id": 1 })),
        ("GetBookingRequest", json!({ "action": "get_account", "booking_id": 1 })),
        ("AddAccountRequest", json!({ "action": "add_account", "netid": "ab" })),
        ("GetBookingsRequest", json!({ "action": "get_bookings", "limit": 1001 })),
        ("GetBookingsRequest", json!({ "action": "get_bookings", "cursor": "the next one" })),
        ("GetAttemptsRequest", json!({ "action": "get_attempts", "cursor": "0" })),
        ("ExplainBookingRequest", json!({ "action": "explain_booking" })),
        ("ExplainBookingRequest", json!({ "action": "explain_booking", "booking_id": 1, "account_id": 1 })),
        ("SetAccountTokenRequest", json!({ "action": "set_account_token", "account_id": 1, "token": "" })),
        ("SetEngineRequest", json!({ "action": "set_engine", "paused": null })),
        ("AddAccountRequest", json!({ "action": "add_account", "netid": "\u{3000}ab\t" })),
        ("AddAccountRequest", json!({ "action": "add_account", "netid": "j\u{7}devries" })),
        ("UpdateAccountRequest", json!({ "action": "update_account", "account_id": 1, "is_active": null })),
        (
            "CreateBookingRequest",
            json!({ "action": "create_booking", "account_id": 1, "booking_date": "2026-12-01", "time_slots": ["06:00"], "location": "Fitness", "sub_location": "A" }),
        ),
    ];
    for (component, body) in refused {
        assert!(!faults(component, &body).is_empty(), "{body}");
    }
}

#[test]
fn a_netid_may_have_white_space_around_it_and_inside() {
    for netid in ["\u{3000} jan de vries\u{a0}", "\t\u{85}abc\n"] {
        assert_eq!(faults("NetId", &json!(netid)), Vec::<String>::new(), "{netid:?}");
    }
}

#[test]
fn the_schemas_state_the_defaults() {
    let schemas = &openapi::document()["components"]["schemas"];
    let default = |request: &str, argument: &str| schemas[request]["properties"][argument]["default"].clone();
    assert_eq!(default("CreateBookingRequest", "retry_interval"), 60);
    assert_eq!(default("CreateBookingRequest", "auto_retry"), false);
    assert_eq!(default("AddAccountRequest", "is_active"), true);
    assert_eq!(default("GetBookingsRequest", "order"), "asc");
    assert_eq!(default("GetAccountBookingsRequest", "order"), "asc");
}

#[test]
fn a_null_argument_fits_the_schema_where_it_may_be_absent() {
    let body = json!({ "action": "get_bookings", "account_id": null, "limit": null, "cursor": null });
    assert_eq!(faults("GetBookingsRequest", &body), Vec::<String>::new());
}
