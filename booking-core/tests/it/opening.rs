//! Which files are opened, and which are refused and left as they are.

use std::fs;
use std::os::unix::fs::symlink;

use booking_core::maintenance::{self, MaintenanceError};
use booking_core::{BookingService, OpenError, ServiceConfig};
use chrono_tz::Europe::Amsterdam;
use rusqlite::Connection;

use crate::support::{NOW, World, parsed};

/// Opens a database that holds what `prepare` put there, and sees that the refusal left its bytes alone.
fn refused_and_untouched(prepare: impl FnOnce(&Connection)) -> OpenError {
    let mut world = World::closed(Amsterdam);
    let connection = Connection::open(world.database()).unwrap();
    prepare(&connection);
    connection.close().unwrap();
    let before = fs::read(world.database()).unwrap();
    let refusal = world.open().unwrap_err();
    assert_eq!(fs::read(world.database()).unwrap(), before, "{refusal}");
    refusal
}

#[test]
fn a_database_of_a_newer_version_is_refused() {
    let mut world = World::new();
    world.shut();
    world.shell().pragma_update(None, "user_version", 1_000).unwrap();
    let before = fs::read(world.database()).unwrap();
    let refusal = world.open().unwrap_err();
    assert!(matches!(refusal, OpenError::Newer { found: 1_000, .. }), "{refusal}");
    assert_eq!(fs::read(world.database()).unwrap(), before);
}

#[test]
fn a_database_of_an_unreleased_version_is_refused() {
    for version in 1..=3 {
        let refusal = refused_and_untouched(|old| {
            old.execute_batch("CREATE TABLE accounts (id INTEGER); PRAGMA application_id = 0x626b6e67").unwrap();
            old.pragma_update(None, "user_version", version).unwrap();
        });
        assert!(matches!(refusal, OpenError::Unreleased { found, .. } if found == version), "{refusal}");
    }
}

#[test]
fn a_database_of_another_program_is_refused_whatever_version_it_has() {
    for version in [0, 1, 75] {
        let refusal = refused_and_untouched(|other| {
            other.execute_batch("CREATE TABLE recipes (title TEXT); INSERT INTO recipes VALUES ('soup')").unwrap();
            other.pragma_update(None, "user_version", version).unwrap();
        });
        assert!(matches!(refusal, OpenError::Foreign { .. }), "version {version}: {refusal}");
        assert!(refusal.to_string().ends_with("is a SQLite database of another program: name another file"));
    }
}

#[test]
fn a_database_of_another_program_that_marks_its_files_is_refused() {
    let refusal = refused_and_untouched(|other| {
        other.execute_batch("CREATE TABLE accounts (id INTEGER); PRAGMA application_id = 252006674").unwrap();
    });
    assert!(matches!(refusal, OpenError::Foreign { .. }), "{refusal}");
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let mut world = World::closed(Amsterdam);
    let text = "date,time,location\n".repeat(500);
    fs::write(world.database(), &text).unwrap();
    let refusal = world.open().unwrap_err();
    assert!(matches!(refusal, OpenError::Unusable { .. }), "{refusal}");
    assert_eq!(fs::read_to_string(world.database()).unwrap(), text);
}

#[test]
fn a_damaged_database_is_refused() {
    let mut world = World::new();
    world.shut();
    let mut bytes = fs::read(world.database()).unwrap();
    bytes[100..2_000].fill(0xff);
    fs::write(world.database(), bytes).unwrap();
    let refusal = world.open().unwrap_err();
    assert!(matches!(refusal, OpenError::Unusable { .. }), "{refusal}");
}

#[test]
fn an_empty_file_becomes_a_database() {
    let mut world = World::closed(Amsterdam);
    fs::write(world.database(), "").unwrap();
    world.open().unwrap();
    world.check_ready().unwrap();
    assert!(world.database_size() > 0);
}

#[test]
fn a_second_service_on_the_same_file_is_refused_until_the_first_one_is_gone() {
    let mut world = World::new();
    let account = world.account("jdoe");
    let second = BookingService::open(world.config()).err().unwrap();
    assert!(matches!(second, OpenError::InUse { .. }), "{second}");
    assert!(second.to_string().ends_with("is in use by another bridge: stop that one first or name another file"));
    world.shut();
    world.open().unwrap();
    assert_eq!(world.get_account(account.id).unwrap(), account);
}

#[test]
fn a_link_to_the_file_is_the_same_file() {
    let world = World::new();
    let link = world.folder.path().join("link.db");
    symlink(world.database(), &link).unwrap();
    let second = BookingService::open(ServiceConfig { database: link.clone(), ..world.config() }).err().unwrap();
    assert!(matches!(second, OpenError::InUse { .. }), "{second}");
    let backup = world.folder.path().join("backup.db");
    maintenance::backup(&link, &backup).unwrap();
    let refusal = maintenance::restore(&link, &backup, parsed(NOW)).unwrap_err();
    assert!(matches!(refusal, MaintenanceError::Open(OpenError::InUse { .. })), "{refusal}");
}

#[test]
fn a_link_to_a_file_that_is_not_there_yet_is_that_file() {
    let world = World::closed(Amsterdam);
    let (folder, links) = (world.folder.path(), world.folder.path().join("links"));
    fs::create_dir(&links).unwrap();
    symlink("../second.db", links.join("first.db")).unwrap();
    symlink(world.database(), folder.join("second.db")).unwrap();
    let linked = || BookingService::open(ServiceConfig { database: links.join("first.db"), ..world.config() });
    let first = linked().unwrap();
    assert!(world.database().is_file());
    let second = BookingService::open(world.config()).err().unwrap();
    assert!(matches!(second, OpenError::InUse { .. }), "{second}");
    drop(first);
    drop(BookingService::open(world.config()).unwrap());
    linked().unwrap();
}

#[test]
fn a_circle_of_links_is_refused() {
    let world = World::closed(Amsterdam);
    symlink(world.database(), world.folder.path().join("back.db")).unwrap();
    symlink(world.folder.path().join("back.db"), world.database()).unwrap();
    let refusal = BookingService::open(world.config()).err().unwrap();
    assert!(matches!(refusal, OpenError::Unwritable { .. }), "{refusal}");
}

#[test]
fn the_folder_of_the_database_is_made() {
    let world = World::closed(Amsterdam);
    let database = world.folder.path().join("some/where/bookings.db");
    let service = BookingService::open(ServiceConfig { database: database.clone(), ..world.config() }).unwrap();
    service.check_ready().unwrap();
    assert!(database.is_file());
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let world = World::closed(Amsterdam);
    fs::write(world.folder.path().join("file"), "").unwrap();
    let database = world.folder.path().join("file/bookings.db");
    let refusal = BookingService::open(ServiceConfig { database, ..world.config() }).err().unwrap();
    assert!(matches!(&refusal, OpenError::Folder { path, .. } if path.ends_with("file")), "{refusal}");
}

#[test]
fn a_folder_where_the_database_should_be_is_refused() {
    let mut world = World::closed(Amsterdam);
    fs::create_dir(world.database()).unwrap();
    let refusal = world.open().unwrap_err();
    assert!(matches!(refusal, OpenError::Unwritable { .. }), "{refusal}");
}

#[test]
fn a_restart_keeps_everything() {
    let mut world = World::new();
    let account = world.account("jdoe");
    world.booked(&account, "2026-11-23", "10:00");
    let before = world.contents();
    world.shut();
    world.open().unwrap();
    assert_eq!(world.contents(), before);
}
