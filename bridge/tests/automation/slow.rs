//! A slow facility, and an engine that fails.

use std::fs;

use chrono::{Days, Utc};
use serde_json::json;

use crate::facility::Facility;
use crate::support::{Bridge, bridge};
use crate::world::{OPENING, World, X1};

#[tokio::test]
async fn a_slow_facility_holds_up_neither_requests_nor_a_stop_and_its_attempt_is_checked_at_the_next_start() {
    let facility = Facility::now(&["--latency", "9s"]);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("facility.toml"), facility.profile()).unwrap();
    let start = || Bridge::run(&mut bridge(folder.path(), &["--listen", "127.0.0.1:0", "--facility", "facility.toml"]));
    let running = start();
    running.done(json!({ "action": "add_account", "netid": "anna", "password": "a password" })).await;
    let date = (Utc::now().date_naive() + Days::new(2)).to_string();
    running
        .done(json!({
            "action": "create_booking", "account_id": 1, "booking_date": date, "time_slots": ["12:00"], "location": "Fitness",
        }))
        .await;
    let attempts = || json!({ "action": "get_attempts", "booking_id": 1 });
    while facility.total().await == 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(running.done(attempts()).await["attempts"][0]["outcome"], json!(null));
    assert!(running.stop().status.success());
    let running = start();
    let first = loop {
        let answer = running.done(attempts()).await;
        let first = answer["attempts"].as_array().unwrap().last().unwrap().clone();
        if first["outcome"].is_string() {
            break first;
        }
    };
    assert_eq!(first["outcome"], "unclear");
    running.stop();
}

#[tokio::test]
async fn an_engine_that_panics_starts_again() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.clock.smash();
    while world.engine().await["state"] != "stopped" {
        tokio::task::yield_now().await;
    }
    world.at(OPENING).await;
    world.becomes(id, "confirmed").await;
    assert_eq!(world.engine().await["state"], "running");
    assert!(world.get("/metrics").await.text.contains("bridge_engine_panics_total 1"));
}
