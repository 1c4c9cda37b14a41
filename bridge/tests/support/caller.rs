//! A client of a bridge.

use std::net::SocketAddr;

use reqwest::{Method, RequestBuilder};
use serde_json::Value;

use super::{PATIENCE, Reply};

/// An HTTP client and the bridge's address.
#[derive(Clone)]
pub(crate) struct Caller {
    pub(crate) address: SocketAddr,
    client: reqwest::Client,
}

impl Caller {
    pub(crate) fn of(address: SocketAddr) -> Self {
        // reqwest builds no client without a TLS provider, although nothing here uses TLS. A second install is refused.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // The bridge is on this machine, whatever proxy the environment names.
        let client = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build().unwrap();
        Self { address, client }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("http://{}{path}", self.address))
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        Reply::to(self.request(Method::GET, path)).await
    }

    /// A POST without a body yet.
    pub(crate) fn endpoint(&self) -> RequestBuilder {
        self.request(Method::POST, "/api/python/bookings")
    }

    pub(crate) async fn post(&self, body: &Value) -> Reply {
        Reply::to(self.endpoint().json(body)).await
    }

    /// Posts a body that must succeed; returns the response.
    pub(crate) async fn done(&self, body: Value) -> Value {
        self.post(&body).await.success()
    }

    /// Posts a body that must fail with this code; returns the response.
    pub(crate) async fn refused(&self, code: &str, body: Value) -> Value {
        self.post(&body).await.failure(code)
    }

    /// Posts a body that must fail because of this field; returns the sentence.
    pub(crate) async fn blamed(&self, field: &str, body: Value) -> String {
        self.post(&body).await.blames(field)
    }

    /// The number of bookings.
    pub(crate) async fn total(&self) -> i64 {
        let answer = self.done(serde_json::json!({ "action": "get_booking_statistics" })).await;
        answer["statistics"]["total"].as_i64().unwrap()
    }
}
