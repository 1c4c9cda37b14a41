//! The real binary's memory while it streams the longest list.

use std::fs;
use std::path::Path;

use crate::support::{Bridge, account};

/// The number of bookings that are listed; `BRIDGE_TEST_BOOKINGS` sets another number.
const BOOKINGS: usize = 200_000;
/// The limit of resident memory, whatever the number of bookings.
const MOST_KIB: u64 = 128 * 1024;
/// The additional memory that a list ten times as long may take.
const GROWTH_KIB: u64 = 8 * 1024;

/// Writes bookings straight into the file, because as many requests would take far longer.
fn fill(database: &Path, bookings: usize) {
    let sql = format!(
        "PRAGMA synchronous = OFF;
         WITH RECURSIVE n (i) AS (SELECT count(*) FROM bookings UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {bookings})
         INSERT INTO bookings (account_id, booking_date, time_slot, location, status, booking_reference, retry_interval, auto_retry, created_at, updated_at)
         SELECT 1, date('2001-01-01', '+' || (i / 96) || ' days'), time(900 * (i % 96), 'unixepoch'), 'X1', 'confirmed', 'FIT-' || i, 60, 0, 1, 1 FROM n"
    );
    rusqlite::Connection::open(database).unwrap().execute_batch(&sql).unwrap();
}

/// The peak of the process's resident memory, in KiB.
fn peak(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Lists all bookings and counts them by a member that each has once.
async fn count(running: &Bridge) -> usize {
    let body = serde_json::json!({ "action": "get_bookings" });
    let mut response = running.endpoint().json(&body).send().await.unwrap();
    let (mut bookings, mut carry) = (0, Vec::new());
    let name = b"\"booking_date\"";
    while let Some(chunk) = response.chunk().await.unwrap() {
        carry.extend_from_slice(&chunk);
        bookings += carry.windows(name.len()).filter(|window| window == name).count();
        carry.drain(..carry.len().saturating_sub(name.len() - 1));
    }
    bookings
}

/// The peak memory of a new bridge after it listed so many bookings.
async fn measured(folder: &Path, bookings: usize) -> u64 {
    fill(&folder.join("data/bookings.db"), bookings);
    let running = Bridge::start(folder);
    assert_eq!(count(&running).await, bookings);
    let peak = peak(running.id());
    running.stop();
    peak
}

#[tokio::test]
async fn a_longer_list_takes_no_more_memory() {
    let most = std::env::var("BRIDGE_TEST_BOOKINGS").map_or(BOOKINGS, |number| number.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let running = Bridge::start(folder.path());
    running.done(account("jdevries")).await;
    running.stop();
    let short = measured(folder.path(), most / 10).await;
    let long = measured(folder.path(), most).await;
    eprintln!("{} bookings: {short} KiB; {most} bookings: {long} KiB", most / 10);
    assert!(long < MOST_KIB, "{long} KiB");
    assert!(long < short + GROWTH_KIB, "{short} KiB grew to {long} KiB");
}
