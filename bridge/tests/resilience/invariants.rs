//! Invariants of the database file after any fault.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;

use crate::support::{Outcome, bridge};

/// Opens the database in this folder while the bridge may run.
pub(crate) fn database(folder: &Path) -> Connection {
    Connection::open(folder.join("data/bookings.db")).unwrap()
}

/// The first value of the first row.
pub(crate) fn value<T: rusqlite::types::FromSql>(database: &Connection, sql: &str) -> T {
    database.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// Checks integrity, foreign keys, counters, and that no slot is held twice.
pub(crate) fn assert_invariants(folder: &Path) {
    let file = database(folder);
    assert_eq!(value::<String>(&file, "PRAGMA integrity_check"), "ok");
    assert!(!file.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap());
    let twice = "SELECT count(*) FROM (SELECT 1 FROM bookings WHERE status IN ('pending', 'confirmed')
                 GROUP BY account_id, booking_date, time_slot HAVING count(*) > 1)";
    assert_eq!(value::<i64>(&file, twice), 0);
    let doctor = Outcome::of(&mut bridge(folder, &["doctor"]));
    assert_eq!(doctor.status.code(), Some(0), "{}{}", doctor.out, doctor.log);
}

/// The statuses of every booking over time, from its audit trail.
pub(crate) fn trails(folder: &Path) -> BTreeMap<i64, Vec<String>> {
    let file = database(folder);
    let sql = "SELECT booking_id, from_status, to_status FROM booking_logs WHERE to_status IS NOT NULL ORDER BY id";
    let mut statement = file.prepare(sql).unwrap();
    let mut trails: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let (id, from, to): (i64, Option<String>, String) = row.try_into().unwrap();
        let trail = trails.entry(id).or_default();
        assert_eq!(trail.last(), from.as_ref(), "booking {id}: the trail has a gap");
        trail.push(to);
    }
    trails
}
