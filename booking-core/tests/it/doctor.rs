//! The checks of doctor, which backup and restore run too.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use booking_core::clock::{Clock, Timestamp};
use booking_core::maintenance::{self, Finding, MaintenanceError, Verdict};

use crate::maintenance::{fixture_with_bookings, fixture_with_password, now};
use crate::support::{Fixture, parsed};

/// A clock that shows a fixed time.
struct At(Timestamp);

impl Clock for At {
    fn now(&self) -> Timestamp {
        self.0
    }
}

fn problems(fixture: &Fixture) -> Vec<Finding> {
    let findings = maintenance::diagnose(&fixture.database(), &fixture.key_file(), &At(now())).unwrap();
    findings.into_iter().filter(|finding| matches!(finding.verdict, Verdict::Problem(_))).collect()
}

#[test]
fn doctor_finds_no_problem_in_an_intact_database() {
    assert_eq!(problems(&fixture_with_bookings()), []);
    assert_eq!(problems(&fixture_with_password()), []);
}

#[test]
fn doctor_finds_wrong_counters() {
    let fixture = fixture_with_bookings();
    for table in ["account_totals", "hourly_totals"] {
        fixture.shell().execute(&format!("UPDATE {table} SET pending = pending + 1"), []).unwrap();
        let found = problems(&fixture);
        assert_eq!(found.iter().map(|finding| finding.subject).collect::<Vec<_>>(), ["counters"]);
        fixture.shell().execute(&format!("UPDATE {table} SET pending = pending - 1"), []).unwrap();
        assert_eq!(problems(&fixture), []);
    }
    fixture.shell().execute("DELETE FROM account_totals", []).unwrap();
    assert_eq!(problems(&fixture)[0].subject, "counters");
}

#[test]
fn doctor_finds_a_missing_or_wrong_key() {
    let fixture = fixture_with_password();
    let key = fs::read(fixture.key_file()).unwrap();
    fs::write(fixture.key_file(), key.iter().rev().copied().collect::<Vec<_>>()).unwrap();
    assert_eq!(problems(&fixture)[0].subject, "key");
    fs::remove_file(fixture.key_file()).unwrap();
    assert_eq!(problems(&fixture)[0].subject, "key");
}

#[test]
fn doctor_finds_an_unusable_key_that_no_password_needs() {
    let mut fixture = fixture_with_bookings();
    fs::set_permissions(fixture.key_file(), fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(problems(&fixture)[0].subject, "key");
    fixture.shut();
    assert!(fixture.open().is_err());
    fs::remove_file(fixture.key_file()).unwrap();
    assert_eq!(problems(&fixture), []);
    assert!(!fixture.key_file().exists());
}

#[test]
fn doctor_finds_a_clock_behind_the_last_change() {
    let fixture = fixture_with_bookings();
    let earlier = At(parsed("2026-11-22T09:29:59.999Z"));
    let findings = maintenance::diagnose(&fixture.database(), &fixture.key_file(), &earlier).unwrap();
    let clock = findings.iter().find(|finding| finding.subject == "clock").unwrap();
    assert!(matches!(&clock.verdict, Verdict::Problem(text) if text.contains("set the clock")));
}

#[test]
fn doctor_finds_a_clock_outside_the_years_of_bookings() {
    let fixture = fixture_with_bookings();
    for moment in ["1999-12-31T23:59:59.999Z", "2101-01-01T00:00:00.000Z"] {
        let findings = maintenance::diagnose(&fixture.database(), &fixture.key_file(), &At(parsed(moment))).unwrap();
        let clock = findings.iter().find(|finding| finding.subject == "clock").unwrap();
        assert!(matches!(&clock.verdict, Verdict::Problem(text) if text.contains("2000 to 2100")), "{clock:?}");
    }
}

#[test]
fn doctor_finds_broken_references() {
    let fixture = fixture_with_bookings();
    let shell = fixture.shell();
    shell.pragma_update(None, "foreign_keys", false).unwrap();
    shell.execute("DELETE FROM accounts", []).unwrap();
    assert_eq!(problems(&fixture)[0].subject, "integrity");
}

#[test]
fn doctor_finds_missing_and_changed_schema_objects() {
    let damages = [
        ("DROP INDEX bookings_active_slot", "index bookings_active_slot"),
        ("DROP TRIGGER bookings_are_kept", "trigger bookings_are_kept"),
        ("DROP TRIGGER booking_logs_are_final", "trigger booking_logs_are_final"),
        (
            "DROP INDEX bookings_active_slot; CREATE INDEX bookings_active_slot ON bookings (account_id, booking_date, time_slot)",
            "index bookings_active_slot",
        ),
    ];
    for (damage, named) in damages {
        let fixture = fixture_with_bookings();
        fixture.shell().execute_batch(damage).unwrap();
        let found = problems(&fixture);
        assert_eq!(found.iter().map(|finding| finding.subject).collect::<Vec<_>>(), ["schema"]);
        assert!(matches!(&found[0].verdict, Verdict::Problem(text) if text.contains(named)), "{found:?}");
    }
}

#[test]
fn doctor_ignores_objects_that_an_operator_added() {
    let fixture = fixture_with_bookings();
    fixture.shell().execute_batch("CREATE VIEW mine AS SELECT * FROM bookings; ANALYZE").unwrap();
    assert_eq!(problems(&fixture), []);
}

#[test]
fn a_database_without_its_triggers_is_neither_backed_up_nor_restored() {
    let mut fixture = fixture_with_bookings();
    let backup = fixture.folder.path().join("backup.db");
    maintenance::backup(&fixture.database(), &backup).unwrap();
    for file in [&backup, &fixture.database()] {
        rusqlite::Connection::open(file).unwrap().execute_batch("DROP INDEX bookings_active_slot").unwrap();
    }
    let blames = |refusal: MaintenanceError, file: &std::path::Path| {
        assert!(matches!(&refusal, MaintenanceError::Damaged { path, .. } if path == file), "{refusal}");
        assert!(refusal.to_string().contains("index bookings_active_slot"), "{refusal}");
    };
    let another = fixture.folder.path().join("another.db");
    blames(maintenance::backup(&fixture.database(), &another).unwrap_err(), &fixture.database());
    fixture.shut();
    blames(maintenance::restore(&fixture.database(), &backup, now()).unwrap_err(), &backup);
    assert!(!another.exists());
}
