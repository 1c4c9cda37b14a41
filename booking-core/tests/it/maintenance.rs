//! What an operator does: back up while others write, put back, export.

use std::fs;
use std::path::{Path, PathBuf};

use booking_core::OpenError;
use booking_core::account::NewAccount;
use booking_core::clock::{SystemClock, Timestamp};
use booking_core::maintenance::{self, MaintenanceError};
use booking_core::password::Password;
use booking_core::query::BookingFilter;
use booking_core::status::Status;
use rusqlite::Connection;

use crate::support::{NOW, World, all, done, parsed, slots};

pub(crate) fn world_with_bookings() -> World {
    let world = World::new();
    let ada = world.account("ada");
    world.book(slots(&ada, "2026-12-01", &["06:00", "07:00", "08:00"]));
    world
}

pub(crate) fn world_with_password() -> World {
    let world = World::new();
    let password = Some(Password::parse("open sesame".to_owned()).unwrap());
    done(world.add_account(NewAccount { netid: parsed("ada"), password, is_active: true })).unwrap();
    world
}

/// What a power cut leaves of a database: bookings that are still in its log alone.
pub(crate) fn cut_off(world: &World) -> PathBuf {
    let left = world.folder.path().join("left.db");
    for suffix in ["", "-wal"] {
        let of = |path: &Path| PathBuf::from(format!("{}{suffix}", path.display()));
        fs::copy(of(&world.database()), of(&left)).unwrap();
    }
    left
}

pub(crate) fn count(database: &Path) -> i64 {
    Connection::open(database).unwrap().query_row("SELECT count(*) FROM bookings", [], |row| row.get(0)).unwrap()
}

pub(crate) fn now() -> Timestamp {
    parsed(NOW)
}

/// Takes the service of `world` away and puts `backup` in the place of its database.
fn restored(world: &mut World, backup: &Path) -> maintenance::Restored {
    world.shut();
    let restored = maintenance::restore(&world.database(), backup, now()).unwrap();
    world.open().unwrap();
    restored
}

/// The file in which a restore kept the database that it found.
fn safety_copy(restored: &maintenance::Restored) -> &Path {
    let [file] = restored.kept.as_slice() else { panic!("{restored:?}") };
    file
}

#[test]
fn a_backup_is_made_while_the_service_runs_and_holds_what_was_there() {
    let mut world = world_with_bookings();
    let before = world.list(&all(BookingFilter::default()));
    let backup = world.folder.path().join("backup.db");
    let made = maintenance::backup(&world.database(), &backup).unwrap();
    assert_eq!((made.bookings, made.has_passwords), (3, false));
    world.set(before[0].id, Status::Cancelled);

    let restored = restored(&mut world, &backup);
    assert_eq!(restored.bookings, 3);
    assert_eq!(world.list(&all(BookingFilter::default())), before);
    assert_eq!(world.get_booking_logs(before[0].id).unwrap().len(), 1);
}

#[test]
fn a_backup_says_whether_it_needs_the_key() {
    let world = world_with_password();
    let made = maintenance::backup(&world.database(), &world.folder.path().join("backup.db")).unwrap();
    assert!(made.has_passwords);
}

#[test]
fn a_backup_never_overwrites_a_file() {
    let world = world_with_bookings();
    let taken = world.folder.path().join("notes.txt");
    fs::write(&taken, "keep me").unwrap();
    let refusal = maintenance::backup(&world.database(), &taken).unwrap_err();
    assert!(matches!(refusal, MaintenanceError::Exists(_)), "{refusal}");
    assert_eq!(fs::read(&taken).unwrap(), b"keep me");
}

#[test]
fn the_folder_of_a_backup_is_made() {
    let world = world_with_bookings();
    let target = world.folder.path().join("backups/of 2026/backup.db");
    maintenance::backup(&world.database(), &target).unwrap();
    assert_eq!(count(&target), 3);
}

