//! The database file is damaged, deleted, read-only or locked.

mod damage;
mod missing;
mod refusal;

use std::path::Path;

use serde_json::json;

use crate::support::{Bridge, account, book, with};

/// Starts a bridge in this folder and creates one account and one booking.
async fn booked(folder: &Path) -> Bridge {
    let running = Bridge::start(folder);
    running.done(with(account("jdevries"), "password", "open sesame")).await;
    running.done(book(&["06:00"])).await;
    running
}

/// Checks that a create is refused because nothing can be written.
async fn refuses_to_book(running: &Bridge, time: &str) {
    let refusal = running.refused("storage_unavailable", book(&[time])).await;
    assert!(refusal["message"].as_str().unwrap().contains("Nothing was written"), "{refusal}");
}

/// Checks that exactly these times are booked.
async fn holds(running: &Bridge, times: &[&str]) {
    let answer = running.done(json!({ "action": "get_bookings" })).await;
    let held: Vec<&str> =
        answer["bookings"].as_array().unwrap().iter().map(|one| one["time_slot"].as_str().unwrap()).collect();
    assert_eq!(held, times);
}

#[tokio::test]
async fn the_bridge_writes_again_after_another_program_unlocks_the_database() {
    let folder = tempfile::tempdir().unwrap();
    let running = booked(folder.path()).await;
    let other = crate::invariants::database(folder.path());
    for lock in ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"] {
        other.execute_batch(lock).unwrap();
        refuses_to_book(&running, "07:00").await;
        holds(&running, &["06:00:00"]).await;
        running.get("/ready").await.success();
        other.execute_batch("ROLLBACK").unwrap();
    }
    running.done(book(&["07:00"])).await;
    holds(&running, &["06:00:00", "07:00:00"]).await;
    running.stop();
    crate::invariants::assert_invariants(folder.path());
}
