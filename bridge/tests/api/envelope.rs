//! Every failure has the same kind of body.

use reqwest::Method;
use serde_json::json;

use crate::support::{Reply, account, on_booking, raw, spawn_app};

/// 256 KiB.
const LIMIT: usize = 262_144;

/// A request of exactly this many bytes that lists the accounts.
fn sized(bytes: usize) -> String {
    let body = r#"{"action":"get_accounts"}"#;
    format!("{body}{}", " ".repeat(bytes - body.len()))
}

fn chunked(body: &str) -> Vec<u8> {
    let head = "POST /api/python/bookings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
                Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    let chunks = body
        .as_bytes()
        .chunks(10_000)
        .flat_map(|chunk| [format!("{:x}\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat());
    head.bytes().chain(chunks).chain(*b"0\r\n\r\n").collect()
}

#[tokio::test]
async fn a_body_that_is_not_a_json_object_is_invalid_json() {
    let app = spawn_app();
    let deep = "[".repeat(100_000);
    let bodies: [&[u8]; 12] = [
        b"",
        b"   ",
        b"{",
        b"action=get_accounts",
        b"[]",
        br#"[{"action":"get_accounts"}]"#,
        b"null",
        b"7",
        b"\"get_accounts\"",
        br#"{"action":"get_accounts"} {}"#,
        b"{\"action\":\"\xff\"}",
        deep.as_bytes(),
    ];
    for body in bodies {
        let request = app.endpoint().header("content-type", "application/json").body(body.to_vec());
        Reply::to(request).await.failure("invalid_json");
    }
}

#[tokio::test]
async fn a_missing_or_unknown_action_lists_the_known_ones() {
    let app = spawn_app();
    for (code, body) in [
        ("missing_action", json!({})),
        ("missing_action", json!({ "action": null })),
        ("unknown_action", json!({ "action": "" })),
        ("unknown_action", json!({ "action": "Get_Bookings" })),
        ("unknown_action", json!({ "action": 7 })),
        ("unknown_action", json!({ "action": ["get_bookings"] })),
    ] {
        let refusal = app.refused(code, body).await;
        let sentence = refusal["message"].as_str().unwrap();
        assert!(sentence.contains("get_booking_statistics") && sentence.contains("delete_account"), "{sentence}");
    }
}

#[tokio::test]
async fn a_body_may_have_256_kib() {
    let app = spawn_app();
    let post = |body: String| app.endpoint().header("content-type", "application/json").body(body);
    Reply::to(post(sized(LIMIT))).await.success();
    Reply::to(post(sized(LIMIT + 1))).await.failure("payload_too_large");
    raw(app.address, &chunked(&sized(LIMIT))).await.success();
    raw(app.address, &chunked(&sized(LIMIT + 1))).await.failure("payload_too_large");
}

#[tokio::test]
async fn an_incomplete_body_is_refused() {
    let app = spawn_app();
    let head = "POST /api/python/bookings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
                Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n";
    raw(app.address, head.as_bytes()).await.failure("invalid_json");
}

#[tokio::test]
async fn only_json_is_accepted() {
    let app = spawn_app();
    let body = account("jdevries").to_string();
    for wrong in ["text/plain", "application/x-www-form-urlencoded", "application/json5", "text/json", ""] {
        let request = app.endpoint().header("content-type", wrong).body(body.clone());
        Reply::to(request).await.failure("unsupported_media_type");
    }
    Reply::to(app.endpoint().body(body.clone())).await.failure("unsupported_media_type");
    let request = app.endpoint().header("content-type", "Application/JSON; charset=utf-8").body(body);
    Reply::to(request).await.success();
}

/// Every path that is read by GET.
const READABLE: [&str; 5] = ["/health", "/ready", "/metrics", "/openapi.json", "/api/python/events"];

#[tokio::test]
async fn another_method_is_refused_with_allow() {
    let app = spawn_app();
    for path in ["/api/python/bookings", "/api/python/accounts"] {
        for method in [Method::GET, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS] {
            let reply = Reply::to(app.request(method, path)).await;
            reply.failure("method_not_allowed");
            assert_eq!(reply.header("allow"), Some("POST"));
        }
    }
    for path in READABLE {
        let reply = Reply::to(app.request(Method::POST, path)).await;
        reply.failure("method_not_allowed");
        assert_eq!(reply.header("allow"), Some("GET, HEAD"));
    }
}

#[tokio::test]
async fn head_answers_as_get_without_the_body() {
    let app = spawn_app();
    for path in READABLE {
        let ask = format!("HEAD {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        let head = raw(app.address, ask.as_bytes()).await;
        let get = app.request(Method::GET, path).send().await.unwrap();
        assert_eq!((head.status, head.text.as_str()), (200, ""), "{path}");
        assert_eq!(head.header("content-type"), get.headers()["content-type"].to_str().ok(), "{path}");
    }
    let post_only = Reply::to(app.request(Method::HEAD, "/api/python/bookings")).await;
    assert_eq!((post_only.status, post_only.header("allow")), (405, Some("POST")));
}

#[tokio::test]
async fn other_paths_are_not_found() {
    let app = spawn_app();
    for path in ["/", "/api", "/api/python/bookings/", "/api/python/bookings/1", "/API/python/bookings", "/%00"] {
        Reply::to(app.request(Method::POST, path).json(&account("jdevries"))).await.failure("not_found");
        app.get(path).await.failure("not_found");
    }
}

#[tokio::test]
async fn a_panic_fails_only_its_request() {
    let app = spawn_app().with_account().await;
    app.clock.smash();
    for action in ["get_facility", "get_upcoming_bookings"] {
        app.refused("internal", json!({ "action": action })).await;
    }
    app.refused("internal", account("mbakker")).await;
    app.clock.set("2026-11-22T09:30:00.000Z");
    app.done(json!({ "action": "get_facility" })).await;
    app.done(account("mbakker")).await;
}

#[tokio::test]
async fn both_endpoints_serve_every_action() {
    let app = spawn_app();
    let accounts = |body| Reply::to(app.request(Method::POST, "/api/python/accounts").json(&body));
    accounts(account("jdevries")).await.success();
    accounts(crate::support::book(&["06:00"])).await.success();
    accounts(on_booking("get_booking", 2)).await.failure("booking_not_found");
    assert_eq!(app.done(on_booking("get_booking", 1)).await, accounts(on_booking("get_booking", 1)).await.json());
}
