//! Backup, restore and export.

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

use crate::support::{Fixture, NOW, all, calendar, done, parsed, slots};

pub(crate) fn fixture_with_bookings() -> Fixture {
    let fixture = Fixture::new();
    let ada = fixture.account("ada");
    fixture.book(slots(&ada, "2026-12-01", &["06:00", "07:00", "08:00"]));
    fixture
}

pub(crate) fn fixture_with_password() -> Fixture {
    let fixture = Fixture::new();
    let password = Some(Password::parse("open sesame".to_owned()).unwrap());
    done(fixture.add_account(NewAccount { netid: parsed("ada"), password, is_active: true, notify_email: None }))
        .unwrap();
    fixture
}

/// Copies a database as a power cut leaves it: its last bookings are only in the WAL.
pub(crate) fn cut_off(fixture: &Fixture) -> PathBuf {
    let left = fixture.folder.path().join("left.db");
    for suffix in ["", "-wal"] {
        let of = |path: &Path| PathBuf::from(format!("{}{suffix}", path.display()));
        fs::copy(of(&fixture.database()), of(&left)).unwrap();
    }
    left
}

pub(crate) fn count(database: &Path) -> i64 {
    Connection::open(database).unwrap().query_row("SELECT count(*) FROM bookings", [], |row| row.get(0)).unwrap()
}

pub(crate) fn now() -> Timestamp {
    parsed(NOW)
}

/// Stops the service, restores `backup` and starts the service again.
fn restored(fixture: &mut Fixture, backup: &Path) -> maintenance::Restored {
    fixture.shut();
    let restored = maintenance::restore(&fixture.database(), backup, now()).unwrap();
    fixture.open().unwrap();
    restored
}

/// The copy of the replaced database.
fn safety_copy(restored: &maintenance::Restored) -> &Path {
    let [file] = restored.kept.as_slice() else { panic!("{restored:?}") };
    file
}

#[test]
fn a_backup_is_made_while_the_service_runs() {
    let mut fixture = fixture_with_bookings();
    let before = fixture.list(&all(BookingFilter::default()));
    let backup = fixture.folder.path().join("backup.db");
    let made = maintenance::backup(&fixture.database(), &backup).unwrap();
    assert_eq!((made.bookings, made.has_passwords), (3, false));
    fixture.set(before[0].id, Status::Cancelled);

    let restored = restored(&mut fixture, &backup);
    assert_eq!(restored.bookings, 3);
    assert_eq!(fixture.list(&all(BookingFilter::default())), before);
    assert_eq!(fixture.get_booking_logs(before[0].id).unwrap().len(), 1);
}

#[test]
fn a_backup_reports_whether_it_has_passwords() {
    let fixture = fixture_with_password();
    let made = maintenance::backup(&fixture.database(), &fixture.folder.path().join("backup.db")).unwrap();
    assert!(made.has_passwords);
}

#[test]
fn a_backup_never_overwrites_a_file() {
    let fixture = fixture_with_bookings();
    let taken = fixture.folder.path().join("notes.txt");
    fs::write(&taken, "keep me").unwrap();
    let refusal = maintenance::backup(&fixture.database(), &taken).unwrap_err();
    assert!(matches!(refusal, MaintenanceError::Exists(_)), "{refusal}");
    assert_eq!(fs::read(&taken).unwrap(), b"keep me");
}

#[test]
fn backup_creates_the_folder() {
    let fixture = fixture_with_bookings();
    let target = fixture.folder.path().join("backups/of 2026/backup.db");
    maintenance::backup(&fixture.database(), &target).unwrap();
    assert_eq!(count(&target), 3);
}

#[test]
fn a_failed_backup_leaves_no_file() {
    let fixture = fixture_with_bookings();
    let target = fixture.database().join("backup.db");
    let refusal = maintenance::backup(&fixture.database(), &target).unwrap_err();
    assert!(matches!(refusal, MaintenanceError::File { .. }), "{refusal}");
    assert!(!target.exists());
    let missing = fixture.folder.path().join("missing.db");
    let refusal = maintenance::backup(&missing, &fixture.folder.path().join("backup.db")).unwrap_err();
    assert!(matches!(refusal, MaintenanceError::Missing(_)), "{refusal}");
    assert!(!missing.exists());
}

