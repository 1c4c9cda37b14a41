//! The modes of files and directories.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use booking_core::{BookingService, ServiceConfig, maintenance};
use chrono_tz::Europe::Amsterdam;

use crate::support::{Fixture, NOW, parsed};

fn mode(file: &Path) -> u32 {
    fs::metadata(file).unwrap().permissions().mode() & 0o777
}

fn set_mode(file: &Path, mode: u32) {
    fs::set_permissions(file, Permissions::from_mode(mode)).unwrap();
}

/// The names and modes of all files in a folder.
fn modes(folder: &Path) -> Vec<(String, u32)> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut modes: Vec<_> =
        files.map(|file| (file.file_name().unwrap().to_str().unwrap().to_owned(), mode(&file))).collect();
    modes.sort();
    modes
}

fn all_of(mode: u32, names: &[&str]) -> Vec<(String, u32)> {
    names.iter().map(|name| ((*name).to_owned(), mode)).collect()
}

fn backup(fixture: &Fixture) -> PathBuf {
    let target = fixture.folder.path().join("copies/backup.db");
    maintenance::backup(&fixture.database(), &target).unwrap();
    target
}

#[test]
fn new_files_have_mode_0600_and_directories_0700() {
    let fixture = Fixture::closed(Amsterdam);
    let (outer, inner) = (fixture.folder.path().join("some"), fixture.folder.path().join("some/where"));
    let (database, key_file) = (inner.join("bookings.db"), inner.join("bookings.key"));
    let service = BookingService::open(ServiceConfig { database, key_file, ..fixture.config() }).unwrap();
    service.check_ready().unwrap();
    assert_eq!((mode(&outer), mode(&inner)), (0o700, 0o700));
    let names = ["bookings.db", "bookings.db-shm", "bookings.db-wal", "bookings.db.lock", "bookings.key"];
    assert_eq!(modes(&inner), all_of(0o600, &names));
}

#[test]
fn backup_files_have_mode_0600_and_directories_0700() {
    let mut fixture = Fixture::new();
    set_mode(&fixture.database(), 0o644);
    let backup = backup(&fixture);
    assert_eq!(mode(backup.parent().unwrap()), 0o700);
    assert_eq!(modes(backup.parent().unwrap()), all_of(0o600, &["backup.db"]));
    fixture.shut();
    fs::remove_file(fixture.database()).unwrap();
    maintenance::restore(&fixture.database(), &backup, parsed(NOW)).unwrap();
    assert_eq!(mode(&fixture.database()), 0o600);
}

#[test]
fn existing_files_keep_their_mode() {
    let mut fixture = Fixture::closed(Amsterdam);
    set_mode(fixture.folder.path(), 0o750);
    fs::write(fixture.database(), "").unwrap();
    set_mode(&fixture.database(), 0o660);
    fixture.open().unwrap();
    assert_eq!(mode(fixture.folder.path()), 0o750);
    let shared = ["bookings.db", "bookings.db-shm", "bookings.db-wal"];
    for (name, expected) in all_of(0o660, &shared) {
        assert_eq!(mode(&fixture.folder.path().join(&name)), expected, "{name}");
    }
}

#[test]
fn a_restored_database_keeps_the_old_mode() {
    for kept in [0o600, 0o640, 0o664] {
        let mut fixture = Fixture::new();
        let backup = backup(&fixture);
        fixture.shut();
        set_mode(&fixture.database(), kept);
        maintenance::restore(&fixture.database(), &backup, parsed(NOW)).unwrap();
        let is_database = |name: &str| name == "bookings.db" || name.contains("before-restore");
        let found = modes(fixture.folder.path()).into_iter().filter(|(name, _)| is_database(name));
        let found: Vec<u32> = found.map(|(_, mode)| mode).collect();
        assert_eq!(found, [kept, kept], "the database and the safety copy");
    }
}
