//! The real binary: shutdown and kill.

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::support::{Bridge, Connection, account, book, with};

async fn with_account(folder: &std::path::Path) -> Bridge {
    let running = Bridge::start(folder);
    running.done(account("jdevries")).await;
    running
}

/// Sends half of a create, the signal, then the rest.
async fn finishes_requests_in_flight(signal: &str) {
    let folder = tempfile::tempdir().unwrap();
    let mut running = with_account(folder.path()).await;
    let body = book(&["06:00", "07:00"]).to_string();
    let mut caller = Connection::to(running.address).await;
    let head = format!(
        "POST /api/python/bookings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
         Expect: 100-continue\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    caller.send(head.as_bytes()).await;
    // The bridge is reading the request.
    caller.expect(b"HTTP/1.1 100 Continue\r\n\r\n").await;
    caller.send(&body.as_bytes()[..10]).await;
    running.signal(signal);
    running.line_with("stopping");
    caller.send(&body.as_bytes()[10..]).await;
    let reply = caller.reply().await;
    assert_eq!(reply.status, 201);
    let made = reply.success();
    let outcome = running.end();
    assert_eq!(outcome.status.code(), Some(0), "{}", outcome.log);
    assert!(outcome.log.contains("stopped"));
    let again = Bridge::start(folder.path());
    assert_eq!(again.done(json!({ "action": "get_bookings" })).await["bookings"], made["bookings"]);
}

#[tokio::test]
async fn sigterm_finishes_requests_in_flight() {
    finishes_requests_in_flight("TERM").await;
}

#[tokio::test]
async fn ctrl_c_finishes_requests_in_flight() {
    finishes_requests_in_flight("INT").await;
}

#[tokio::test]
async fn idle_connections_do_not_delay_the_shutdown() {
    let folder = tempfile::tempdir().unwrap();
    let running = with_account(folder.path()).await;
    let idle: Vec<Connection> = join_all((0..5).map(|_| Connection::to(running.address))).await;
    assert_eq!(running.stop().status.code(), Some(0));
    drop(idle);
}

/// Books two slots at a time until the bridge is gone; returns the successful responses.
async fn busy_until(running: &Bridge, end: &str) -> Vec<Value> {
    let caller = (**running).clone();
    let book_on = async |day: u32| {
        let mut answers = Vec::new();
        for minute in 0..60 {
            let (first, second) = (format!("06:{minute:02}"), format!("07:{minute:02}"));
            let body = with(book(&[&first, &second]), "booking_date", format!("2026-12-{day:02}"));
            let Ok(response) = caller.endpoint().json(&body).send().await else { break };
            let Ok(answer) = response.json::<Value>().await else { break };
            assert_eq!(answer["success"], true, "{answer}");
            answers.push(answer);
            if day == 8 && minute == 10 {
                running.signal(end);
            }
        }
        answers
    };
    join_all((1..=16).map(book_on)).await.into_iter().flatten().collect()
}

/// Checks that every acknowledged booking is stored and every request complete or absent.
async fn nothing_is_lost(end: &str) {
    let folder = tempfile::tempdir().unwrap();
    let running = with_account(folder.path()).await;
    let answers = busy_until(&running, end).await;
    let outcome = running.end();
    assert_eq!(outcome.status.success(), end == "TERM");
    let again = Bridge::start(folder.path());
    let stored = again.done(json!({ "action": "get_bookings" })).await["bookings"].as_array().unwrap().clone();
    for booking in answers.iter().flat_map(|answer| answer["bookings"].as_array().unwrap()) {
        assert!(stored.contains(booking), "{booking}");
    }
    assert!(answers.len() > 10);
    let date_and_minute =
        |booking: &Value| format!("{} {}", booking["booking_date"], &booking["time_slot"].as_str().unwrap()[3..]);
    let early = stored.iter().filter(|booking| booking["time_slot"].as_str().unwrap().starts_with("06"));
    for booking in early.clone() {
        assert_eq!(stored.iter().filter(|other| date_and_minute(other) == date_and_minute(booking)).count(), 2);
    }
    assert_eq!(early.count() * 2, stored.len());
}

#[tokio::test]
async fn a_shutdown_under_load_loses_nothing() {
    nothing_is_lost("TERM").await;
}

#[tokio::test]
async fn a_kill_under_load_loses_nothing() {
    nothing_is_lost("KILL").await;
}