#[test]
fn maintenance_refuses_an_empty_file() {
    let mut fixture = fixture_with_bookings();
    let backup = fixture.folder.path().join("backup.db");
    let before = fixture.contents();
    fixture.shut();
    let of_no_bytes = fixture.folder.path().join("no bytes.db");
    let of_no_tables = fixture.folder.path().join("no tables.db");
    fs::write(&of_no_bytes, "").unwrap();
    Connection::open(&of_no_tables).unwrap().execute_batch("CREATE TABLE t (x); DROP TABLE t").unwrap();
    for empty in [&of_no_bytes, &of_no_tables] {
        let attempts = [
            maintenance::restore(&fixture.database(), empty, now()).err(),
            maintenance::backup(empty, &backup).err(),
            maintenance::diagnose(empty, &fixture.key_file(), &SystemClock).err(),
            maintenance::export(empty, &calendar(), |_| Ok::<_, ()>(())).err(),
        ];
        for refusal in attempts.map(Option::unwrap) {
            assert!(matches!(&refusal, MaintenanceError::Empty(path) if path == empty), "{refusal}");
        }
    }
    assert_eq!(fixture.contents(), before);
}

#[test]
fn maintenance_keeps_the_wal_of_an_empty_file() {
    let fixture = fixture_with_bookings();
    let left = cut_off(&fixture);
    let log = PathBuf::from(format!("{}-wal", left.display()));
    fs::write(&left, "").unwrap();
    let before = fs::read(&log).unwrap();
    maintenance::backup(&left, &fixture.folder.path().join("backup.db")).unwrap_err();
    assert_eq!(fs::read(&log).unwrap(), before);
}

#[test]
fn restore_keeps_the_old_database_with_its_wal() {
    let mut fixture = fixture_with_bookings();
    let backup = fixture.folder.path().join("backup.db");
    maintenance::backup(&fixture.database(), &backup).unwrap();
    let bea = fixture.account("bea");
    fixture.book(slots(&bea, "2026-12-02", &["06:00"]));

    let restored = restored(&mut fixture, &backup);
    assert_eq!(count(safety_copy(&restored)), 4);
    assert_eq!(fixture.list(&all(BookingFilter::default())).len(), 3);
}

#[test]
fn restore_includes_the_wal_of_the_backup() {
    let mut fixture = fixture_with_bookings();
    let before = fixture.list(&all(BookingFilter::default()));
    let left = cut_off(&fixture);
    fixture.booked(&fixture.get_accounts(None).unwrap()[0], "2026-12-02", "06:00");
    assert_eq!(restored(&mut fixture, &left).bookings, 3);
    assert_eq!(fixture.list(&all(BookingFilter::default())), before);
}

#[test]
fn restore_keeps_the_old_wal_in_the_safety_copy() {
    let mut fixture = fixture_with_bookings();
    let backup = fixture.folder.path().join("backup.db");
    maintenance::backup(&fixture.database(), &backup).unwrap();
    fixture.booked(&fixture.get_accounts(None).unwrap()[0], "2026-12-02", "06:00");
    let left = cut_off(&fixture);
    fixture.shut();
    let restored = maintenance::restore(&left, &backup, now()).unwrap();
    let safety_copy = safety_copy(&restored);
    assert!(!Path::new(&format!("{}-wal", safety_copy.display())).exists());
    assert_eq!((count(safety_copy), count(&left)), (4, 3));
}

#[test]
fn restore_refuses_a_database_whose_wal_another_program_reads() {
    let fixture = fixture_with_bookings();
    let backup = fixture.folder.path().join("backup.db");
    maintenance::backup(&fixture.database(), &backup).unwrap();
    fixture.booked(&fixture.get_accounts(None).unwrap()[0], "2026-12-02", "06:00");
    let left = cut_off(&fixture);
    let other = Connection::open(&left).unwrap();
    other.execute_batch("BEGIN; SELECT count(*) FROM bookings").unwrap();
    let refusal = maintenance::restore(&left, &backup, now()).unwrap_err();
    assert!(matches!(refusal, MaintenanceError::Open(OpenError::Locked { .. })), "{refusal}");
    drop(other);
    assert_eq!(count(&left), 4);
    assert!(!fixture.files().iter().any(|(name, _)| name.contains(".tmp")));
}

