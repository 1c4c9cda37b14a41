//! The facility and readers of the event stream stop dead in the middle of the work. Bookings go on, and the bridge stops within
//! the time that [`Bridge::stop`] allows. `process_unread_log.rs` does the same with the reader of the log.

use std::process::Command;

use chrono::{Days, Utc};
use serde_json::json;

use super::operations::whole_day;
use crate::facility::Facility;
use crate::support::{Bridge, Connection, account, bridge, with};

const READERS: usize = 5;

/// Books whole days, which is more than the buffers of a connection hold as events.
async fn books_days(running: &Bridge, days: std::ops::Range<u32>) {
    for day in days {
        running.done(whole_day(day)).await;
    }
}

async fn stopped_readers(running: &Bridge) -> Vec<Connection> {
    let mut readers = Vec::new();
    for _ in 0..READERS {
        let mut reader = Connection::to(running.address).await;
        reader.send(b"GET /api/python/events HTTP/1.1\r\nHost: localhost\r\n\r\n").await;
        reader.expect(b"HTTP/1.1 200 OK\r\n").await;
        readers.push(reader);
    }
    readers
}

/// Stops the process dead, as a machine that hangs: connections are taken and never answered.
fn freeze(facility: &Facility) {
    let id = facility.child.lock().unwrap().id().to_string();
    assert!(Command::new("sh").args(["-c", r#"kill -s STOP "$0""#, &id]).status().unwrap().success());
}

/// Asks the facility for a place at each hour of these days from now.
async fn books_open_hours(running: &Bridge, days: std::ops::RangeInclusive<u64>) {
    for day in days {
        let date = Utc::now().date_naive() + Days::new(day);
        let hours: Vec<String> = (6..=22).map(|hour| format!("{hour:02}:00")).collect();
        let body = json!({
            "action": "create_booking", "account_id": 1, "booking_date": date.to_string(), "time_slots": hours,
            "location": "Fitness",
        });
        running.done(body).await;
    }
}

#[tokio::test]
async fn readers_of_events_that_stop_hold_up_neither_bookings_nor_the_shutdown() {
    let folder = tempfile::tempdir().unwrap();
    let running = Bridge::start(folder.path());
    running.done(account("jdevries")).await;
    let readers = stopped_readers(&running).await;
    books_days(&running, 0..20).await;
    assert_eq!(running.stop().status.code(), Some(0));
    drop(readers);
}

#[tokio::test]
async fn a_facility_that_stops_holds_up_neither_bookings_nor_the_shutdown() {
    let facility = Facility::now(&["--bookings-per-day", "0", "--latency", "20ms"]);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("facility.toml"), facility.profile()).unwrap();
    let command = || bridge(folder.path(), &["--listen", "127.0.0.1:0", "--facility", "facility.toml"]);
    let running = Bridge::run(&mut command());
    running.done(with(account("jdevries"), "password", "a password")).await;
    let readers = stopped_readers(&running).await;
    let before = facility.total().await;
    books_open_hours(&running, 1..=2).await;
    while facility.total().await < before + 5 {
        tokio::task::yield_now().await;
    }
    freeze(&facility);
    books_open_hours(&running, 3..=4).await;
    // Far from open.
    books_days(&running, 336..340).await;
    let booked = running.total().await;
    assert_eq!(running.stop().status.code(), Some(0));
    drop(readers);
    let again = Bridge::run(&mut command());
    assert_eq!(again.total().await, booked);
    assert_eq!(again.stop().status.code(), Some(0));
}
