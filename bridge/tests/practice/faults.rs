use std::time::{Duration, Instant};

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::facility::{FITNESS, Facility, NOW, X1_A};

const NOON: &str = "2026-11-22T11:00:00.000Z";

#[tokio::test]
async fn more_requests_in_a_second_than_the_limit_are_told_to_wait() {
    let facility = Facility::frozen(&["--rate-limit", "3"]);
    // Signing in takes two.
    let ada = facility.sign_in("ada").await;
    assert_eq!(ada.get("/auth?cf=0").await.status, 200);
    let response = ada.booking(X1_A, NOON).send().await.unwrap();
    assert_eq!(
        (response.status(), &response.headers()["retry-after"]),
        (StatusCode::TOO_MANY_REQUESTS, &"1".parse().unwrap())
    );
    assert_eq!(facility.state().await["slots"], json!([]));
    facility.set_clock("2026-11-22T09:30:01Z").await;
    ada.hold(X1_A, NOON).await;
}

#[tokio::test]
async fn an_error_has_no_effect() {
    let facility = Facility::frozen(&["--errors", "0.5", "--seed", "3", "--bookings-per-day", "0"]);
    let mut statuses = Vec::new();
    for number in 0..40 {
        let reply = facility.post("/auth", &json!({"email": format!("member {number}"), "password": "abc"})).await;
        statuses.push(reply.status);
    }
    let failed = statuses.iter().filter(|status| **status == 500).count();
    assert!((8..=32).contains(&failed) && failed + statuses.iter().filter(|status| **status == 200).count() == 40);

    let broken = Facility::frozen(&["--errors", "1"]);
    broken
        .post("/auth", &json!({"email": "ada", "password": "abc"}))
        .await
        .assert_refusal(StatusCode::INTERNAL_SERVER_ERROR, "");
}

#[tokio::test]
async fn a_dropped_answer_has_taken_effect() {
    let facility = Facility::frozen(&["--drop-after-commit", "1"]);
    let ada = facility.sign_in("ada").await;
    let failure = ada.booking(X1_A, NOON).send().await.unwrap_err();
    assert!(failure.is_request(), "{failure:?}");
    let mine = ada.participations().await;
    assert_eq!(mine.len(), 1);
    // A refusal is not a change.
    assert_eq!(ada.book(X1_A, NOON).await.status, 409);
    let path = format!("/participations/{}", mine[0]["id"]);
    assert!(ada.request(reqwest::Method::DELETE, &path).send().await.is_err());
    assert_eq!(ada.participations().await, [] as [Value; 0]);
}

#[tokio::test]
async fn no_answer_comes_before_the_latency_has_passed() {
    let facility = Facility::frozen(&["--latency", "40ms"]);
    let sent = Instant::now();
    assert_eq!(facility.post("/auth", &json!({"email": "ada", "password": "abc"})).await.status, 200);
    assert!(sent.elapsed() >= Duration::from_millis(40));
}

#[tokio::test]
async fn the_state_shows_every_request_with_its_arrival() {
    let facility = Facility::frozen(&[]);
    let ada = facility.sign_in("ada").await;
    let held = ada.hold(FITNESS, NOON).await;
    facility.get("/nowhere?secret=1").await;
    let state = facility.state().await;
    assert_eq!((&state["now"], &state["requestsTotal"]), (&json!("2026-11-22T09:30:00.000Z"), &json!(4)));
    let requests = state["requests"].as_array().unwrap();
    let seen =
        requests.iter().map(|one| (one["method"].as_str().unwrap(), one["path"].as_str().unwrap(), &one["status"]));
    let expected =
        [("POST", "/auth", 200), ("GET", "/auth", 200), ("POST", "/participations", 201), ("GET", "/nowhere", 404)];
    assert!(
        seen.eq(expected
            .map(|(method, path, status)| (method, path, json!(status)))
            .iter()
            .map(|(m, p, s)| (*m, *p, s)))
    );
    let now_us = chrono::DateTime::parse_from_rfc3339(NOW).unwrap().timestamp_micros();
    assert_eq!(requests[2]["arrivedUs"], now_us);
    assert_eq!(requests[2]["memberId"], ada.id);
    assert_eq!(requests[2]["opensAtUs"], now_us + (90 - 10_080) * 60 * 1_000_000);
    let slot = &state["slots"][0];
    assert_eq!(
        (&slot["location"], &slot["startDate"], &slot["capacity"]),
        (&json!("Fitness"), &json!(NOON), &json!(12))
    );
    assert_eq!(slot["participations"], json!([{"id": held, "status": 1, "memberId": ada.id, "email": "ada"}]));
    assert!(!state.to_string().contains(&ada.token));
}

#[tokio::test]
async fn the_request_log_keeps_the_latest_ten_thousand() {
    let facility = Facility::frozen(&[]);
    for _ in 0..101 {
        let requests = (0..100).map(|_| facility.request(reqwest::Method::GET, "/auth").send());
        futures_util::future::join_all(requests).await;
    }
    let state = facility.state().await;
    assert_eq!((state["requestsTotal"].as_u64(), state["requests"].as_array().unwrap().len()), (Some(10_100), 10_000));
}

#[tokio::test]
async fn the_system_clock_is_not_set() {
    let facility = Facility::start(&[]);
    let reply = facility.post("/practice/clock", &json!({"now": NOW})).await;
    reply.assert_refusal(StatusCode::CONFLICT, "--clock");
}
