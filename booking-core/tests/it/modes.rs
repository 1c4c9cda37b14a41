//! Who can read the files: their owner alone, unless an operator lets others.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use booking_core::{BookingService, ServiceConfig, maintenance};
use chrono_tz::Europe::Amsterdam;

use crate::support::{NOW, World, parsed};

fn mode(file: &Path) -> u32 {
    fs::metadata(file).unwrap().permissions().mode() & 0o777
}

fn set_mode(file: &Path, mode: u32) {
    fs::set_permissions(file, Permissions::from_mode(mode)).unwrap();
}

/// The modes of all files in a folder, by name.
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

fn backup(world: &World) -> PathBuf {
    let target = world.folder.path().join("copies/backup.db");
    maintenance::backup(&world.database(), &target).unwrap();
    target
}

#[test]
fn what_is_made_is_its_owners_alone() {
    let world = World::closed(Amsterdam);
    let (outer, inner) = (world.folder.path().join("some"), world.folder.path().join("some/where"));
    let (database, key_file) = (inner.join("bookings.db"), inner.join("bookings.key"));
    let service = BookingService::open(ServiceConfig { database, key_file, ..world.config() }).unwrap();
    service.check_ready().unwrap();
    assert_eq!((mode(&outer), mode(&inner)), (0o700, 0o700));
    let names = ["bookings.db", "bookings.db-shm", "bookings.db-wal", "bookings.db.lock", "bookings.key"];
    assert_eq!(modes(&inner), all_of(0o600, &names));
}

#[test]
fn a_backup_is_its_owners_alone_whoever_may_read_the_database() {
    let mut world = World::new();
    set_mode(&world.database(), 0o644);
    let backup = backup(&world);
    assert_eq!(mode(backup.parent().unwrap()), 0o700);
    assert_eq!(modes(backup.parent().unwrap()), all_of(0o600, &["backup.db"]));
    world.shut();
    fs::remove_file(world.database()).unwrap();
    maintenance::restore(&world.database(), &backup, parsed(NOW)).unwrap();
    assert_eq!(mode(&world.database()), 0o600);
}

#[test]
fn what_is_there_keeps_its_mode() {
    let mut world = World::closed(Amsterdam);
    set_mode(world.folder.path(), 0o750);
    fs::write(world.database(), "").unwrap();
    set_mode(&world.database(), 0o660);
    world.open().unwrap();
    assert_eq!(mode(world.folder.path()), 0o750);
    let shared = ["bookings.db", "bookings.db-shm", "bookings.db-wal"];
    for (name, expected) in all_of(0o660, &shared) {
        assert_eq!(mode(&world.folder.path().join(&name)), expected, "{name}");
    }
}

#[test]
fn a_restored_database_keeps_the_mode_of_the_one_that_it_replaces() {
    for kept in [0o600, 0o640, 0o664] {
        let mut world = World::new();
        let backup = backup(&world);
        world.shut();
        set_mode(&world.database(), kept);
        maintenance::restore(&world.database(), &backup, parsed(NOW)).unwrap();
        let is_database = |name: &str| name == "bookings.db" || name.contains("before-restore");
        let found = modes(world.folder.path()).into_iter().filter(|(name, _)| is_database(name));
        let found: Vec<u32> = found.map(|(_, mode)| mode).collect();
        assert_eq!(found, [kept, kept], "the database and the safety copy");
    }
}
