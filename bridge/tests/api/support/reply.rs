//! What the bridge answered.

use reqwest::header::HeaderMap;
use serde_json::{Map, Value};

/// A whole answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Reply {
    pub(crate) async fn of(response: reqwest::Response) -> Self {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        Self { status, headers, text: response.text().await.unwrap() }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The body of a success.
    pub(crate) fn success(&self) -> Value {
        let body = self.json();
        assert!(self.status == 200 || self.status == 201, "{body}");
        assert_eq!(body["success"], true, "{body}");
        body
    }

    /// The body of a failure in the one envelope, with the status that the contract gives to this code.
    pub(crate) fn failure(&self, code: &str) -> Value {
        let body = self.json();
        assert_eq!(body["code"], code, "{body}");
        assert_eq!(self.status, status_of(code), "{body}");
        assert_eq!(body["success"], false, "{body}");
        assert_eq!(body["error"], body["message"], "{body}");
        let sentence = body["message"].as_str().unwrap();
        assert!(sentence.ends_with('.') && sentence.len() > 10, "{sentence}");
        assert!(!sentence.contains("SQL") && !sentence.contains('/') || code == "not_found" || code.contains("media"));
        let known = ["success", "error", "message", "code", "field", "conflicts"];
        let members: &Map<String, Value> = body.as_object().unwrap();
        assert!(members.keys().all(|member| known.contains(&member.as_str())), "{body}");
        assert_eq!(self.header("content-type"), Some("application/json"));
        body
    }

    /// The sentence of an `invalid_field`, which blames this field.
    pub(crate) fn blames(&self, field: &str) -> String {
        let body = self.failure("invalid_field");
        assert_eq!(body["field"], field, "{body}");
        body["message"].as_str().unwrap().to_owned()
    }
}

/// The contract's table of errors.
pub(crate) const ERRORS: [(&str, u16); 23] = [
    ("invalid_json", 400),
    ("missing_action", 400),
    ("unknown_action", 400),
    ("invalid_field", 400),
    ("account_not_found", 404),
    ("booking_not_found", 404),
    ("slot_conflict", 409),
    ("account_inactive", 409),
    ("netid_taken", 409),
    ("account_in_use", 409),
    ("invalid_transition", 409),
    ("idempotency_mismatch", 422),
    ("unauthorized", 401),
    ("forbidden_host", 403),
    ("forbidden_origin", 403),
    ("not_found", 404),
    ("method_not_allowed", 405),
    ("request_timeout", 408),
    ("payload_too_large", 413),
    ("unsupported_media_type", 415),
    ("overloaded", 503),
    ("storage_unavailable", 503),
    ("internal", 500),
];

fn status_of(code: &str) -> u16 {
    ERRORS.into_iter().find(|(known, _)| *known == code).unwrap().1
}
