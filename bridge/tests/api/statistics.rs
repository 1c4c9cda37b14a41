//! `get_booking_statistics`: totals, and the charts' counts.

use serde_json::{Value, json};

use crate::support::{App, account, book, on_booking, spawn_app, with};

fn statistics() -> Value {
    json!({ "action": "get_booking_statistics" })
}

/// Account 1: two on Tuesday 1 December, one on Sunday the 6th, one on Monday the 7th. Account 2: one on the 1st.
async fn december() -> App {
    let app = spawn_app().with_account().await;
    app.done(account("mbakker")).await;
    app.done(book(&["06:00", "06:30"])).await;
    app.done(with(book(&["23:59"]), "booking_date", "2026-12-06")).await;
    app.done(with(book(&["00:00"]), "booking_date", "2026-12-07")).await;
    app.done(with(book(&["06:00"]), "account_id", 2)).await;
    for (id, status) in [(1, "confirmed"), (2, "failed"), (3, "cancelled"), (5, "confirmed")] {
        app.done(with(on_booking("update_booking", id), "status", status)).await;
    }
    app
}

#[tokio::test]
async fn nothing_counts_as_nothing() {
    let answer = spawn_app().done(statistics()).await;
    assert_eq!(
        answer["statistics"],
        json!({ "total": 0, "pending": 0, "confirmed": 0, "failed": 0, "cancelled": 0, "success_rate": 0.0 })
    );
}

#[tokio::test]
async fn totals_are_of_everybody_or_of_one_account() {
    let app = december().await;
    assert_eq!(
        app.done(statistics()).await["statistics"],
        json!({ "total": 5, "pending": 1, "confirmed": 2, "failed": 1, "cancelled": 1, "success_rate": 66.7 })
    );
    assert_eq!(
        app.done(with(statistics(), "account_id", 1)).await["statistics"],
        json!({ "total": 4, "pending": 1, "confirmed": 1, "failed": 1, "cancelled": 1, "success_rate": 50.0 })
    );
    assert_eq!(app.done(with(statistics(), "account_id", 3)).await["statistics"]["total"], 0);
}

#[tokio::test]
async fn both_ends_of_the_range_are_included() {
    let app = december().await;
    let total = async |from: &str, to: &str| {
        let body = with(with(statistics(), "date_from", from), "date_to", to);
        app.done(body).await["statistics"]["total"].as_i64().unwrap()
    };
    assert_eq!(total("2026-12-01", "2026-12-06").await, 4);
    assert_eq!(total("2026-12-02", "2026-12-07").await, 2);
    assert_eq!(total("2026-12-02", "2026-12-05").await, 0);
    let backwards = with(with(statistics(), "date_from", "2026-12-02"), "date_to", "2026-12-01");
    app.blamed("date_to", backwards).await;
}

#[tokio::test]
async fn charts_get_their_counts_by_day_by_week_and_by_hour_of_the_week() {
    let app = december().await;
    let grouped = with(statistics(), "group_by", vec!["day", "week", "weekday_hour"]);
    let everybody = app.done(grouped.clone()).await["statistics"].clone();
    insta::assert_json_snapshot!(compact(&everybody), @r#"
    {
      "by_day": [
        "2026-12-01 -> 0 2 1 0",
        "2026-12-06 -> 0 0 0 1",
        "2026-12-07 -> 1 0 0 0"
      ],
      "by_week": [
        "2026-11-30 -> 0 2 1 1",
        "2026-12-07 -> 1 0 0 0"
      ],
      "by_weekday_hour": [
        "1 0 -> 1 0 0 0",
        "2 6 -> 0 2 1 0",
        "7 23 -> 0 0 0 1"
      ]
    }
    "#);
    let one = app.done(with(grouped, "account_id", 2)).await["statistics"].clone();
    assert_eq!(compact(&one)["by_weekday_hour"], json!(["2 6 -> 0 1 0 0"]));
}

#[tokio::test]
async fn only_the_charts_that_were_asked_for_are_answered() {
    let app = december().await;
    let answer = app.done(with(statistics(), "group_by", vec!["week"])).await;
    let members: Vec<&String> = answer["statistics"].as_object().unwrap().keys().collect();
    assert_eq!(members, ["total", "pending", "confirmed", "failed", "cancelled", "success_rate", "by_week"]);
    app.blamed("group_by[1]", with(statistics(), "group_by", vec!["week", "month"])).await;
}

/// The charts' rows, each in one line: what it is about, then pending, confirmed, failed, cancelled.
fn compact(statistics: &Value) -> Value {
    let line = |row: &Value| {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let values: Vec<String> = row.as_object().unwrap().values().map(text).collect();
        let (subject, counts) = values.split_at(values.len() - 4);
        format!("{} -> {}", subject.join(" "), counts.join(" "))
    };
    let rows = |name: &str| statistics[name].as_array().unwrap().iter().map(line).collect::<Vec<_>>();
    json!({ "by_day": rows("by_day"), "by_week": rows("by_week"), "by_weekday_hour": rows("by_weekday_hour") })
}
