//! A response of the bridge.

use reqwest::header::HeaderMap;
use serde_json::Value;

use super::errors::status_of;

/// A complete response.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Reply {
    /// Sends the request and reads the complete response.
    pub(crate) async fn to(request: reqwest::RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
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

    /// Checks that this is a failure with this code and its status; returns the body.
    pub(crate) fn failure(&self, code: &str) -> Value {
        let body = self.json();
        assert_eq!(body["code"], code, "{body}");
        assert_eq!(self.status, status_of(code), "{body}");
        assert_eq!(body["success"], false, "{body}");
        assert_eq!(body["error"], body["message"], "{body}");
        let sentence = body["message"].as_str().unwrap();
        assert!(sentence.ends_with('.') && sentence.contains(' '), "{sentence}");
        assert!(!sentence.to_lowercase().contains("sql"), "{sentence}");
        let known = ["success", "error", "message", "code", "field", "conflicts"];
        assert!(body.as_object().unwrap().keys().all(|member| known.contains(&member.as_str())), "{body}");
        assert_eq!(self.header("content-type"), Some("application/json"));
        body
    }

    /// Checks that this is an `invalid_field` for this field; returns the sentence.
    pub(crate) fn blames(&self, field: &str) -> String {
        let body = self.failure("invalid_field");
        assert_eq!(body["field"], field, "{body}");
        body["message"].as_str().unwrap().to_owned()
    }
}