/// The other program would go on writing to a deleted file.
#[test]
fn restore_refuses_a_database_that_another_program_has_open() {
    let mut fixture = fixture_with_bookings();
    let backup = fixture.folder.path().join("backup.db");
    maintenance::backup(&fixture.database(), &backup).unwrap();
    fixture.shut();
    let other = Connection::open(fixture.database()).unwrap();
    let bookings = || other.query_row("SELECT count(*) FROM bookings", [], |row| row.get::<_, i64>(0));
    assert_eq!(bookings(), Ok(3));
    let refusal = maintenance::restore(&fixture.database(), &backup, now()).unwrap_err();
    assert!(matches!(refusal, MaintenanceError::Open(OpenError::Locked { .. })), "{refusal}");
    assert_eq!(bookings(), Ok(3));
    drop(other);
    assert_eq!(restored(&mut fixture, &backup).bookings, 3);
}

#[test]
fn restore_refuses_a_database_that_a_service_has_open() {
    let fixture = fixture_with_bookings();
    let backup = fixture.folder.path().join("backup.db");
    maintenance::backup(&fixture.database(), &backup).unwrap();
    let refusal = maintenance::restore(&fixture.database(), &backup, now()).unwrap_err();
    assert!(matches!(refusal, MaintenanceError::Open(OpenError::InUse { .. })), "{refusal}");
}

#[test]
fn a_damaged_or_newer_backup_is_refused() {
    let mut fixture = fixture_with_bookings();
    let backup = fixture.folder.path().join("backup.db");
    maintenance::backup(&fixture.database(), &backup).unwrap();
    fixture.shut();
    let whole = fs::read(&backup).unwrap();
    let before = fs::read(fixture.database()).unwrap();

    let truncated = whole[..whole.len() / 2].to_vec();
    let mut scrambled = whole.clone();
    scrambled[4_096..12_288].fill(0xa5);
    for damaged in [truncated, scrambled, b"no database at all".repeat(500)] {
        fs::write(&backup, damaged).unwrap();
        assert!(maintenance::restore(&fixture.database(), &backup, now()).is_err());
        assert_eq!(fs::read(fixture.database()).unwrap(), before);
    }

    fs::write(&backup, &whole).unwrap();
    Connection::open(&backup).unwrap().pragma_update(None, "user_version", 1_000).unwrap();
    let refusal = maintenance::restore(&fixture.database(), &backup, now()).unwrap_err();
    assert!(matches!(refusal, MaintenanceError::Open(OpenError::Newer { .. })), "{refusal}");
    assert_eq!(fs::read(fixture.database()).unwrap(), before);
}

#[test]
fn an_export_contains_every_booking_in_order() {
    let fixture = Fixture::new();
    let ada = fixture.account("ada");
    let times: Vec<String> = (0..45).map(|minute| format!("06:{minute:02}")).collect();
    let times: Vec<&str> = times.iter().map(String::as_str).collect();
    for day in 1..=28 {
        fixture.book(slots(&ada, &format!("2026-12-{day:02}"), &times));
    }
    let mut found = Vec::new();
    let count = maintenance::export(&fixture.database(), &calendar(), |booking| {
        found.push(booking.id);
        Ok::<_, std::io::Error>(())
    });
    assert_eq!(count.unwrap().unwrap(), 28 * 45);
    let listed: Vec<_> = fixture.list(&all(BookingFilter::default())).iter().map(|booking| booking.id).collect();
    assert_eq!(found, listed);
}

#[test]
fn an_export_stops_at_the_first_error_of_its_reader() {
    let fixture = fixture_with_bookings();
    let mut shown = 0;
    let outcome = maintenance::export(&fixture.database(), &calendar(), |_| {
        shown += 1;
        Err("gone")
    });
    assert_eq!((outcome.unwrap(), shown), (Err("gone"), 1));
}