#[test]
fn a_backup_that_cannot_be_made_leaves_no_file() {
    let world = world_with_bookings();
    let target = world.database().join("backup.db");
    let refusal = maintenance::backup(&world.database(), &target).unwrap_err();
    assert!(matches!(refusal, MaintenanceError::File { .. }), "{refusal}");
    assert!(!target.exists());
    let missing = world.folder.path().join("missing.db");
    let refusal = maintenance::backup(&missing, &world.folder.path().join("backup.db")).unwrap_err();
    assert!(matches!(refusal, MaintenanceError::Missing(_)), "{refusal}");
    assert!(!missing.exists());
}

#[test]
fn an_empty_file_is_no_database_of_bookings() {
    let mut world = world_with_bookings();
    let backup = world.folder.path().join("backup.db");
    let before = world.contents();
    world.shut();
    let of_no_bytes = world.folder.path().join("no bytes.db");
    let of_no_tables = world.folder.path().join("no tables.db");
    fs::write(&of_no_bytes, "").unwrap();
    Connection::open(&of_no_tables).unwrap().execute_batch("CREATE TABLE t (x); DROP TABLE t").unwrap();
    for empty in [&of_no_bytes, &of_no_tables] {
        let attempts = [
            maintenance::restore(&world.database(), empty, now()).err(),
            maintenance::backup(empty, &backup).err(),
            maintenance::diagnose(empty, &world.key_file(), &SystemClock).err(),
            maintenance::export(empty, |_| Ok::<_, ()>(())).err(),
        ];
        for refusal in attempts.map(Option::unwrap) {
            assert!(matches!(&refusal, MaintenanceError::Empty(path) if path == empty), "{refusal}");
        }
    }
    assert_eq!(world.contents(), before);
}

#[test]
fn the_log_beside_an_empty_file_is_left_alone() {
    let world = world_with_bookings();
    let left = cut_off(&world);
    let log = PathBuf::from(format!("{}-wal", left.display()));
    fs::write(&left, "").unwrap();
    let before = fs::read(&log).unwrap();
    maintenance::backup(&left, &world.folder.path().join("backup.db")).unwrap_err();
    assert_eq!(fs::read(&log).unwrap(), before);
}

#[test]
fn restoring_keeps_what_was_there_with_its_log() {
    let mut world = world_with_bookings();
    let backup = world.folder.path().join("backup.db");
    maintenance::backup(&world.database(), &backup).unwrap();
    let bea = world.account("bea");
    world.book(slots(&bea, "2026-12-02", &["06:00"]));

    let restored = restored(&mut world, &backup);
    assert_eq!(count(safety_copy(&restored)), 4);
    assert_eq!(world.list(&all(BookingFilter::default())).len(), 3);
}

#[test]
fn what_is_only_in_the_log_of_a_backup_is_put_back() {
    let mut world = world_with_bookings();
    let before = world.list(&all(BookingFilter::default()));
    let left = cut_off(&world);
    world.booked(&world.get_accounts(None).unwrap()[0], "2026-12-02", "06:00");
    assert_eq!(restored(&mut world, &left).bookings, 3);
    assert_eq!(world.list(&all(BookingFilter::default())), before);
}

#[test]
fn what_is_only_in_the_log_of_the_database_is_kept_in_one_file() {
    let mut world = world_with_bookings();
    let backup = world.folder.path().join("backup.db");
    maintenance::backup(&world.database(), &backup).unwrap();
    world.booked(&world.get_accounts(None).unwrap()[0], "2026-12-02", "06:00");
    let left = cut_off(&world);
    world.shut();
    let restored = maintenance::restore(&left, &backup, now()).unwrap();
    let safety_copy = safety_copy(&restored);
    assert!(!Path::new(&format!("{}-wal", safety_copy.display())).exists());
    assert_eq!((count(safety_copy), count(&left)), (4, 3));
}

#[test]
fn nothing_is_restored_while_another_program_reads_what_is_in_the_log() {
    let world = world_with_bookings();
    let backup = world.folder.path().join("backup.db");
    maintenance::backup(&world.database(), &backup).unwrap();
    world.booked(&world.get_accounts(None).unwrap()[0], "2026-12-02", "06:00");
    let left = cut_off(&world);
    let other = Connection::open(&left).unwrap();
    other.execute_batch("BEGIN; SELECT count(*) FROM bookings").unwrap();
    let refusal = maintenance::restore(&left, &backup, now()).unwrap_err();
    assert!(matches!(refusal, MaintenanceError::Open(OpenError::Locked { .. })), "{refusal}");
    drop(other);
    assert_eq!(count(&left), 4);
    assert!(!world.files().iter().any(|(name, _)| name.contains(".tmp")));
}

