//! A WAL without its database file, which may contain the last commits, is never overwritten.

use std::fs;
use std::path::PathBuf;

use booking_core::maintenance;
use booking_core::{BookingService, OpenError, ServiceConfig};

use crate::maintenance::{count, cut_off, fixture_with_bookings, now};
use crate::support::Fixture;

/// Moves the database file away from its WAL. With `is_empty`, an empty file takes its place.
fn orphaned(fixture: &Fixture, is_empty: bool) -> (PathBuf, PathBuf) {
    let left = cut_off(fixture);
    let moved = fixture.folder.path().join("moved.db");
    fs::rename(&left, &moved).unwrap();
    if is_empty {
        fs::write(&left, "").unwrap();
    }
    (left, moved)
}

#[test]
fn a_restore_keeps_it_readable() {
    for is_empty in [false, true] {
        let fixture = fixture_with_bookings();
        let backup = fixture.folder.path().join("backup.db");
        maintenance::backup(&fixture.database(), &backup).unwrap();
        fixture.booked(&fixture.get_accounts(None).unwrap()[0], "2026-12-02", "06:00");
        let (left, moved) = orphaned(&fixture, is_empty);
        let restored = maintenance::restore(&left, &backup, now()).unwrap();
        assert_eq!((restored.bookings, count(&left)), (3, 3));
        let [wal] = restored.kept.as_slice() else { panic!("{restored:?}") };
        let database = PathBuf::from(wal.to_str().unwrap().strip_suffix("-wal").unwrap());
        fs::rename(moved, &database).unwrap();
        assert_eq!(count(&database), 4);
    }
}

#[test]
fn no_database_is_created_beside_it() {
    for is_empty in [false, true] {
        let fixture = fixture_with_bookings();
        let (left, moved) = orphaned(&fixture, is_empty);
        let open = || BookingService::open(ServiceConfig { database: left.clone(), ..fixture.config() });
        let refusal = open().err().unwrap();
        assert!(matches!(refusal, OpenError::OrphanWal { .. }), "{refusal}");
        fs::rename(&moved, &left).unwrap();
        drop(open().unwrap());
        assert_eq!(count(&left), 3);
    }
}

#[test]
fn an_empty_wal_is_no_reason_to_refuse() {
    let mut fixture = Fixture::closed(chrono_tz::Europe::Amsterdam);
    fs::write(format!("{}-wal", fixture.database().display()), "").unwrap();
    fixture.open().unwrap();
}
