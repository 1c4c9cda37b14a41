//! Opening and refusing database files.

use std::fs;
use std::os::unix::fs::symlink;

use booking_core::maintenance::{self, MaintenanceError};
use booking_core::{BookingService, OpenError, ServiceConfig};
use chrono_tz::Europe::Amsterdam;
use rusqlite::Connection;

use crate::support::{Fixture, NOW, parsed};

/// Opens a database that `prepare` filled. The refusal must not change its bytes.
fn refused_and_untouched(prepare: impl FnOnce(&Connection)) -> OpenError {
    let mut fixture = Fixture::closed(Amsterdam);
    let connection = Connection::open(fixture.database()).unwrap();
    prepare(&connection);
    connection.close().unwrap();
    let before = fs::read(fixture.database()).unwrap();
    let refusal = fixture.open().unwrap_err();
    assert_eq!(fs::read(fixture.database()).unwrap(), before, "{refusal}");
    refusal
}

#[test]
fn a_database_of_a_newer_version_is_refused() {
    let mut fixture = Fixture::new();
    fixture.shut();
    fixture.shell().pragma_update(None, "user_version", 1_000).unwrap();
    let before = fs::read(fixture.database()).unwrap();
    let refusal = fixture.open().unwrap_err();
    assert!(matches!(refusal, OpenError::Newer { found: 1_000, .. }), "{refusal}");
    assert_eq!(fs::read(fixture.database()).unwrap(), before);
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
    }
}

#[test]
fn a_database_with_another_application_id_is_refused() {
    let refusal = refused_and_untouched(|other| {
        other.execute_batch("CREATE TABLE accounts (id INTEGER); PRAGMA application_id = 252006674").unwrap();
    });
    assert!(matches!(refusal, OpenError::Foreign { .. }), "{refusal}");
}

#[test]
fn a_file_that_is_not_a_database_is_refused() {
    let mut fixture = Fixture::closed(Amsterdam);
    let text = "date,time,location\n".repeat(500);
    fs::write(fixture.database(), &text).unwrap();
    let refusal = fixture.open().unwrap_err();
    assert!(matches!(refusal, OpenError::Unusable { .. }), "{refusal}");
    assert_eq!(fs::read_to_string(fixture.database()).unwrap(), text);
}

#[test]
fn a_damaged_database_is_refused() {
    let mut fixture = Fixture::new();
    fixture.shut();
    let mut bytes = fs::read(fixture.database()).unwrap();
    bytes[100..2_000].fill(0xff);
    fs::write(fixture.database(), bytes).unwrap();
    let refusal = fixture.open().unwrap_err();
    assert!(matches!(refusal, OpenError::Unusable { .. }), "{refusal}");
}

#[test]
fn an_empty_file_becomes_a_database() {
    let mut fixture = Fixture::closed(Amsterdam);
    fs::write(fixture.database(), "").unwrap();
    fixture.open().unwrap();
    fixture.check_ready().unwrap();
    assert!(fixture.database_size() > 0);
}

#[test]
fn a_second_service_on_the_same_file_is_refused() {
    let mut fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let second = BookingService::open(fixture.config()).err().unwrap();
    assert!(matches!(second, OpenError::InUse { .. }), "{second}");
    fixture.shut();
    fixture.open().unwrap();
    assert_eq!(fixture.get_account(account.id).unwrap(), account);
}

#[test]
fn a_link_to_the_database_shares_its_lock() {
    let fixture = Fixture::new();
    let link = fixture.folder.path().join("link.db");
    symlink(fixture.database(), &link).unwrap();
    let second = BookingService::open(ServiceConfig { database: link.clone(), ..fixture.config() }).err().unwrap();
    assert!(matches!(second, OpenError::InUse { .. }), "{second}");
    let backup = fixture.folder.path().join("backup.db");
    maintenance::backup(&link, &backup).unwrap();
    let refusal = maintenance::restore(&link, &backup, parsed(NOW)).unwrap_err();
    assert!(matches!(refusal, MaintenanceError::Open(OpenError::InUse { .. })), "{refusal}");
}

#[test]
fn a_link_to_a_missing_file_creates_and_locks_its_target() {
    let fixture = Fixture::closed(Amsterdam);
    let (folder, links) = (fixture.folder.path(), fixture.folder.path().join("links"));
    fs::create_dir(&links).unwrap();
    symlink("../second.db", links.join("first.db")).unwrap();
    symlink(fixture.database(), folder.join("second.db")).unwrap();
    let linked = || BookingService::open(ServiceConfig { database: links.join("first.db"), ..fixture.config() });
    let first = linked().unwrap();
    assert!(fixture.database().is_file());
    let second = BookingService::open(fixture.config()).err().unwrap();
    assert!(matches!(second, OpenError::InUse { .. }), "{second}");
    drop(first);
    drop(BookingService::open(fixture.config()).unwrap());
    linked().unwrap();
}

#[test]
fn a_loop_of_links_is_refused() {
    let fixture = Fixture::closed(Amsterdam);
    symlink(fixture.database(), fixture.folder.path().join("back.db")).unwrap();
    symlink(fixture.folder.path().join("back.db"), fixture.database()).unwrap();
    let refusal = BookingService::open(fixture.config()).err().unwrap();
    assert!(matches!(refusal, OpenError::Unwritable { .. }), "{refusal}");
}

#[test]
fn opening_creates_the_folder() {
    let fixture = Fixture::closed(Amsterdam);
    let database = fixture.folder.path().join("some/where/bookings.db");
    let service = BookingService::open(ServiceConfig { database: database.clone(), ..fixture.config() }).unwrap();
    service.check_ready().unwrap();
    assert!(database.is_file());
}

#[test]
fn the_error_names_a_folder_that_cannot_be_created() {
    let fixture = Fixture::closed(Amsterdam);
    fs::write(fixture.folder.path().join("file"), "").unwrap();
    let database = fixture.folder.path().join("file/bookings.db");
    let refusal = BookingService::open(ServiceConfig { database, ..fixture.config() }).err().unwrap();
    assert!(matches!(&refusal, OpenError::Folder { path, .. } if path.ends_with("file")), "{refusal}");
}

#[test]
fn a_folder_in_place_of_the_database_is_refused() {
    let mut fixture = Fixture::closed(Amsterdam);
    fs::create_dir(fixture.database()).unwrap();
    let refusal = fixture.open().unwrap_err();
    assert!(matches!(refusal, OpenError::Unwritable { .. }), "{refusal}");
}

#[test]
fn a_restart_keeps_everything() {
    let mut fixture = Fixture::new();
    let account = fixture.account("jdoe");
    fixture.booked(&account, "2026-11-23", "10:00");
    let before = fixture.contents();
    fixture.shut();
    fixture.open().unwrap();
    assert_eq!(fixture.contents(), before);
}
