//! Lists longer than a batch.

use serde_json::{Value, json};

use crate::support::{App, each, raw, spawn_app, with};

/// One account with many bookings, up to 680 of them on one day, so that a batch ends between equal dates and times.
async fn filled(bookings: usize) -> App {
    let app = spawn_app().with_account().await;
    let sql = format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {bookings})
         INSERT INTO bookings (account_id, booking_date, time_slot, location, status, retry_interval, auto_retry, created_at, updated_at)
         SELECT 1, date('2026-12-01', '+' || (max(0, i - 680) / 10) || ' days'), time(3600 * (i % 10), 'unixepoch'), 'Fitness', 'cancelled', 60, 0, 1, 1 FROM n"
    );
    rusqlite::Connection::open(app.database()).unwrap().execute_batch(&sql).unwrap();
    app
}

async fn pages(app: &App, body: &Value) -> Vec<Value> {
    let (mut found, mut cursor) = (Vec::new(), Value::Null);
    loop {
        let page = app.done(with(with(body.clone(), "limit", 333), "cursor", cursor)).await;
        found.extend(page["bookings"].as_array().unwrap().iter().cloned());
        cursor = page["next_cursor"].clone();
        if cursor.is_null() {
            return found;
        }
    }
}

#[tokio::test]
async fn an_unlimited_list_is_the_sum_of_its_pages() {
    let app = filled(1_700).await;
    for body in [
        json!({ "action": "get_bookings" }),
        json!({ "action": "get_bookings", "order": "desc" }),
        json!({ "action": "get_bookings", "location": "Fitness" }),
        json!({ "action": "get_account_bookings", "account_id": 1 }),
    ] {
        let reply = app.post(&body).await;
        assert_eq!(reply.header("content-type"), Some("application/json"));
        let whole = reply.success();
        assert_eq!((&whole["count"], &whole["next_cursor"]), (&json!(1_700), &Value::Null), "{body}");
        assert_eq!(whole["bookings"].as_array().unwrap(), &pages(&app, &body).await, "{body}");
    }
}

#[tokio::test]
async fn an_http_1_0_caller_gets_no_chunks() {
    let app = filled(501).await;
    let body = json!({ "action": "get_bookings" }).to_string();
    let head = "POST /api/python/bookings HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json";
    let request = format!("{head}\r\nConnection: keep-alive\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let reply = raw(app.address, request.as_bytes()).await;
    assert_eq!((reply.header("transfer-encoding"), reply.header("content-length")), (None, None));
    assert_eq!(reply.success()["count"], 501);
}

#[tokio::test]
async fn a_list_that_just_fills_a_batch_is_complete() {
    for bookings in [499, 500, 501, 1_000, 1_001] {
        let app = filled(bookings).await;
        let answer = app.done(json!({ "action": "get_bookings" })).await;
        assert_eq!((&answer["count"], each(&answer, "id").len()), (&json!(bookings), bookings));
    }
}
