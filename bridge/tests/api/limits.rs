//! Every limit of the contract, at both ends. Lengths are in characters, not bytes.

use serde_json::{Value, json};

use crate::support::{App, account, book, on_account, on_booking, spawn_app, with};

fn text(length: usize) -> Value {
    "é".repeat(length).into()
}

/// Sends the body with each valid and each invalid value of the argument.
async fn holds(app: &App, body: &Value, argument: &str, right: &[Value], wrong: &[Value]) {
    for value in wrong {
        app.blamed(argument, with(body.clone(), argument, value.clone())).await;
    }
    for value in right {
        app.done(with(body.clone(), argument, value.clone())).await;
    }
}

async fn booked() -> App {
    let app = spawn_app().with_account().await;
    app.done(book(&["06:00"])).await;
    app
}

#[tokio::test]
async fn netid_3_to_100() {
    let right = [text(3), text(100)];
    let padded = format!("{}abc", " ".repeat(98)).into();
    let wrong = [text(2), text(101), padded, json!("  ab  "), json!("   "), json!("a\nb"), json!(123), json!(["abc"])];
    holds(&spawn_app(), &account(""), "netid", &right, &wrong).await;
}

#[tokio::test]
async fn password_1_to_1024() {
    let app = spawn_app().with_account().await;
    let (right, wrong) = ([text(1), text(1_024), json!(" ")], [text(0), text(1_025), json!(7), json!(["secret"])]);
    holds(&app, &on_account("update_account", 1), "password", &right, &wrong).await;
    holds(&app, &account("mbakker"), "password", &[text(1_024)], &wrong).await;
}

#[tokio::test]
async fn booking_reference_to_100() {
    let app = booked().await;
    let (right, wrong) = ([text(1), text(100)], [text(0), text(101), json!(1)]);
    for action in ["update_booking", "mark_booking_confirmed"] {
        holds(&app, &on_booking(action, 1), "booking_reference", &right, &wrong).await;
    }
}

#[tokio::test]
async fn error_message_to_2000() {
    let app = booked().await;
    let (right, wrong) = ([text(1), text(2_000)], [text(0), text(2_001), json!(false)]);
    for action in ["update_booking", "mark_booking_failed"] {
        holds(&app, &on_booking(action, 1), "error_message", &right, &wrong).await;
    }
}

#[tokio::test]
async fn reason_to_2000() {
    let app = booked().await;
    let wrong = [text(0), text(2_001), json!(1)];
    holds(&app, &on_booking("cancel_booking", 1), "reason", &[text(2_000)], &wrong).await;
}

#[tokio::test]
async fn retry_interval_1_to_86400() {
    let app = spawn_app().with_account().await;
    let wrong = [json!(0), json!(-60), json!(86_401), json!(1.5), json!("60"), json!(true)];
    holds(&app, &book(&["06:00"]), "retry_interval", &[json!(1)], &wrong).await;
    holds(&app, &book(&["07:00"]), "retry_interval", &[json!(86_400)], &[]).await;
}

#[tokio::test]
async fn idempotency_key_1_to_200() {
    let app = spawn_app().with_account().await;
    let wrong = [text(0), text(201), json!(7)];
    holds(&app, &book(&["06:00"]), "idempotency_key", &[text(1)], &wrong).await;
    holds(&app, &book(&["07:00"]), "idempotency_key", &[text(200)], &[]).await;
}

#[tokio::test]
async fn limit_1_to_1000() {
    let app = booked().await;
    let wrong = [json!(0), json!(-1), json!(1_001), json!(2.5), json!("10")];
    for body in [
        json!({ "action": "get_bookings" }),
        json!({ "action": "get_upcoming_bookings" }),
        on_account("get_account_bookings", 1),
    ] {
        holds(&app, &body, "limit", &[json!(1), json!(1_000)], &wrong).await;
    }
}

#[tokio::test]
async fn a_cursor_has_the_format_of_next_cursor() {
    let app = booked().await;
    let wrong = [json!(""), json!("2"), json!("2026-12-01_06:00:00"), json!("2026-12-01_06:00:00_0"), json!(1)];
    for body in [json!({ "action": "get_bookings" }), json!({ "action": "get_upcoming_bookings" })] {
        holds(&app, &body, "cursor", &[json!("2026-12-01_06:00:00_1")], &wrong).await;
    }
}
