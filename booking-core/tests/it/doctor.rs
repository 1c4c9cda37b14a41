//! What the doctor finds, and what a backup and a restore find too.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use booking_core::clock::{Clock, Timestamp};
use booking_core::maintenance::{self, Finding, MaintenanceError, Verdict};

use crate::maintenance::{now, world_with_bookings, world_with_password};
use crate::support::{World, parsed};

/// A clock that stands still.
struct At(Timestamp);

impl Clock for At {
    fn now(&self) -> Timestamp {
        self.0
    }
}

fn problems(world: &World) -> Vec<Finding> {
    let findings = maintenance::diagnose(&world.database(), &world.key_file(), &At(now())).unwrap();
    findings.into_iter().filter(|finding| matches!(finding.verdict, Verdict::Problem(_))).collect()
}

#[test]
fn the_doctor_finds_nothing_in_a_sound_database() {
    assert_eq!(problems(&world_with_bookings()), []);
    assert_eq!(problems(&world_with_password()), []);
}

#[test]
fn the_doctor_finds_counters_that_are_off() {
    let world = world_with_bookings();
    for table in ["account_totals", "hourly_totals"] {
        world.shell().execute(&format!("UPDATE {table} SET pending = pending + 1"), []).unwrap();
        let found = problems(&world);
        assert_eq!(found.iter().map(|finding| finding.subject).collect::<Vec<_>>(), ["counters"]);
        world.shell().execute(&format!("UPDATE {table} SET pending = pending - 1"), []).unwrap();
        assert_eq!(problems(&world), []);
    }
    world.shell().execute("DELETE FROM account_totals", []).unwrap();
    assert_eq!(problems(&world)[0].subject, "counters");
}

#[test]
fn the_doctor_finds_a_key_that_is_missing_or_wrong() {
    let world = world_with_password();
    let key = fs::read(world.key_file()).unwrap();
    fs::write(world.key_file(), key.iter().rev().copied().collect::<Vec<_>>()).unwrap();
    assert_eq!(problems(&world)[0].subject, "key");
    fs::remove_file(world.key_file()).unwrap();
    assert_eq!(problems(&world)[0].subject, "key");
}

#[test]
fn the_doctor_finds_a_key_that_the_bridge_refuses_though_no_password_needs_it() {
    let mut world = world_with_bookings();
    fs::set_permissions(world.key_file(), fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(problems(&world)[0].subject, "key");
    world.shut();
    assert!(world.open().is_err());
    fs::remove_file(world.key_file()).unwrap();
    assert_eq!(problems(&world), []);
    assert!(!world.key_file().exists());
}

#[test]
fn the_doctor_finds_a_clock_that_is_behind_the_last_change() {
    let world = world_with_bookings();
    let earlier = At(parsed("2026-11-22T09:29:59.999Z"));
    let findings = maintenance::diagnose(&world.database(), &world.key_file(), &earlier).unwrap();
    let clock = findings.iter().find(|finding| finding.subject == "clock").unwrap();
    assert!(matches!(&clock.verdict, Verdict::Problem(text) if text.contains("set the machine's clock")));
}

#[test]
fn the_doctor_finds_references_to_rows_that_are_not_there() {
    let world = world_with_bookings();
    let shell = world.shell();
    shell.pragma_update(None, "foreign_keys", false).unwrap();
    shell.execute("DELETE FROM accounts", []).unwrap();
    assert_eq!(problems(&world)[0].subject, "integrity");
}

#[test]
fn the_doctor_finds_what_is_missing_or_changed_in_the_schema() {
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
        let world = world_with_bookings();
        world.shell().execute_batch(damage).unwrap();
        let found = problems(&world);
        assert_eq!(found.iter().map(|finding| finding.subject).collect::<Vec<_>>(), ["schema"]);
        assert!(matches!(&found[0].verdict, Verdict::Problem(text) if text.contains(named)), "{found:?}");
    }
}

#[test]
fn what_an_operator_adds_is_no_fault() {
    let world = world_with_bookings();
    world.shell().execute_batch("CREATE VIEW mine AS SELECT * FROM bookings; ANALYZE").unwrap();
    assert_eq!(problems(&world), []);
}

#[test]
fn a_database_without_its_guards_is_neither_backed_up_nor_restored() {
    let mut world = world_with_bookings();
    let backup = world.folder.path().join("backup.db");
    maintenance::backup(&world.database(), &backup).unwrap();
    for file in [&backup, &world.database()] {
        rusqlite::Connection::open(file).unwrap().execute_batch("DROP INDEX bookings_active_slot").unwrap();
    }
    let blames = |refusal: MaintenanceError, file: &std::path::Path| {
        assert!(matches!(&refusal, MaintenanceError::Damaged { path, .. } if path == file), "{refusal}");
        assert!(refusal.to_string().contains("index bookings_active_slot"), "{refusal}");
    };
    let another = world.folder.path().join("another.db");
    blames(maintenance::backup(&world.database(), &another).unwrap_err(), &world.database());
    world.shut();
    blames(maintenance::restore(&world.database(), &backup, now()).unwrap_err(), &backup);
    assert!(!another.exists());
}
