//! A WAL whose database file was moved away may alone hold the last commits: nothing overwrites it.

use std::fs;
use std::path::PathBuf;

use booking_core::maintenance;
use booking_core::{BookingService, OpenError, ServiceConfig};

use crate::maintenance::{count, cut_off, now, world_with_bookings};
use crate::support::World;

/// Moves the database file away from its WAL. With `is_empty`, an empty file takes its place.
fn orphaned(world: &World, is_empty: bool) -> (PathBuf, PathBuf) {
    let left = cut_off(world);
    let moved = world.folder.path().join("moved.db");
    fs::rename(&left, &moved).unwrap();
    if is_empty {
        fs::write(&left, "").unwrap();
    }
    (left, moved)
}

#[test]
fn a_restore_keeps_it_readable() {
    for is_empty in [false, true] {
        let world = world_with_bookings();
        let backup = world.folder.path().join("backup.db");
        maintenance::backup(&world.database(), &backup).unwrap();
        world.booked(&world.get_accounts(None).unwrap()[0], "2026-12-02", "06:00");
        let (left, moved) = orphaned(&world, is_empty);
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
        let world = world_with_bookings();
        let (left, moved) = orphaned(&world, is_empty);
        let open = || BookingService::open(ServiceConfig { database: left.clone(), ..world.config() });
        let refusal = open().err().unwrap();
        assert!(matches!(refusal, OpenError::OrphanWal { .. }), "{refusal}");
        fs::rename(&moved, &left).unwrap();
        drop(open().unwrap());
        assert_eq!(count(&left), 3);
    }
}

#[test]
fn an_empty_wal_is_no_reason_to_refuse() {
    let mut world = World::closed(chrono_tz::Europe::Amsterdam);
    fs::write(format!("{}-wal", world.database().display()), "").unwrap();
    world.open().unwrap();
}
