//! The facility, readers of the event stream, the webhook and the mail server stop dead in the middle of the work. Bookings go
//! on, and the bridge stops within the time that [`Bridge::stop`] allows. `process_unread_log.rs` does the same with the reader
//! of the log.

use std::path::Path;
use std::process::Command;

use chrono::{Days, Utc};
use serde_json::json;

use super::operations::whole_day;
use crate::facility::Facility;
use crate::invariants::{database, value};
use crate::mail_server::{MailServer, Mood};
use crate::support::{Bridge, Connection, account, bridge, patiently, with};
use crate::webhook::{HANG, WebhookServer};

const READERS: usize = 5;
const CONFIRMED: &str = "SELECT count(*) FROM bookings WHERE status = 'confirmed'";
const UNANSWERED: &str = "SELECT count(*) FROM attempts WHERE outcome IS NULL";

/// Books whole days, which is more than the buffers of a connection hold as events.
async fn books_days(running: &Bridge, days: std::ops::Range<u32>) {
    for day in days {
        running.done(whole_day(day)).await;
    }
}

/// Readers of events that read one change and then stop.
async fn stopped_readers(running: &Bridge) -> Vec<Connection> {
    let mut readers = Vec::new();
    for _ in 0..READERS {
        let mut reader = Connection::to(running.address).await;
        reader.send(b"GET /api/python/events HTTP/1.1\r\nHost: localhost\r\n\r\n").await;
        reader.read_past("event: hello").await;
        readers.push(reader);
    }
    books_days(running, 335..336).await;
    for reader in &mut readers {
        reader.read_past("event: change").await;
    }
    readers
}

/// Stops the process dead, as a machine that hangs: connections are taken and never answered.
fn freeze(facility: &Facility) {
    let id = facility.child.lock().unwrap().id().to_string();
    assert!(Command::new("sh").args(["-c", r#"kill -s STOP "$0""#, &id]).status().unwrap().success());
}

/// A bridge that is connected to this facility.
fn connected(folder: &Path, facility: &Facility, flags: &[String]) -> Bridge {
    std::fs::write(folder.join("facility.toml"), facility.profile()).unwrap();
    Bridge::run(bridge(folder, &["--listen", "127.0.0.1:0", "--facility", "facility.toml"]).args(flags))
}

/// Asks the facility for a place at each hour of these days from now. Returns how many.
async fn books_open_hours(running: &Bridge, days: std::ops::RangeInclusive<u64>) -> i64 {
    let mut count = 0;
    for day in days {
        let date = Utc::now().date_naive() + Days::new(day);
        let hours: Vec<String> = (6..=22).map(|hour| format!("{hour:02}:00")).collect();
        count += i64::try_from(hours.len()).unwrap();
        let body = json!({
            "action": "create_booking", "account_id": 1, "booking_date": date.to_string(), "time_slots": hours,
            "location": "Fitness",
        });
        running.done(body).await;
    }
    count
}

/// Waits until a count in the database is reached.
async fn reaches(folder: &Path, sql: &str, least: i64) {
    let file = database(folder);
    patiently(async {
        while value::<i64>(&file, sql) < least {
            tokio::task::yield_now().await;
        }
    })
    .await;
}

/// Waits for a notice that the webhook never answers. Returns its id.
async fn unanswered(hook: &mut WebhookServer) -> String {
    loop {
        let posted = hook.next().await;
        if posted.answer == HANG {
            return posted.headers["x-booking-notice"].clone();
        }
    }
}

/// Waits for a mail that the server never takes. Returns its id.
async fn untaken(mail: &mut MailServer) -> String {
    loop {
        let tried = mail.next().await;
        if !tried.is_taken {
            return tried.header("Message-ID").to_owned();
        }
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
    let facility = Facility::now(&["--bookings-per-day", "0", "--latency", "200ms"]);
    let folder = tempfile::tempdir().unwrap();
    let running = connected(folder.path(), &facility, &[]);
    running.done(with(account("jdevries"), "password", "a password")).await;
    let readers = stopped_readers(&running).await;
    let asked = books_open_hours(&running, 1..=1).await;
    reaches(folder.path(), CONFIRMED, asked).await;
    let before = facility.total().await;
    books_open_hours(&running, 2..=2).await;
    while facility.total().await < before + 5 {
        tokio::task::yield_now().await;
    }
    freeze(&facility);
    books_open_hours(&running, 3..=4).await;
    // Far from open.
    books_days(&running, 336..340).await;
    reaches(folder.path(), UNANSWERED, 1).await;
    let booked = running.total().await;
    assert_eq!(running.stop().status.code(), Some(0));
    drop(readers);
    let again = connected(folder.path(), &facility, &[]);
    assert_eq!(again.total().await, booked);
    assert_eq!(again.stop().status.code(), Some(0));
}

#[tokio::test]
async fn channels_of_notices_that_stop_hold_up_neither_bookings_nor_the_shutdown() {
    let facility = Facility::now(&["--bookings-per-day", "0"]);
    let (mut hook, mut mail) = (WebhookServer::start(204).await, MailServer::start(Mood::Takes).await);
    let flags = [
        format!("--notify-webhook=http://{}/hook", hook.address),
        format!("--smtp-url=smtp://{}?from=booking@example.org", mail.address),
    ];
    let folder = tempfile::tempdir().unwrap();
    let running = connected(folder.path(), &facility, &flags);
    running.done(with(account("jdevries"), "password", "a password")).await;
    running.done(json!({ "action": "update_account", "account_id": 1, "notify_email": "jan@example.org" })).await;
    let mut asked = books_open_hours(&running, 1..=1).await;
    assert_eq!((hook.next().await.answer, mail.next().await.is_taken), (204, true));
    hook.answers(HANG);
    mail.becomes(Mood::Stops);
    asked += books_open_hours(&running, 2..=2).await;
    let (notice, message) = (unanswered(&mut hook).await, untaken(&mut mail).await);
    asked += books_open_hours(&running, 3..=3).await;
    reaches(folder.path(), CONFIRMED, asked).await;
    assert_eq!(running.stop().status.code(), Some(0));
    hook.answers(204);
    mail.becomes(Mood::Takes);
    let again = connected(folder.path(), &facility, &flags);
    while hook.next().await.headers["x-booking-notice"] != notice {}
    while mail.next().await.header("Message-ID") != message {}
    assert_eq!(again.stop().status.code(), Some(0));
}
