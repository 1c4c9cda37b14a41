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

use crate::support::{Fixture, all, done, parsed, rows, slots};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
const KEY: &[u8; 32] = b"the key of the test fixtures, 32";

/// A fixture with the key of the SQL files and without a database.
fn fixture_with_key() -> Fixture {
    let fixture = Fixture::closed(Amsterdam);
    fs::write(fixture.key_file(), KEY).unwrap();
    fs::set_permissions(fixture.key_file(), fs::Permissions::from_mode(0o600)).unwrap();
    fixture
}

fn keyed(fixture: &Fixture) -> NewBookings {
    let account = fixture.get_accounts(None).unwrap().remove(0);
    NewBookings {
        place: Place::new(Location::X1, Some(SubLocation::B)).unwrap(),
        retry: RetryPolicy { interval: RetryInterval::try_from(300).unwrap(), auto_retry: true },
        idempotency_key: Some(parsed("attempt 1")),
        ..slots(&account, "2026-11-23", &["18:30", "09:00"])
    }
}

/// Creates active, inactive, archived and removed accounts, and bookings of every status.
fn tell_story(fixture: &Fixture) {
    let password = Some(Password::parse("open sesame".to_owned()).unwrap());
    let jdoe =
        done(fixture.add_account(NewAccount { netid: parsed("JDoe"), password, is_active: true, notify_email: None }))
            .unwrap();
    let left = fixture.account("leftus");
    done(fixture.add_account(NewAccount {
        netid: parsed("öff"),
        password: None,
        is_active: false,
        notify_email: None,
    }))
    .unwrap();
    done(fixture.delete_account(fixture.account("gone").id)).unwrap();
    let asked = fixture.book(keyed(fixture));
    let settled = fixture.book(slots(&jdoe, "2026-11-24", &["10:00", "11:00"]));
    let past = fixture.booked(&left, "2026-11-20", "10:00");
    fixture.set_clock("2026-11-22T09:31:00.123Z");
    done(fixture.mark_booking_confirmed(asked[0].id, parsed("REF-1"))).unwrap();
    done(fixture.mark_booking_failed(settled[0].id, parsed("no room\nleft"))).unwrap();
    done(fixture.cancel_booking(settled[1].id, Some(parsed("it's off")))).unwrap();
    fixture.set(past.id, Status::Confirmed);
    fixture.set_clock("2026-11-22T09:32:00Z");
    done(fixture.delete_account(left.id)).unwrap();
}

/// Everything that can be read, and the result of the next writes.
fn answers(fixture: &Fixture) -> Value {
    let bookings = fixture.list(&all(BookingFilter::default()));
    // The texts of audit entries stay as the older program wrote them.
    let without_text = |log: BookingLog| BookingLog { message: String::new(), ..log };
    let logs = |id| fixture.get_booking_logs(id).unwrap().into_iter().map(without_text).collect::<Vec<_>>();
    let logs: Vec<_> = bookings.iter().map(|booking| logs(booking.id)).collect();
    let query = StatisticsQuery { group_by: GroupBy::ALL.to_vec(), ..StatisticsQuery::default() };
    json!({
        "accounts": fixture.get_accounts(None).unwrap(),
        "bookings": bookings,
        "logs": logs,
        "statistics": fixture.get_booking_statistics(&query).unwrap(),
        "repeated": fixture.book(keyed(fixture)),
        "back": fixture.account("LEFTUS"),
        "next": fixture.account("next"),
    })
}

fn schema(fixture: &Fixture) -> Vec<String> {
    let shell = fixture.shell();
    let marks = ["PRAGMA application_id", "PRAGMA user_version"].map(|pragma| rows(&shell, pragma).concat());
    let objects = rows(&shell, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name");
    objects.into_iter().chain(marks).collect()
}

fn fixtures() -> Vec<String> {
    let files = fs::read_dir(FIXTURES).unwrap().map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    files.collect()
}

fn faults(fixture: &Fixture) -> Vec<Finding> {
    let findings = diagnose(&fixture.database(), &fixture.key_file(), &*fixture.config().clock).unwrap();
    findings.into_iter().filter(|finding| matches!(finding.verdict, Verdict::Problem(_))).collect()
}

#[test]
fn every_released_schema_is_migrated_and_its_data_is_served() {
    let mut fresh = fixture_with_key();
    fresh.open().unwrap();
    tell_story(&fresh);
    let expected = answers(&fresh);
    assert_eq!(expected["bookings"].as_array().unwrap().len(), 5);
    let fixtures = fixtures();
    assert!(!fixtures.is_empty());
    for sql in fixtures {
        let mut fixture = fixture_with_key();
        Connection::open(fixture.database()).unwrap().execute_batch(&sql).unwrap();
        fixture.set_clock("2026-11-22T09:32:00Z");
        assert_eq!(faults(&fixture), []);
        fixture.open().unwrap();
        assert_eq!(faults(&fixture), []);
        assert_eq!(schema(&fixture), schema(&fresh));
        assert_eq!(answers(&fixture), expected);
    }
}

#[test]
fn the_passwords_of_every_released_schema_still_need_their_key() {
    for sql in fixtures() {
        let mut fixture = fixture_with_key();
        Connection::open(fixture.database()).unwrap().execute_batch(&sql).unwrap();
        fs::write(fixture.key_file(), [7; 32]).unwrap();
        let refusal = fixture.open().unwrap_err();
        assert!(matches!(refusal, OpenError::KeyWrong { .. }), "{refusal}");
    }
}

#[test]
#[ignore = "writes the fixture of the current schema"]
fn write_fixture() {
    let mut fixture = fixture_with_key();
    fixture.open().unwrap();
    tell_story(&fixture);
    let version: i64 = fixture.shell().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    fixture.shut();
    let dump = Command::new("sqlite3").arg(fixture.database()).arg(".dump").output().unwrap();
    assert!(dump.status.success(), "{dump:?}");
    let marks = format!("PRAGMA application_id=0x626b6e67;\nPRAGMA user_version={version};\n");
    let sql = String::from_utf8(dump.stdout).unwrap() + &marks;
    fs::write(format!("{FIXTURES}/schema-{version}.sql"), sql).unwrap();
}
