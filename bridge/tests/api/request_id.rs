//! `x-request-id`: the caller's own, or a new one.

use crate::support::{App, Reply, account, spawn_app};

async fn answered(app: &App, sent: &str) -> String {
    let request = app.endpoint().header("x-request-id", sent).json(&account("jdevries"));
    Reply::to(request).await.header("x-request-id").unwrap().to_owned()
}

#[tokio::test]
async fn the_callers_id_comes_back() {
    let app = spawn_app();
    for id in ["7", "3f0c2f6e-9d1b-4a53", "web_1.2:3", &"i".repeat(128)] {
        assert_eq!(answered(&app, id).await, id);
    }
}

#[tokio::test]
async fn an_invalid_id_is_replaced() {
    let app = spawn_app();
    for id in ["", "two words", "a=b", "\"", &"i".repeat(129)] {
        let given = answered(&app, id).await;
        assert_ne!(given, id);
        assert_eq!(given.len(), 36, "{given}");
    }
}

#[tokio::test]
async fn every_response_has_its_own_id() {
    let app = spawn_app();
    let mut ids = Vec::new();
    for path in ["/health", "/ready", "/nowhere", "/api/python/bookings"] {
        ids.push(app.get(path).await.header("x-request-id").unwrap().to_owned());
    }
    let refused = app.request(reqwest::Method::GET, "/health").header("host", "evil.example");
    ids.push(Reply::to(refused).await.header("x-request-id").unwrap().to_owned());
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 5);
}
