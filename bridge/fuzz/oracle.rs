//! Checks every response against the OpenAPI document, for the fuzz target and the test that replays its corpus.

use std::collections::HashMap;

use bridge::http::openapi;
use jsonschema::Validator;
use serde_json::{Value, json};

/// Bodies posted first: an account with bookings and one without.
pub(crate) const GIVEN: [&str; 4] = [
    r#"{"action": "add_account", "netid": "jdevries", "password": "open sesame"}"#,
    r#"{"action": "add_account", "netid": "mbakker"}"#,
    r#"{"action": "create_booking", "account_id": 1, "booking_date": "2026-12-01", "location": "Fitness",
        "time_slots": ["06:00", "07:00", "08:00", "09:00", "10:00", "11:00"], "idempotency_key": "monday"}"#,
    r#"{"action": "mark_booking_confirmed", "booking_id": 6, "booking_reference": "SPT-104"}"#,
];

/// Validators of the responses that the OpenAPI document describes.
pub(crate) struct Oracle {
    by_status: HashMap<u16, Validator>,
    by_action: HashMap<String, Validator>,
}

impl Oracle {
    pub(crate) fn new() -> Self {
        let document = openapi::document();
        let endpoint = &document["paths"]["/api/python/bookings"]["post"];
        let statuses = endpoint["responses"].as_object().expect("responses");
        let actions = &endpoint["requestBody"]["content"]["application/json"]["schema"]["discriminator"]["mapping"];
        let actions = actions.as_object().expect("actions");
        let by_status = statuses.iter().map(|(status, answer)| {
            let answer = answer["$ref"].as_str().and_then(|at| document.pointer(&at[1..])).unwrap_or(answer);
            let schema = &answer["content"]["application/json"]["schema"];
            (status.parse().expect("a status"), validator(&document, schema))
        });
        let by_action = actions.iter().map(|(name, request)| {
            let answer = request.as_str().expect("a reference").replace("Request", "Response");
            (name.clone(), validator(&document, &json!({ "$ref": answer })))
        });
        Self { by_status: by_status.collect(), by_action: by_action.collect() }
    }

    /// Checks the response and returns it. It must be described for this request, and never be a 5xx.
    pub(crate) fn check(&self, request: &[u8], status: u16, answer: &[u8]) -> Value {
        let shown = || format!("{} → {status} {}", String::from_utf8_lossy(request), String::from_utf8_lossy(answer));
        let parsed: Value = serde_json::from_slice(answer).unwrap_or_else(|error| panic!("{error}: {}", shown()));
        assert!(status < 500, "{}", shown());
        let described =
            self.by_status.get(&status).unwrap_or_else(|| panic!("not a status of the document: {}", shown()));
        assert!(described.is_valid(&parsed), "not as described: {}", shown());
        if parsed["success"] == true {
            let sent: Value = serde_json::from_slice(request).unwrap_or_default();
            let action = sent["action"].as_str().and_then(|action| self.by_action.get(action));
            assert!(action.is_some_and(|answer| answer.is_valid(&parsed)), "another action's answer: {}", shown());
        } else {
            assert_eq!(parsed["error"], parsed["message"], "{}", shown());
        }
        parsed
    }
}

fn validator(document: &Value, schema: &Value) -> Validator {
    let mut schema = schema.clone();
    schema["components"] = document["components"].clone();
    jsonschema::draft202012::options().should_validate_formats(true).build(&schema).expect("a schema")
}
