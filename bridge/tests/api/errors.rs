//! Every code of the contract's table occurs, and no other.

use std::collections::BTreeSet;

use bridge::http::openapi;
use reqwest::Method;
use serde_json::json;

use crate::support::{Connection, ERRORS, Reply, Start, raw, spawn_app};
use crate::{golden, overload};

/// Provokes this code.
async fn provoke(code: &str) -> Reply {
    let app = spawn_app();
    let list = app.endpoint().json(&json!({ "action": "get_accounts" }));
    match code {
        "invalid_json" => Reply::to(list.body("{")).await,
        "forbidden_host" => Reply::to(list.header("host", "evil.example")).await,
        "forbidden_origin" => Reply::to(list.header("origin", "http://evil.example")).await,
        "not_found" => app.get("/nowhere").await,
        "method_not_allowed" => Reply::to(app.request(Method::DELETE, "/api/python/bookings")).await,
        "payload_too_large" => Reply::to(list.body(" ".repeat(300_000))).await,
        "unsupported_media_type" => Reply::to(app.endpoint().body("{}")).await,
        "unauthorized" => Start::with(&["--token", "s3cret"]).spawn().post(&json!({})).await,
        "internal" => {
            app.clock.smash();
            app.post(&json!({ "action": "get_facility" })).await
        }
        "invalid_clock" => {
            app.clock.set("1999-12-31T22:59:59.999Z");
            app.post(&json!({ "action": "get_upcoming_bookings" })).await
        }
        "request_timeout" => {
            let mut slow = Connection::to(app.address).await;
            slow.send(b"POST /api/python/bookings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n")
                .await;
            slow.send(b"Connection: close\r\nContent-Length: 100\r\n\r\n{").await;
            slow.reply().await
        }
        "overloaded" => overload::overloaded().await,
        "storage_unavailable" => overload::storage_unavailable().await,
        other => panic!("{other} is answered by no test"),
    }
}

#[tokio::test]
async fn every_code_has_a_golden_file_or_is_provoked_here() {
    let golden = golden::errors();
    for (code, _) in ERRORS.into_iter().filter(|(code, _)| !golden.contains(*code)) {
        provoke(code).await.failure(code);
    }
}

#[test]
fn the_openapi_document_lists_exactly_the_contracts_codes() {
    let document = openapi::document();
    let schema = &document["components"]["schemas"]["ErrorCode"];
    let listed = schema["enum"].as_array().into_iter().chain(schema["oneOf"].as_array()).flatten();
    let described: BTreeSet<&str> = listed.filter_map(|code| code["const"].as_str().or(code.as_str())).collect();
    assert_eq!(described, ERRORS.into_iter().map(|(code, _)| code).collect());
}

#[test]
fn each_code_is_described_under_its_status() {
    let document = openapi::document();
    let answers = &document["paths"]["/api/python/bookings"]["post"]["responses"];
    let failure = |status: u16| {
        let reference = answers[status.to_string()]["$ref"].as_str().unwrap();
        document.pointer(&reference[1..]).unwrap()
    };
    for (code, status) in ERRORS.into_iter().filter(|(code, _)| !["not_found", "method_not_allowed"].contains(code)) {
        let schema = &failure(status)["content"]["application/json"]["schema"];
        let codes = schema["allOf"][1]["properties"]["code"]["enum"].as_array().unwrap();
        assert!(codes.contains(&json!(code)), "{code} is not described under {status}");
    }
}

#[tokio::test]
async fn a_large_body_is_refused_however_large_it_is() {
    let app = spawn_app();
    let head = "POST /api/python/bookings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
                Content-Length: 104857600\r\nConnection: close\r\n\r\n";
    raw(app.address, &[head.as_bytes(), &b" ".repeat(262_145)].concat()).await.failure("payload_too_large");
}