/// It would go on writing to a file that is no more.
#[test]
fn nothing_is_restored_while_another_program_only_has_the_database_open() {
    let mut world = world_with_bookings();
    let backup = world.folder.path().join("backup.db");
    maintenance::backup(&world.database(), &backup).unwrap();
    world.shut();
    let other = Connection::open(world.database()).unwrap();
    let bookings = || other.query_row("SELECT count(*) FROM bookings", [], |row| row.get::<_, i64>(0));
    assert_eq!(bookings(), Ok(3));
    let refusal = maintenance::restore(&world.database(), &backup, now()).unwrap_err();
    assert!(matches!(refusal, MaintenanceError::Open(OpenError::Locked { .. })), "{refusal}");
    assert_eq!(bookings(), Ok(3));
    drop(other);
    assert_eq!(restored(&mut world, &backup).bookings, 3);
}

#[test]
fn nothing_is_restored_under_a_running_service() {
    let world = world_with_bookings();
    let backup = world.folder.path().join("backup.db");
    maintenance::backup(&world.database(), &backup).unwrap();
    let refusal = maintenance::restore(&world.database(), &backup, now()).unwrap_err();
    assert!(matches!(refusal, MaintenanceError::Open(OpenError::InUse { .. })), "{refusal}");
}

#[test]
fn a_damaged_or_foreign_backup_is_refused_and_the_database_stays_as_it_is() {
    let mut world = world_with_bookings();
    let backup = world.folder.path().join("backup.db");
    maintenance::backup(&world.database(), &backup).unwrap();
    world.shut();
    let whole = fs::read(&backup).unwrap();
    let before = fs::read(world.database()).unwrap();

    let truncated = whole[..whole.len() / 2].to_vec();
    let mut scrambled = whole.clone();
    scrambled[4_096..12_288].fill(0xa5);
    for damaged in [truncated, scrambled, b"no database at all".repeat(500)] {
        fs::write(&backup, damaged).unwrap();
        assert!(maintenance::restore(&world.database(), &backup, now()).is_err());
        assert_eq!(fs::read(world.database()).unwrap(), before);
    }

    fs::write(&backup, &whole).unwrap();
    Connection::open(&backup).unwrap().pragma_update(None, "user_version", 1_000).unwrap();
    let refusal = maintenance::restore(&world.database(), &backup, now()).unwrap_err();
    assert!(matches!(refusal, MaintenanceError::Open(OpenError::Newer { .. })), "{refusal}");
    assert_eq!(fs::read(world.database()).unwrap(), before);
}

#[test]
fn an_export_holds_every_booking_of_one_moment_in_order() {
    let world = World::new();
    let ada = world.account("ada");
    let times: Vec<String> = (0..45).map(|minute| format!("06:{minute:02}")).collect();
    let times: Vec<&str> = times.iter().map(String::as_str).collect();
    for day in 1..=28 {
        world.book(slots(&ada, &format!("2026-12-{day:02}"), &times));
    }
    let mut found = Vec::new();
    let count = maintenance::export(&world.database(), |booking| {
        found.push(booking.id);
        Ok::<_, std::io::Error>(())
    });
    assert_eq!(count.unwrap().unwrap(), 28 * 45);
    let listed: Vec<_> = world.list(&all(BookingFilter::default())).iter().map(|booking| booking.id).collect();
    assert_eq!(found, listed);
}

#[test]
fn an_export_stops_when_its_reader_has_gone() {
    let world = world_with_bookings();
    let mut shown = 0;
    let outcome = maintenance::export(&world.database(), |_| {
        shown += 1;
        Err("gone")
    });
    assert_eq!((outcome.unwrap(), shown), (Err("gone"), 1));
}
