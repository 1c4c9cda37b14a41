//! Arguments that are missing, of the wrong type, out of range or unknown.

use serde_json::{Value, json};

use crate::support::{App, account, book, on_account, on_booking, spawn_app, with, without};

/// Sends the body with each value for the argument; each is refused because of the field.
async fn refused(app: &App, body: &Value, field: &str, values: &[Value]) {
    let argument = field.split('[').next().unwrap();
    for value in values {
        app.blamed(field, with(body.clone(), argument, value.clone())).await;
    }
}

#[tokio::test]
async fn a_required_argument_is_named_when_missing_or_null() {
    let app = spawn_app();
    let confirm = with(on_booking("mark_booking_confirmed", 1), "booking_reference", "FIT-1");
    let fail = with(on_booking("mark_booking_failed", 1), "error_message", "x");
    for (body, needed) in [
        (book(&["06:00"]), vec!["account_id", "booking_date", "time_slots", "location"]),
        (on_booking("get_booking", 1), vec!["booking_id"]),
        (with(on_booking("update_booking", 1), "status", "failed"), vec!["booking_id"]),
        (on_booking("cancel_booking", 1), vec!["booking_id"]),
        (confirm, vec!["booking_id", "booking_reference"]),
        (fail, vec!["booking_id", "error_message"]),
        (on_booking("get_booking_logs", 1), vec!["booking_id"]),
        (on_account("get_account_bookings", 1), vec!["account_id"]),
        (account("jdevries"), vec!["netid"]),
        (on_account("get_account", 1), vec!["account_id"]),
        (with(on_account("update_account", 1), "is_active", true), vec!["account_id"]),
        (on_account("delete_account", 1), vec!["account_id"]),
        (on_account("get_account_stats", 1), vec!["account_id"]),
    ] {
        for name in needed {
            app.blamed(name, without(body.clone(), name)).await;
            app.blamed(name, with(body.clone(), name, Value::Null)).await;
        }
    }
}

#[tokio::test]
async fn an_unknown_argument_is_refused_with_the_known_ones() {
    let app = spawn_app();
    let sentence = app.blamed("timeSlots", with(book(&["06:00"]), "timeSlots", vec!["06:00"])).await;
    assert!(sentence.contains("time_slots"), "{sentence}");
    app.blamed("date", with(book(&["06:00"]), "date", "2026-12-01")).await;
    app.blamed("account_id", json!({ "action": "get_facility", "account_id": 1 })).await;
    let sentence = app.blamed("\u{1b}[2J", json!({ "action": "get_facility", "\u{1b}[2J": 1 })).await;
    assert!(!sentence.contains('\u{1b}'), "{sentence:?}");
    app.blamed("netid", with(on_account("update_account", 1), "netid", "mbakker")).await;
    app.blamed("order", json!({ "action": "get_upcoming_bookings", "order": "desc" })).await;
}

#[tokio::test]
async fn ids_are_whole_numbers_from_one_up() {
    let app = spawn_app();
    let wrong =
        [json!(0), json!(-1), json!(1.5), json!(1.0), json!("1"), json!(true), json!([1]), json!({}), json!(u64::MAX)];
    refused(&app, &on_booking("get_booking", 1), "booking_id", &wrong).await;
    refused(&app, &on_account("get_account", 1), "account_id", &wrong).await;
    refused(&app, &json!({ "action": "get_bookings" }), "account_id", &wrong).await;
    app.refused("booking_not_found", on_booking("get_booking", i64::MAX)).await;
}

#[tokio::test]
async fn dates_have_one_format_and_exist() {
    let app = spawn_app();
    let wrong = [
        "2026-02-30",
        "2026-13-01",
        "2026-2-3",
        "1999-12-31",
        "2101-01-01",
        "01-12-2026",
        "2026-12-01T06:00",
        " 2026-12-01",
        "2026/12/01",
        "+026-12-01",
        "２０２６-12-01",
        "today",
        "",
    ];
    let wrong: Vec<Value> =
        wrong.into_iter().map(Value::from).chain([json!(20_261_201), json!(["2026-12-01"])]).collect();
    refused(&app, &book(&["06:00"]), "booking_date", &wrong).await;
    for name in ["date", "date_from", "date_to"] {
        refused(&app, &json!({ "action": "get_bookings" }), name, &wrong).await;
    }
}

