//! The bookings of the bridge beside the reservations of the facility.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::facility::Facility;
use crate::invariants::{database, value};
use crate::support::{Bridge, PATIENCE, on_booking};

/// Counts attempts under way, pending bookings, tasks of ended bookings, which may hold a place, and open plans. One statement
/// sees one moment: a claim turns a task into an attempt.
const UNSETTLED: &str = "SELECT json_array(
    (SELECT count(*) FROM attempts WHERE outcome IS NULL),
    (SELECT count(*) FROM bookings WHERE status = 'pending'),
    (SELECT count(*) FROM schedule JOIN bookings ON id = booking_id
      WHERE task IS NOT NULL AND status IN ('failed', 'cancelled')),
    (SELECT count(*) FROM plans WHERE state IN ('scheduled', 'running')))";

/// Waits until nothing is left to do. Returns all bookings. A release that failed often is repeated after a minute.
pub(crate) async fn settled(running: &Bridge, folder: &Path) -> Vec<Value> {
    let (deadline, file) = (Instant::now() + 5 * PATIENCE, database(folder));
    loop {
        let counts: String = value(&file, UNSETTLED);
        if counts == "[0,0,0,0]" {
            break;
        }
        assert!(Instant::now() < deadline, "{counts}\n{:#}", stuck(running, &file).await);
        tokio::task::yield_now().await;
    }
    running.done(json!({ "action": "get_bookings" })).await["bookings"].as_array().unwrap().clone()
}

/// The bookings that are not settled, with their explanations and attempts, and the open plans.
async fn stuck(running: &Bridge, file: &Connection) -> Value {
    let mut found = Vec::new();
    let sql = "SELECT group_concat(id) FROM bookings JOIN schedule ON booking_id = id
               WHERE status = 'pending' OR task IS NOT NULL AND status <> 'confirmed'";
    let ids: Option<String> = value(file, sql);
    for id in ids.iter().flat_map(|ids| ids.split(',')) {
        found.push(told(running, id.parse().unwrap()).await);
    }
    let plans = running.done(json!({ "action": "get_plans", "state": "running" })).await["plans"].clone();
    json!({ "bookings": found, "plans": plans })
}

/// A booking with its explanation, attempts and audit trail.
async fn told(running: &Bridge, id: i64) -> Value {
    let of_booking = |action: &str| on_booking(action, id);
    json!({
        "booking": running.done(of_booking("get_booking")).await["booking"],
        "explanation": running.done(of_booking("explain_booking")).await["explanation"],
        "attempts": running.done(of_booking("get_attempts")).await["attempts"],
        "logs": running.done(of_booking("get_booking_logs")).await["logs"],
    })
}

/// The facility's reservations are our confirmed bookings, none twice, none lost and none on the waiting list.
pub(crate) async fn assert_same(facility: &Facility, bookings: &[Value]) {
    let confirmed = bookings.iter().filter(|booking| booking["status"] == "confirmed");
    let references: Vec<_> =
        confirmed.map(|booking| booking["booking_reference"].as_str().unwrap().to_owned()).collect();
    let ours: BTreeSet<_> = references.iter().cloned().collect();
    assert_eq!(ours.len(), references.len(), "a reference of two bookings");
    let held = facility.reservations().await;
    let theirs: BTreeSet<_> = held.iter().map(|one| one[3].as_str().unwrap().to_owned()).collect();
    assert_eq!(theirs, ours);
    assert!(held.iter().all(|one| one[4] == 1), "{held:?}");
}
