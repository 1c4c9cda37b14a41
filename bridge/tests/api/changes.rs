//! Changes of bookings: the status table and the actions that follow it.

use serde_json::{Value, json};

use crate::support::{App, book, on_booking, spawn_app, with};

const STATUSES: [&str; 4] = ["pending", "confirmed", "failed", "cancelled"];

/// The contract's table.
const LEGAL: [(&str, &str); 7] = [
    ("pending", "confirmed"),
    ("pending", "failed"),
    ("pending", "cancelled"),
    ("confirmed", "failed"),
    ("confirmed", "cancelled"),
    ("failed", "pending"),
    ("failed", "confirmed"),
];

fn to(status: &str) -> Value {
    with(on_booking("update_booking", 1), "status", status)
}

/// Creates a booking with this status.
async fn booking(status: &str) -> App {
    let app = spawn_app().with_account().await;
    app.done(book(&["06:00"])).await;
    app.done(to(status)).await;
    app
}

async fn entries(app: &App) -> usize {
    app.done(on_booking("get_booking_logs", 1)).await["logs"].as_array().unwrap().len()
}

#[tokio::test]
async fn statuses_change_only_as_the_table_allows() {
    for from in STATUSES {
        for next in STATUSES.into_iter().filter(|next| *next != from) {
            let app = booking(from).await;
            if LEGAL.contains(&(from, next)) {
                assert_eq!(app.done(to(next)).await["booking"]["status"], next, "{from} to {next}");
            } else {
                app.refused("invalid_transition", to(next)).await;
                assert_eq!(app.done(on_booking("get_booking", 1)).await["booking"]["status"], from);
            }
        }
    }
}

#[tokio::test]
async fn writing_the_current_status_changes_nothing() {
    for status in STATUSES {
        let app = booking(status).await;
        let (before, written) = (app.done(on_booking("get_booking", 1)).await, entries(&app).await);
        app.clock.set("2026-11-22T10:00:00.000Z");
        assert_eq!(app.done(to(status)).await, before);
        assert_eq!(entries(&app).await, written);
    }
}

#[tokio::test]
async fn a_cancel_takes_pending_and_confirmed_only() {
    for (status, taken) in [("pending", true), ("confirmed", true), ("failed", false), ("cancelled", false)] {
        let app = booking(status).await;
        let cancel = on_booking("cancel_booking", 1);
        if taken {
            let answer = app.done(cancel).await;
            assert_eq!(answer["booking"]["status"], "cancelled");
        } else {
            app.refused("invalid_transition", cancel).await;
        }
    }
}

#[tokio::test]
async fn a_confirmation_clears_an_earlier_error() {
    let app = booking("pending").await;
    let failed = app
        .done(json!({ "action": "mark_booking_failed", "booking_id": 1, "error_message": "No places\nleft." }))
        .await;
    assert_eq!(failed["booking"]["error_message"], "No places\nleft.");
    let confirmed =
        app.done(json!({ "action": "mark_booking_confirmed", "booking_id": 1, "booking_reference": "FIT-1" })).await;
    assert_eq!(confirmed["booking"]["error_message"], Value::Null);
    assert_eq!(confirmed["booking"]["booking_reference"], "FIT-1");
    assert_eq!(confirmed["booking"]["status"], "confirmed");
}

#[tokio::test]
async fn reference_and_error_change_without_the_status_at_any_time() {
    for status in STATUSES {
        let app = booking(status).await;
        app.clock.set("2026-11-22T10:00:00.000Z");
        let update =
            json!({ "action": "update_booking", "booking_id": 1, "booking_reference": "FIT-1", "error_message": "x" });
        let booking = &app.done(update).await["booking"];
        assert_eq!((&booking["status"], &booking["booking_reference"]), (&json!(status), &json!("FIT-1")));
        assert_eq!(booking["updated_at"], "2026-11-22T10:00:00.000Z");
    }
}

#[tokio::test]
async fn a_failed_booking_is_retried_only_while_its_slot_is_free() {
    let app = booking("failed").await;
    app.done(book(&["06:00"])).await;
    let confirm = json!({ "action": "mark_booking_confirmed", "booking_id": 1, "booking_reference": "FIT-1" });
    for change in [to("pending"), to("confirmed"), confirm] {
        let refusal = app.refused("slot_conflict", change).await;
        assert_eq!(refusal["conflicts"][0]["booking_id"], 2);
    }
    app.done(on_booking("cancel_booking", 2)).await;
    app.done(to("pending")).await;
}

#[tokio::test]
async fn a_failed_booking_of_an_account_that_is_switched_off_stays_failed() {
    let app = booking("failed").await;
    app.done(json!({ "action": "update_account", "account_id": 1, "is_active": false })).await;
    app.refused("account_inactive", to("pending")).await;
    app.refused("account_inactive", to("confirmed")).await;
}

#[tokio::test]
async fn an_unknown_booking_is_not_found() {
    let app = spawn_app();
    for body in [
        on_booking("get_booking", 1),
        on_booking("get_booking_logs", 1),
        on_booking("cancel_booking", 1),
        to("failed"),
        json!({ "action": "mark_booking_confirmed", "booking_id": 1, "booking_reference": "FIT-1" }),
        json!({ "action": "mark_booking_failed", "booking_id": 1, "error_message": "x" }),
    ] {
        app.refused("booking_not_found", body).await;
    }
}

#[tokio::test]
async fn an_update_without_a_change_is_refused() {
    let app = booking("pending").await;
    let sentence = app.blamed("status", on_booking("update_booking", 1)).await;
    assert!(sentence.contains("booking_reference") && sentence.contains("error_message"), "{sentence}");
}
