//! The curl examples of the user's document, as the web routes pass them on.

use serde_json::{Value, json};

use crate::support::{account, each, on_booking, spawn_app};

fn first_example() -> Value {
    json!({
        "action": "create_booking",
        "account_id": 1,
        "booking_date": "2025-11-20",
        "time_slots": ["06:00", "07:00"],
        "location": "Fitness"
    })
}

#[tokio::test]
async fn the_documents_examples_create_list_and_cancel() {
    let app = spawn_app();
    app.done(account("jdevries")).await;
    let created = app.post(&first_example()).await;
    assert_eq!(created.status, 201);
    assert_eq!(each(&created.success(), "status"), ["pending", "pending"]);
    let listed = app.done(json!({ "action": "get_bookings" })).await;
    assert_eq!(listed["bookings"], created.json()["bookings"]);
    assert_eq!(listed["count"], 2);
    let cancelled = app.done(on_booking("cancel_booking", 1)).await;
    assert_eq!(cancelled["booking"]["status"], "cancelled");
    assert!(cancelled["message"].is_string());
    app.refused("invalid_transition", on_booking("cancel_booking", 1)).await;
}

#[tokio::test]
async fn the_front_end_of_today_sends_null_for_what_it_leaves_out() {
    let app = spawn_app();
    let added = json!({ "action": "add_account", "netid": "jdevries", "password": null, "is_active": null });
    assert_eq!(app.done(added).await["account"]["is_active"], true);
    let mut body = first_example();
    for absent in ["sub_location", "retry_interval", "auto_retry", "idempotency_key"] {
        body[absent] = Value::Null;
    }
    let created = app.done(body).await;
    assert_eq!(created["bookings"][0]["retry_interval"], 60);
    assert_eq!(created["bookings"][0]["auto_retry"], false);
    let listed = json!({ "action": "get_bookings", "account_id": null, "date": null, "date_from": null, "date_to": null,
        "status": null, "location": null, "order": null, "limit": null, "cursor": null });
    assert_eq!(app.done(listed).await["count"], 2);
}
