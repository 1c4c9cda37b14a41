//! `create_booking`: all of the slots or none.

use serde_json::json;

use crate::support::{NOW, account, book, each, on_booking, spawn_app, with};

#[tokio::test]
async fn one_pending_booking_is_made_for_each_slot_in_the_order_of_the_request() {
    let app = spawn_app().with_account().await;
    let answer = app.done(book(&["18:30:15", "06:00", "07:00"])).await;
    insta::assert_json_snapshot!(answer["bookings"][0], { ".created_at" => "[now]", ".updated_at" => "[now]" }, @r#"
    {
      "id": 1,
      "account_id": 1,
      "booking_date": "2026-12-01",
      "time_slot": "18:30:15",
      "location": "Fitness",
      "sub_location": null,
      "status": "pending",
      "booking_reference": null,
      "error_message": null,
      "retry_interval": 60,
      "auto_retry": false,
      "starts_at": "2026-12-01T17:30:15.000Z",
      "opens_at": null,
      "next_attempt_at": null,
      "attempts": 0,
      "plan_id": null,
      "waitlisted": false,
      "created_at": "[now]",
      "updated_at": "[now]"
    }
    "#);
    assert_eq!(each(&answer, "time_slot"), ["18:30:15", "06:00:00", "07:00:00"]);
    assert_eq!(each(&answer, "id"), [1, 2, 3]);
    assert_eq!(each(&answer, "created_at"), [NOW, NOW, NOW]);
}

#[tokio::test]
async fn the_response_equals_a_later_read() {
    let app = spawn_app().with_account().await;
    let body = with(with(book(&["20:15"]), "location", "X3"), "sub_location", "B");
    let answer = app.done(with(with(body, "retry_interval", 30), "auto_retry", true)).await;
    let read = app.done(on_booking("get_booking", 1)).await;
    assert_eq!(read["booking"], answer["bookings"][0]);
    assert_eq!(read["booking"]["sub_location"], "B");
    assert_eq!(read["booking"]["retry_interval"], 30);
    assert_eq!(read["booking"]["auto_retry"], true);
}

#[tokio::test]
async fn forty_eight_slots_are_booked_at_once_and_forty_nine_are_not() {
    let app = spawn_app().with_account().await;
    let mut times: Vec<String> = (0..48).map(|half| format!("{:02}:{:02}", half / 2, half % 2 * 30)).collect();
    times.push("23:45".into());
    let body = |times: &[String]| with(book(&[]), "time_slots", times);
    app.blamed("time_slots", body(&times)).await;
    app.blamed("time_slots", body(&[])).await;
    assert_eq!(app.total().await, 0);
    app.done(body(&times[..48])).await;
    assert_eq!(app.total().await, 48);
}

#[tokio::test]
async fn a_taken_slot_refuses_the_whole_request_and_names_the_conflict() {
    let app = spawn_app().with_account().await;
    app.done(book(&["06:00", "07:00"])).await;
    let confirm = json!({ "action": "mark_booking_confirmed", "booking_id": 2, "booking_reference": "R-1" });
    app.done(confirm).await;
    let refusal = app.refused("slot_conflict", with(book(&["05:00", "06:00", "07:00"]), "location", "X1")).await;
    insta::assert_json_snapshot!(refusal, @r#"
    {
      "success": false,
      "error": "The account already holds 06:00:00 (booking 1, Fitness, pending), 07:00:00 (booking 2, Fitness, confirmed) on that date: choose other time slots.",
      "message": "The account already holds 06:00:00 (booking 1, Fitness, pending), 07:00:00 (booking 2, Fitness, confirmed) on that date: choose other time slots.",
      "code": "slot_conflict",
      "conflicts": [
        {
          "time_slot": "06:00:00",
          "booking_id": 1,
          "location": "Fitness",
          "status": "pending"
        },
        {
          "time_slot": "07:00:00",
          "booking_id": 2,
          "location": "Fitness",
          "status": "confirmed"
        }
      ]
    }
    "#);
    assert_eq!(app.total().await, 2);
    app.refused("booking_not_found", on_booking("get_booking_logs", 3)).await;
}

#[tokio::test]
async fn other_accounts_days_and_times_are_free() {
    let app = spawn_app().with_account().await;
    app.done(account("mbakker")).await;
    app.done(book(&["06:00"])).await;
    app.done(with(book(&["06:00"]), "account_id", 2)).await;
    app.done(with(book(&["06:00"]), "booking_date", "2026-12-02")).await;
    app.done(book(&["06:00:01"])).await;
}

#[tokio::test]
async fn a_slot_is_free_again_after_a_cancel_or_a_failure() {
    let app = spawn_app().with_account().await;
    app.done(book(&["06:00"])).await;
    app.done(on_booking("cancel_booking", 1)).await;
    app.done(book(&["06:00"])).await;
    app.done(json!({ "action": "mark_booking_failed", "booking_id": 2, "error_message": "No places left." })).await;
    app.done(book(&["06:00"])).await;
    app.refused("slot_conflict", book(&["06:00"])).await;
}

#[tokio::test]
async fn ids_increase_in_request_order() {
    let app = spawn_app().with_account().await;
    let mut ids = each(&app.done(book(&["06:00"])).await, "id");
    app.refused("slot_conflict", book(&["07:00", "06:00"])).await;
    ids.extend(each(&app.done(book(&["09:00", "08:00"])).await, "id"));
    let ids: Vec<i64> = ids.iter().map(|id| id.as_i64().unwrap()).collect();
    assert!(ids.len() == 3 && ids.is_sorted_by(|one, next| one < next), "{ids:?}");
}

#[tokio::test]
async fn only_an_existing_active_account_can_book() {
    let app = spawn_app().with_account().await;
    app.refused("account_not_found", with(book(&["06:00"]), "account_id", 2)).await;
    app.done(json!({ "action": "update_account", "account_id": 1, "is_active": false })).await;
    app.refused("account_inactive", book(&["06:00"])).await;
    app.done(json!({ "action": "update_account", "account_id": 1, "is_active": true })).await;
    app.done(book(&["06:00"])).await;
}

#[tokio::test]
async fn past_dates_are_accepted() {
    let app = spawn_app().with_account().await;
    for date in ["2000-01-01", "2024-02-29", "2100-12-31"] {
        let answer = app.done(with(book(&["06:00"]), "booking_date", date)).await;
        assert_eq!(each(&answer, "booking_date"), [date]);
    }
}
