//! Checks of Host, Origin and token.

use reqwest::{Method, RequestBuilder};
use serde_json::json;

use crate::support::{App, Reply, Start, account, raw, spawn_app};

fn list(app: &App) -> RequestBuilder {
    app.endpoint().json(&json!({ "action": "get_accounts" }))
}

async fn from(app: &App, origin: &str) -> Reply {
    Reply::to(list(app).header("origin", origin)).await
}

async fn at(app: &App, host: &str) -> Reply {
    Reply::to(list(app).header("host", host)).await
}

async fn preflight(app: &App, origin: &str) -> Reply {
    let asked = [("origin", origin), ("access-control-request-method", "POST")];
    ask(app, &[&asked[..], &[("access-control-request-headers", "content-type")]].concat()).await
}

async fn ask(app: &App, headers: &[(&str, &str)]) -> Reply {
    let request = app.request(Method::OPTIONS, "/api/python/bookings");
    Reply::to(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))).await
}

#[tokio::test]
async fn the_web_apps_origins_are_allowed() {
    let app = spawn_app();
    for origin in ["http://localhost:3000", "http://127.0.0.1:3000"] {
        let reply = from(&app, origin).await;
        reply.success();
        assert_eq!(reply.header("access-control-allow-origin"), Some(origin));
        let asked = preflight(&app, origin).await;
        assert_eq!((asked.status, asked.text.as_str()), (200, ""));
        assert_eq!(asked.header("access-control-allow-origin"), Some(origin));
        assert!(asked.header("access-control-allow-methods").unwrap().contains("POST"));
        assert!(asked.header("access-control-allow-headers").unwrap().contains("content-type"));
    }
}

#[tokio::test]
async fn allowed_pages_can_read_errors() {
    let app = spawn_app();
    let request = app.endpoint().header("origin", "http://localhost:3000").json(&json!({}));
    let reply = Reply::to(request).await;
    reply.failure("missing_action");
    assert_eq!(reply.header("access-control-allow-origin"), Some("http://localhost:3000"));
}

#[tokio::test]
async fn other_origins_are_refused_before_the_action() {
    let app = spawn_app();
    for origin in [
        "http://evil.example",
        "https://localhost:3000",
        "http://localhost:3001",
        "http://localhost:3000.evil.example",
        "null",
        "",
    ] {
        let reply = Reply::to(app.endpoint().header("origin", origin).json(&account("jdevries"))).await;
        reply.failure("forbidden_origin");
        assert_eq!(reply.header("access-control-allow-origin"), None);
        preflight(&app, origin).await.failure("forbidden_origin");
        let probe = app.request(Method::GET, "/metrics").header("origin", origin);
        Reply::to(probe).await.failure("forbidden_origin");
    }
    assert_eq!(app.done(json!({ "action": "get_accounts" })).await["count"], 0);
}

#[tokio::test]
async fn preflights_for_other_methods_and_headers_are_refused() {
    let app = spawn_app();
    let (origin, method) = (("origin", "http://localhost:3000"), "access-control-request-method");
    for (asked, allowed) in [("DELETE", "GET, HEAD, POST"), ("no method", "POST")] {
        let reply = ask(&app, &[origin, (method, asked)]).await;
        reply.failure("method_not_allowed");
        assert_eq!(reply.header("allow"), Some(allowed));
    }
    let reply = ask(&app, &[origin, (method, "POST"), ("access-control-request-headers", "x-foo")]).await;
    let sentence = reply.failure("forbidden_origin")["message"].clone();
    assert!(sentence.as_str().unwrap().contains("content-type, authorization, x-request-id"), "{sentence}");
    ask(&app, &[(method, "POST")]).await.failure("forbidden_origin");
}

#[tokio::test]
async fn origins_are_configured() {
    let app = Start::with(&["--allowed-origins", "https://booking.example, http://[::1]:4000"]).spawn();
    from(&app, "https://booking.example").await.success();
    from(&app, "http://[::1]:4000").await.success();
    from(&app, "http://localhost:3000").await.failure("forbidden_origin");
}

#[tokio::test]
async fn only_the_bridges_own_hosts_are_allowed() {
    let app = spawn_app();
    for host in ["localhost", "LOCALHOST:8008", "127.0.0.1:9", "[::1]:8008", &app.address.to_string()] {
        at(&app, host).await.success();
    }
    for host in ["evil.example", "localhost.evil.example", "127.0.0.2", "bridge:8008", "user@localhost", ""] {
        at(&app, host).await.failure("forbidden_host");
    }
    raw(app.address, b"GET /health HTTP/1.0\r\n\r\n").await.failure("forbidden_host");
}

#[tokio::test]
async fn hosts_are_configured() {
    let app = Start::with(&["--allowed-hosts", "bridge, Booking.Example:8008"]).spawn();
    for host in ["bridge:8008", "booking.example", "localhost"] {
        at(&app, host).await.success();
    }
    at(&app, "bridge.example").await.failure("forbidden_host");
}

#[tokio::test]
async fn a_configured_token_is_required() {
    let app = Start::with(&["--token", "s3cret-t0ken"]).spawn();
    let bearing = |value: &str| Reply::to(list(&app).header("authorization", value));
    let without = Reply::to(list(&app)).await;
    without.failure("unauthorized");
    assert_eq!(without.header("www-authenticate"), Some("Bearer"));
    for wrong in [
        "Bearer s3cret-t0ke",
        "Bearer s3cret-t0kenn",
        "Bearer ",
        "s3cret-t0ken",
        "Basic s3cret-t0ken",
        "Bearer S3CRET-T0KEN",
    ] {
        bearing(wrong).await.failure("unauthorized");
    }
    for right in ["Bearer s3cret-t0ken", "bearer s3cret-t0ken", "BEARER s3cret-t0ken"] {
        bearing(right).await.success();
    }
    let accounts = app.request(Method::POST, "/api/python/accounts").json(&json!({ "action": "get_accounts" }));
    Reply::to(accounts).await.failure("unauthorized");
}

#[tokio::test]
async fn without_the_token_the_body_is_not_parsed() {
    let app = Start::with(&["--token", "s3cret-t0ken"]).spawn();
    Reply::to(app.endpoint().body("{")).await.failure("unauthorized");
    for path in ["/health", "/ready"] {
        app.get(path).await.success();
    }
    assert_eq!(preflight(&app, "http://localhost:3000").await.status, 200);
}