#[tokio::test]
async fn times_have_two_formats_and_are_named_by_index() {
    let app = spawn_app();
    let wrong = ["24:00", "25:00", "6:00", "06:60", "06:00:60", "06:00:00.5", "06:00 ", "0600", "6am", "06:0０", ""];
    let wrong: Vec<Value> = wrong.into_iter().map(Value::from).chain([json!(6), Value::Null, json!({})]).collect();
    let second: Vec<Value> = wrong.into_iter().map(|wrong| json!(["07:00", wrong, "08:00"])).collect();
    refused(&app, &book(&[]), "time_slots[1]", &second).await;
    refused(&app, &book(&[]), "time_slots", &[json!("06:00"), json!({}), json!(6), json!([])]).await;
}

#[tokio::test]
async fn a_duplicate_slot_is_named_by_index() {
    let app = spawn_app();
    app.blamed("time_slots[2]", book(&["06:00", "07:00", "06:00:00"])).await;
    app.blamed("time_slots[1]", book(&["23:59:59", "23:59:59"])).await;
}

#[tokio::test]
async fn enumerations_are_exact() {
    let app = spawn_app().with_account().await;
    let list = json!({ "action": "get_bookings" });
    let locations = [json!("fitness"), json!("X2"), json!(""), json!(" X1"), json!(1)];
    refused(&app, &book(&["06:00"]), "location", &locations).await;
    refused(&app, &list, "location", &locations).await;
    let halls = with(book(&["06:00"]), "location", "X1");
    refused(&app, &halls, "sub_location", &[json!("a"), json!("C"), json!(""), json!(1)]).await;
    let statuses = [json!("Pending"), json!("canceled"), json!("done"), json!(0)];
    refused(&app, &on_booking("update_booking", 1), "status", &statuses).await;
    refused(&app, &list, "status", &statuses).await;
    refused(&app, &list, "order", &[json!("ascending"), json!("DESC"), json!(-1)]).await;
    let statistics = json!({ "action": "get_booking_statistics" });
    app.blamed("group_by[1]", with(statistics, "group_by", vec!["week", "month"])).await;
}

#[tokio::test]
async fn halves_belong_to_x1_and_x3_only() {
    let app = spawn_app().with_account().await;
    let hour = |hour: u32| format!("{hour:02}:00");
    app.blamed("sub_location", with(book(&["06:00"]), "sub_location", "A")).await;
    let places = [("X1", json!("A")), ("X1", json!("B")), ("X3", json!("A")), ("X3", json!("B")), ("X1", Value::Null)];
    for (index, (location, half)) in (6..).zip(places) {
        let body = with(with(book(&[&hour(index)]), "location", location), "sub_location", half.clone());
        assert_eq!(app.done(body).await["bookings"][0]["sub_location"], half);
    }
}

#[tokio::test]
async fn booleans_are_true_or_false() {
    let app = spawn_app();
    let wrong = [json!("true"), json!(1), json!(0), json!([])];
    refused(&app, &book(&["06:00"]), "auto_retry", &wrong).await;
    refused(&app, &account("jdevries"), "is_active", &wrong).await;
    refused(&app, &on_account("update_account", 1), "is_active", &wrong).await;
    refused(&app, &json!({ "action": "get_accounts" }), "is_active", &wrong).await;
}

#[tokio::test]
async fn a_long_refused_value_is_shortened_in_the_message() {
    let app = spawn_app();
    let sentence = app.blamed("booking_date", with(book(&["06:00"]), "booking_date", "9".repeat(5_000))).await;
    assert!(sentence.len() < 300, "{sentence}");
    for (body, list) in [(book(&["06:00"]), "time_slots"), (json!({ "action": "get_booking_statistics" }), "group_by")]
    {
        for value in [json!("06:00"), json!("9".repeat(5_000)), json!(6), json!({ "at": "06:00" }), json!(true)] {
            let sentence = app.blamed(list, with(body.clone(), list, value)).await;
            assert!(sentence.contains("not a list") && sentence.len() < 300, "{sentence}");
        }
    }
    let name = "n".repeat(5_000);
    let answer = app.post(&with(book(&["06:00"]), &name, 1)).await.failure("invalid_field");
    assert!(answer["message"].as_str().unwrap().len() < 400, "{answer}");
}
