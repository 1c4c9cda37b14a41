//! The database file refuses invalid writes of every program, not only of this one.

use booking_core::booking::NewBookings;
use booking_core::clock::SystemClock;
use booking_core::maintenance::{self, Verdict};
use rusqlite::{Connection, ErrorCode};

use crate::support::{Fixture, done, parsed, slots};

const BOOKING: &str = "INSERT INTO bookings (account_id, booking_date, time_slot, location, status, retry_interval, auto_retry, \
     created_at, updated_at) VALUES (1, '2026-11-24', '10:00:00', 'X1', 'pending', 60, 0, 5, 5)";
const SAME_SLOT: &str = "INSERT INTO bookings (account_id, booking_date, time_slot, location, status, retry_interval, \
     auto_retry, created_at, updated_at) VALUES (1, '2026-11-23', '10:00:00', 'X1', 'pending', 60, 0, 5, 5)";
const LOG: &str = "INSERT INTO booking_logs (booking_id, event_type, message, created_at) VALUES (1, 'update', 'x', 5)";

/// An account (1) with a booking (1), its audit entry and its idempotency key, and an account (2) without bookings.
fn fixture() -> Fixture {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    fixture.account("other");
    let key = Some(parsed("k1"));
    fixture.book(NewBookings { idempotency_key: key, ..slots(&account, "2026-11-23", &["10:00"]) });
    fixture
}

/// The insert in place of the row with the id 1.
fn replacing(insert: &str) -> String {
    insert.replace("INSERT", "INSERT OR REPLACE").replacen('(', "(id, ", 1).replace("VALUES (", "VALUES (1, ")
}

/// A constraint or a trigger refuses the statement, and nothing changes.
fn assert_refused(fixture: &Fixture, shell: &Connection, sql: &str) {
    let before = fixture.contents();
    match shell.execute_batch(sql) {
        Err(rusqlite::Error::SqliteFailure(error, _)) if error.code == ErrorCode::ConstraintViolation => {}
        other => panic!("{sql}: {other:?}"),
    }
    assert_eq!(fixture.contents(), before, "{sql}");
}

#[test]
fn invalid_values_are_refused() {
    let fixture = fixture();
    let shell = fixture.shell();
    for (valid, invalid) in [
        ("'2026-11-24'", "'2026-02-30'"),
        ("'2026-11-24'", "'2101-01-01'"),
        ("'10:00:00'", "'10:00'"),
        ("'X1'", "'X2'"),
        ("'pending'", "'done'"),
        ("60, 0", "0, 0"),
        ("5, 5", "5, 4"),
        ("5, 5", "5, 253402300800000"),
    ] {
        assert_refused(&fixture, &shell, &BOOKING.replace(valid, invalid));
    }
    assert_refused(&fixture, &shell, &replacing(BOOKING).replace("VALUES (1,", "VALUES (0,"));
    assert_refused(&fixture, &shell, "UPDATE accounts SET archived_at = 5");
    assert_refused(&fixture, &shell, "UPDATE account_totals SET pending = -1");
}

#[test]
fn a_slot_has_one_active_booking() {
    let fixture = fixture();
    let shell = fixture.shell();
    for status in ["'pending'", "'confirmed'"] {
        assert_refused(&fixture, &shell, &SAME_SLOT.replace("'pending'", status));
    }
    for status in ["'failed'", "'cancelled'"] {
        shell.execute_batch(&SAME_SLOT.replace("'pending'", status)).unwrap();
    }
    for status in ["pending", "confirmed"] {
        assert_refused(&fixture, &shell, &format!("UPDATE bookings SET status = '{status}' WHERE id = 2"));
    }
}

#[test]
fn netids_and_idempotency_keys_are_unique() {
    let fixture = fixture();
    let shell = fixture.shell();
    assert_refused(&fixture, &shell, "UPDATE accounts SET netid_folded = 'jdoe' WHERE id = 2");
    assert_refused(&fixture, &shell, "INSERT INTO idempotency_keys SELECT * FROM idempotency_keys");
}

/// SQLite's own shell has foreign keys off, so the triggers must hold without them.
#[test]
fn bookings_and_audit_entries_are_kept_with_and_without_foreign_keys() {
    let fixture = fixture();
    let shell = fixture.shell();
    for foreign_keys in [true, false] {
        shell.pragma_update(None, "foreign_keys", foreign_keys).unwrap();
        for column in ["id", "account_id", "booking_date", "time_slot", "location", "sub_location", "created_at"] {
            assert_refused(&fixture, &shell, &format!("UPDATE bookings SET {column} = {column}"));
        }
        for sql in
            ["DELETE FROM bookings", "DELETE FROM booking_logs", "UPDATE booking_logs SET message = 'x'", SAME_SLOT]
        {
            assert_refused(&fixture, &shell, sql);
        }
        for insert in [BOOKING, SAME_SLOT, LOG] {
            assert_refused(&fixture, &shell, &replacing(insert));
        }
    }
}

#[test]
fn an_account_with_bookings_is_not_removed() {
    let fixture = fixture();
    let shell = fixture.shell();
    assert_refused(&fixture, &shell, "DELETE FROM accounts WHERE id = 1");
    shell.execute_batch("DELETE FROM accounts WHERE id = 2").unwrap();
}

#[test]
fn the_service_writes_with_foreign_keys_on() {
    let fixture = fixture();
    let trigger = LOG.replace("VALUES (1", "VALUES (7");
    fixture.shell().execute_batch(&format!("CREATE TRIGGER t AFTER INSERT ON bookings BEGIN {trigger}; END")).unwrap();
    let account = fixture.get_account(2.try_into().unwrap()).unwrap();
    let error = fixture.refused(|| done(fixture.create_booking(slots(&account, "2026-11-23", &["10:00"]))));
    assert!(error.cause().unwrap().contains("FOREIGN KEY"), "{error}");
}

#[test]
fn doctor_finds_a_booking_that_was_replaced_without_foreign_keys() {
    let fixture = fixture();
    let shell = fixture.shell();
    let replace = SAME_SLOT.replace("INSERT", "INSERT OR REPLACE");
    assert_refused(&fixture, &shell, &replace);
    shell.pragma_update(None, "foreign_keys", false).unwrap();
    shell.execute_batch(&replace).unwrap();
    let findings = maintenance::diagnose(&fixture.database(), &fixture.key_file(), &SystemClock).unwrap();
    let problems = findings.iter().filter(|finding| matches!(finding.verdict, Verdict::Problem(_)));
    let problems: Vec<&str> = problems.map(|finding| finding.subject).collect();
    assert!(problems.contains(&"integrity") && problems.contains(&"counters"), "{findings:?}");
}
