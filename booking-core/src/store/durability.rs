//! That an answer outlives a power cut.

use std::sync::Arc;

use rusqlite::Connection;

use super::connection::open_copier;
use super::{ReaderCount, Store};

/// SQLite's number for `synchronous=FULL`.
const FULL: i64 = 2;

fn durability(connection: &Connection) -> (String, i64) {
    let journal = connection.pragma_query_value(None, "journal_mode", |row| row.get(0));
    let synchronous = connection.pragma_query_value(None, "synchronous", |row| row.get(0));
    (journal.unwrap(), synchronous.unwrap())
}

/// No test that kills the bridge would notice: what a dead process wrote the system still has. Only a power cut takes it.
#[tokio::test]
async fn commits_and_copies_of_the_log_are_synced_to_disk() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bookings.db");
    let store = Store::open(&path, ReaderCount { kept: 1, spare: 1 }, Arc::new(())).unwrap();
    let writer = store.write(|connection| Ok(durability(connection))).await.unwrap();
    let copier = durability(&open_copier(&path).unwrap());
    store.close();
    assert_eq!([writer, copier], [("wal".into(), FULL), ("wal".into(), FULL)]);
}
