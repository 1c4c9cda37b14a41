//! What is still to come, and the facility's own calendar.

use serde_json::{Value, json};

use crate::support::{App, Start, account, book, each, on_booking, spawn_app, with};

fn upcoming() -> Value {
    json!({ "action": "get_upcoming_bookings" })
}

async fn on(app: &App, date: &str, times: &[&str]) {
    app.done(with(book(times), "booking_date", date)).await;
}

#[tokio::test]
async fn a_slot_is_upcoming_until_it_begins_in_the_facilitys_zone() {
    let app = spawn_app().with_account().await;
    // It is 10:30 in Amsterdam.
    on(&app, "2026-11-23", &["00:00"]).await;
    on(&app, "2026-11-22", &["10:29:59", "10:30", "10:30:01", "23:59"]).await;
    on(&app, "2026-11-21", &["23:59"]).await;
    let answer = app.done(upcoming()).await;
    assert_eq!(each(&answer, "time_slot"), ["10:30:01", "23:59:00", "00:00:00"]);
    assert_eq!((&answer["count"], &answer["next_cursor"]), (&json!(3), &Value::Null));
    app.clock.set("2026-11-22T22:59:00.000Z");
    assert_eq!(each(&app.done(upcoming()).await, "time_slot"), ["00:00:00"]);
}

#[tokio::test]
async fn failed_and_cancelled_bookings_are_not_upcoming() {
    let app = spawn_app().with_account().await;
    app.done(book(&["06:00", "07:00", "08:00", "09:00"])).await;
    for (id, status) in [(1, "confirmed"), (2, "failed"), (3, "cancelled")] {
        app.done(with(on_booking("update_booking", id), "status", status)).await;
    }
    assert_eq!(each(&app.done(upcoming()).await, "id"), [1, 4]);
}

#[tokio::test]
async fn upcoming_bookings_are_paged_and_asked_for_by_account() {
    let app = spawn_app().with_account().await;
    app.done(account("mbakker")).await;
    app.done(book(&["06:00", "08:00"])).await;
    app.done(with(book(&["07:00"]), "account_id", 2)).await;
    assert_eq!(each(&app.done(with(upcoming(), "account_id", 1)).await, "id"), [1, 2]);
    let first = app.done(with(upcoming(), "limit", 2)).await;
    assert_eq!(each(&first, "id"), [1, 3]);
    let last = app.done(with(with(upcoming(), "limit", 2), "cursor", first["next_cursor"].clone())).await;
    assert_eq!((each(&last, "id"), &last["next_cursor"]), (vec![json!(2)], &Value::Null));
}

#[tokio::test]
async fn the_facility_tells_its_zone_and_its_day() {
    let app = Start::with(&["--time-zone", "Pacific/Auckland"]).spawn();
    app.clock.set("2026-11-22T11:00:00.000Z");
    let answer = app.done(json!({ "action": "get_facility" })).await;
    assert_eq!(
        answer["facility"],
        json!({ "time_zone": "Pacific/Auckland", "now": "2026-11-22T11:00:00.000Z", "today": "2026-11-23" })
    );
}

#[tokio::test]
async fn an_hour_that_the_clocks_repeat_begins_once() {
    let app = spawn_app().with_account().await;
    on(&app, "2026-10-25", &["02:00", "02:30", "03:00"]).await;
    for (now, left) in [
        ("2026-10-25T00:15:00.000Z", vec!["02:30:00", "03:00:00"]),
        ("2026-10-25T01:15:00.000Z", vec!["03:00:00"]),
        ("2026-10-25T02:00:00.000Z", vec![]),
    ] {
        app.clock.set(now);
        assert_eq!(each(&app.done(upcoming()).await, "time_slot"), left, "{now}");
    }
}

#[tokio::test]
async fn an_hour_that_the_clocks_skip_begins_when_they_skip_it() {
    let app = spawn_app().with_account().await;
    on(&app, "2026-03-29", &["01:59", "02:30", "03:30"]).await;
    for (now, left) in
        [("2026-03-29T00:59:00.000Z", vec!["02:30:00", "03:30:00"]), ("2026-03-29T01:00:00.000Z", vec!["03:30:00"])]
    {
        app.clock.set(now);
        assert_eq!(each(&app.done(upcoming()).await, "time_slot"), left, "{now}");
    }
}
