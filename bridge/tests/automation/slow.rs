//! A slow facility, and an engine that fails.

use std::fs;

use chrono::{Days, Utc};
use serde_json::{Value, json};

use crate::facility::Facility;
use crate::support::{Bridge, bridge};
use crate::world::{OPENING, World, X1};

/// Adds an account and a booking of a slot that is open.
async fn book_open_slot(running: &Bridge) {
    running.done(json!({ "action": "add_account", "netid": "anna", "password": "a password" })).await;
    let date = (Utc::now().date_naive() + Days::new(2)).to_string();
    running
        .done(json!({
            "action": "create_booking", "account_id": 1, "booking_date": date, "time_slots": ["12:00"], "location": "Fitness",
        }))
        .await;
}

/// The booking's first attempt, once it was answered.
async fn first_answer(running: &Bridge) -> Value {
    loop {
        let answer = running.done(json!({ "action": "get_attempts", "booking_id": 1 })).await;
        if let Some(first) = answer["attempts"].as_array().unwrap().last().filter(|one| one["outcome"].is_string()) {
            break first.clone();
        }
    }
}

#[tokio::test]
async fn a_slow_facility_holds_up_neither_requests_nor_a_stop_and_its_attempt_is_checked_at_the_next_start() {
    let facility = Facility::now(&["--latency", "9s"]);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("facility.toml"), facility.profile()).unwrap();
    let start = || Bridge::run(&mut bridge(folder.path(), &["--listen", "127.0.0.1:0", "--facility", "facility.toml"]));
    let running = start();
    book_open_slot(&running).await;
    let attempts = || json!({ "action": "get_attempts", "booking_id": 1 });
    while facility.total().await == 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(running.done(attempts()).await["attempts"][0]["outcome"], json!(null));
    assert!(running.stop().status.success());
    let running = start();
    assert_eq!(first_answer(&running).await["outcome"], "unclear");
    running.stop();
}

#[tokio::test]
async fn sessions_that_end_before_their_requests_come_lock_nobody_out() {
    for flags in [["--token-seconds", "0", "--latency", "0ms"], ["--token-seconds", "1", "--latency", "600ms"]] {
        let facility = Facility::now(&flags);
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("facility.toml"), facility.profile()).unwrap();
        let flags = ["--listen", "127.0.0.1:0", "--facility", "facility.toml"];
        let running = Bridge::run(&mut bridge(folder.path(), &flags));
        book_open_slot(&running).await;
        let answer = first_answer(&running).await;
        assert_eq!((&answer["outcome"], &answer["status_code"]), (&json!("unavailable"), &json!(401)));
        let account = running.done(json!({ "action": "get_account", "account_id": 1 })).await["account"].clone();
        assert_ne!(account["sign_in"], "needed");
        running.stop();
    }
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
