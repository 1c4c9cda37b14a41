//! A repeated request books once.

use crate::support::{account, book, on_booking, spawn_app, with};
use serde_json::{Value, json};

const KEY: &str = "3f0c2f6e-morning";

fn keyed(times: &[&str]) -> Value {
    with(book(times), "idempotency_key", KEY)
}

#[tokio::test]
async fn the_same_key_and_request_get_the_first_answer_again() {
    let app = spawn_app().with_account().await;
    let first = app.post(&keyed(&["06:00", "07:00"])).await;
    let again = app.post(&keyed(&["06:00", "07:00"])).await;
    assert_eq!((again.status, again.json()), (201, first.json()));
    assert_eq!(app.total().await, 2);
}

#[tokio::test]
async fn the_first_response_is_repeated_after_the_bookings_changed() {
    let app = spawn_app().with_account().await;
    let first = app.done(keyed(&["06:00"])).await;
    app.clock.set("2026-11-22T10:00:00.000Z");
    app.done(on_booking("cancel_booking", 1)).await;
    assert_eq!(app.done(keyed(&["06:00"])).await, first);
}

#[tokio::test]
async fn times_written_differently_are_the_same_request() {
    let app = spawn_app().with_account().await;
    let first = app.done(keyed(&["06:00"])).await;
    assert_eq!(app.done(with(keyed(&["06:00:00"]), "sub_location", Value::Null)).await, first);
}

#[tokio::test]
async fn any_other_request_under_the_same_key_is_refused() {
    let app = spawn_app().with_account().await;
    app.done(account("mbakker")).await;
    let first = keyed(&["06:00", "07:00"]);
    app.done(first.clone()).await;
    for (name, value) in [
        ("account_id", json!(2)),
        ("booking_date", json!("2026-12-02")),
        ("time_slots", json!(["07:00", "06:00"])),
        ("time_slots", json!(["06:00"])),
        ("location", json!("X1")),
        ("retry_interval", json!(61)),
        ("auto_retry", json!(true)),
    ] {
        app.refused("idempotency_mismatch", with(first.clone(), name, value)).await;
    }
    assert_eq!(app.total().await, 2);
}

#[tokio::test]
async fn a_refused_request_does_not_claim_its_key() {
    let app = spawn_app().with_account().await;
    app.done(book(&["06:00"])).await;
    app.refused("slot_conflict", keyed(&["06:00"])).await;
    app.done(on_booking("cancel_booking", 1)).await;
    app.done(keyed(&["06:00"])).await;
}

#[tokio::test]
async fn a_key_is_kept_for_seven_days() {
    let app = spawn_app().with_account().await;
    app.done(keyed(&["06:00"])).await;
    app.clock.set("2026-11-29T09:29:59.999Z");
    app.refused("idempotency_mismatch", keyed(&["07:00"])).await;
    app.clock.set("2026-11-29T09:30:00.000Z");
    app.done(keyed(&["07:00"])).await;
    app.refused("idempotency_mismatch", keyed(&["06:00"])).await;
}
