//! The log of a database whose own file was moved away, as an operator does with one that gives trouble.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use booking_core::maintenance::{self, Kept};
use booking_core::{BookingService, OpenError, ServiceConfig};

use crate::maintenance::{count, cut_off, now, world_with_bookings};
use crate::support::World;

/// What is left where the database with this log was moved to another name.
fn moved_away(world: &World) -> (PathBuf, PathBuf) {
    let left = cut_off(world);
    let moved = world.folder.path().join("moved.db");
    fs::rename(&left, &moved).unwrap();
    (left, moved)
}

#[test]
fn a_restore_keeps_it_and_what_only_it_holds_can_be_read() {
    for is_empty in [false, true] {
        let world = world_with_bookings();
        let backup = world.folder.path().join("backup.db");
        maintenance::backup(&world.database(), &backup).unwrap();
        world.booked(&world.get_accounts(None).unwrap()[0], "2026-12-02", "06:00");
        let (left, moved) = moved_away(&world);
        if is_empty {
            fs::write(&left, "").unwrap();
        }
        let restored = maintenance::restore(&left, &backup, now()).unwrap();
        assert_eq!((restored.bookings, count(&left)), (3, 3));
        let Kept::LogAlone { log, database } = restored.kept else { panic!("{restored:?}") };
        assert!(log.is_file());
        fs::rename(moved, &database).unwrap();
        assert_eq!(count(&database), 4);
    }
}

#[test]
fn no_database_is_begun_beside_it() {
    for is_empty in [false, true] {
        let world = world_with_bookings();
        let (left, moved) = moved_away(&world);
        if is_empty {
            fs::write(&left, "").unwrap();
        }
        let open = || BookingService::open(ServiceConfig { database: left.clone(), ..world.config() });
        let refusal = open().err().unwrap();
        assert!(matches!(refusal, OpenError::LogAlone { .. }), "{refusal}");
        assert!(refusal.to_string().contains("put the database file back"), "{refusal}");
        fs::rename(&moved, &left).unwrap();
        drop(open().unwrap());
        assert_eq!(count(&left), 3);
    }
}

#[test]
fn it_is_found_behind_a_link_too() {
    let world = world_with_bookings();
    let backup = world.folder.path().join("backup.db");
    maintenance::backup(&world.database(), &backup).unwrap();
    let (left, moved) = moved_away(&world);
    let link = world.folder.path().join("link.db");
    symlink("left.db", &link).unwrap();
    let open = || BookingService::open(ServiceConfig { database: link.clone(), ..world.config() });
    let refusal = open().err().unwrap();
    assert!(matches!(refusal, OpenError::LogAlone { .. }), "{refusal}");
    fs::rename(&moved, &left).unwrap();
    drop(open().unwrap());
    assert_eq!(count(&left), 3);
    fs::remove_file(&left).unwrap();
    assert_eq!(maintenance::restore(&link, &backup, now()).unwrap().bookings, 3);
    assert!(link.is_symlink() && left.is_file());
}

#[test]
fn an_empty_log_is_no_reason_to_refuse() {
    let mut world = World::closed(chrono_tz::Europe::Amsterdam);
    fs::write(format!("{}-wal", world.database().display()), "").unwrap();
    world.open().unwrap();
}
