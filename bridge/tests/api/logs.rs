//! The audit trail has an entry for every change and none for a refusal.

use serde_json::{Value, json};

use crate::support::{book, on_booking, spawn_app, with};

/// Each entry in one line.
fn lines(answer: &Value) -> Vec<String> {
    let line = |entry: &Value| {
        let text = |member: &str| entry[member].as_str().unwrap().to_owned();
        let (from, to) = (&entry["from_status"], &entry["to_status"]);
        format!("{} {} {from} -> {to}: {}", text("created_at"), text("event_type"), text("message"))
    };
    answer["logs"].as_array().unwrap().iter().map(line).collect()
}

#[tokio::test]
async fn every_change_leaves_an_entry_oldest_first() {
    let app = spawn_app().with_account().await;
    app.done(book(&["06:00"])).await;
    let update = on_booking("update_booking", 1);
    app.done(with(update.clone(), "error_message", "Slow today.")).await;
    app.done(with(update.clone(), "status", "failed")).await;
    app.done(with(update.clone(), "status", "pending")).await;
    app.refused("slot_conflict", book(&["06:00"])).await;
    app.clock.set("2026-11-22T10:00:00.000Z");
    app.done(with(on_booking("cancel_booking", 1), "reason", "Ill today.")).await;
    app.refused("invalid_transition", with(update, "status", "pending")).await;
    let answer = app.done(on_booking("get_booking_logs", 1)).await;
    insta::assert_json_snapshot!(lines(&answer), @r#"
    [
      "2026-11-22T09:30:00.000Z created null -> \"pending\": Booking created.",
      "2026-11-22T09:30:00.000Z update null -> null: Error: \"Slow today.\".",
      "2026-11-22T09:30:00.000Z status_change \"pending\" -> \"failed\": Status changed from pending to failed.",
      "2026-11-22T09:30:00.000Z status_change \"failed\" -> \"pending\": Status changed from failed to pending.",
      "2026-11-22T10:00:00.000Z cancelled \"pending\" -> \"cancelled\": Booking cancelled: Ill today."
    ]
    "#);
}

#[tokio::test]
async fn a_booking_has_only_its_own_entries() {
    let app = spawn_app().with_account().await;
    app.done(book(&["06:00", "07:00"])).await;
    app.done(on_booking("cancel_booking", 1)).await;
    let logs = app.done(on_booking("get_booking_logs", 2)).await["logs"].clone();
    assert_eq!(logs.as_array().unwrap().len(), 1);
    assert_eq!((&logs[0]["booking_id"], &logs[0]["event_type"]), (&json!(2), &json!("created")));
}
