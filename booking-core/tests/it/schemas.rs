//! Files of every released schema are migrated without loss.
//!
//! `fixtures/schema-N.sql` is a dump of a database that a program of schema version N made with [`tell_story`].
//! `cargo test -p booking-core --test it write_fixture -- --ignored` writes the dump of the current version: run it when a
//! version is about to be released, and keep the older files.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use booking_core::OpenError;
use booking_core::account::NewAccount;
use booking_core::audit::BookingLog;
use booking_core::booking::NewBookings;
use booking_core::maintenance::{Finding, Verdict, diagnose};
use booking_core::password::Password;
use booking_core::query::BookingFilter;
use booking_core::retry_policy::{RetryInterval, RetryPolicy};
use booking_core::slot::{Location, Place, SubLocation};
use booking_core::statistics::{GroupBy, StatisticsQuery};
use booking_core::status::Status;
use chrono_tz::Europe::Amsterdam;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::support::{World, all, done, parsed, rows, slots};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
const KEY: &[u8; 32] = b"the key of the test fixtures, 32";

/// A folder with the fixtures' key and without a database.
fn world_with_key() -> World {
    let world = World::closed(Amsterdam);
    fs::write(world.key_file(), KEY).unwrap();
    fs::set_permissions(world.key_file(), fs::Permissions::from_mode(0o600)).unwrap();
    world
}

fn keyed(world: &World) -> NewBookings {
    let account = world.get_accounts(None).unwrap().remove(0);
    NewBookings {
        place: Place::new(Location::X1, Some(SubLocation::B)).unwrap(),
        retry: RetryPolicy { interval: RetryInterval::try_from(300).unwrap(), auto_retry: true },
        idempotency_key: Some(parsed("attempt 1")),
        ..slots(&account, "2026-11-23", &["18:30", "09:00"])
    }
}

/// A little of everything: accounts that are on, off, archived and removed, and bookings of every status.
fn tell_story(world: &World) {
    let password = Some(Password::parse("open sesame".to_owned()).unwrap());
    let jdoe = done(world.add_account(NewAccount { netid: parsed("JDoe"), password, is_active: true })).unwrap();
    let left = world.account("leftus");
    done(world.add_account(NewAccount { netid: parsed("öff"), password: None, is_active: false })).unwrap();
    done(world.delete_account(world.account("gone").id)).unwrap();
    let asked = world.book(keyed(world));
    let settled = world.book(slots(&jdoe, "2026-11-24", &["10:00", "11:00"]));
    let past = world.booked(&left, "2026-11-20", "10:00");
    world.set_clock("2026-11-22T09:31:00.123Z");
    done(world.mark_booking_confirmed(asked[0].id, parsed("REF-1"))).unwrap();
    done(world.mark_booking_failed(settled[0].id, parsed("no room\nleft"))).unwrap();
    done(world.cancel_booking(settled[1].id, Some(parsed("it's off")))).unwrap();
    world.set(past.id, Status::Confirmed);
    world.set_clock("2026-11-22T09:32:00Z");
    done(world.delete_account(left.id)).unwrap();
}

/// Everything that can be read of a world, and what comes next in it.
fn answers(world: &World) -> Value {
    let bookings = world.list(&all(BookingFilter::default()));
    // The texts of audit entries stay as the older program wrote them.
    let without_text = |log: BookingLog| BookingLog { message: String::new(), ..log };
    let logs = |id| world.get_booking_logs(id).unwrap().into_iter().map(without_text).collect::<Vec<_>>();
    let logs: Vec<_> = bookings.iter().map(|booking| logs(booking.id)).collect();
    let query = StatisticsQuery { group_by: GroupBy::ALL.to_vec(), ..StatisticsQuery::default() };
    json!({
        "accounts": world.get_accounts(None).unwrap(),
        "bookings": bookings,
        "logs": logs,
        "statistics": world.get_booking_statistics(&query).unwrap(),
        "repeated": world.book(keyed(world)),
        "back": world.account("LEFTUS"),
        "next": world.account("next"),
    })
}

fn schema(world: &World) -> Vec<String> {
    let shell = world.shell();
    let marks = ["PRAGMA application_id", "PRAGMA user_version"].map(|pragma| rows(&shell, pragma).concat());
    let objects = rows(&shell, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name");
    objects.into_iter().chain(marks).collect()
}

fn fixtures() -> Vec<String> {
    let files = fs::read_dir(FIXTURES).unwrap().map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    files.collect()
}

fn faults(world: &World) -> Vec<Finding> {
    let findings = diagnose(&world.database(), &world.key_file(), &*world.config().clock).unwrap();
    findings.into_iter().filter(|finding| matches!(finding.verdict, Verdict::Problem(_))).collect()
}

#[test]
fn every_released_schema_is_migrated_and_its_data_is_served() {
    let mut fresh = world_with_key();
    fresh.open().unwrap();
    tell_story(&fresh);
    let expected = answers(&fresh);
    assert_eq!(expected["bookings"].as_array().unwrap().len(), 5);
    let fixtures = fixtures();
    assert!(!fixtures.is_empty());
    for sql in fixtures {
        let mut world = world_with_key();
        Connection::open(world.database()).unwrap().execute_batch(&sql).unwrap();
        world.set_clock("2026-11-22T09:32:00Z");
        assert_eq!(faults(&world), []);
        world.open().unwrap();
        assert_eq!(faults(&world), []);
        assert_eq!(schema(&world), schema(&fresh));
        assert_eq!(answers(&world), expected);
    }
}

#[test]
fn the_passwords_of_every_released_schema_still_need_their_key() {
    for sql in fixtures() {
        let mut world = world_with_key();
        Connection::open(world.database()).unwrap().execute_batch(&sql).unwrap();
        fs::write(world.key_file(), [7; 32]).unwrap();
        let refusal = world.open().unwrap_err();
        assert!(matches!(refusal, OpenError::KeyWrong { .. }), "{refusal}");
    }
}

#[test]
#[ignore = "writes the fixture of the current schema"]
fn write_fixture() {
    let mut world = world_with_key();
    world.open().unwrap();
    tell_story(&world);
    let version: i64 = world.shell().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    world.shut();
    let dump = Command::new("sqlite3").arg(world.database()).arg(".dump").output().unwrap();
    assert!(dump.status.success(), "{dump:?}");
    let marks = format!("PRAGMA application_id=0x626b6e67;\nPRAGMA user_version={version};\n");
    let sql = String::from_utf8(dump.stdout).unwrap() + &marks;
    fs::write(format!("{FIXTURES}/schema-{version}.sql"), sql).unwrap();
}
