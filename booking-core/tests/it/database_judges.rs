//! The database is the last judge: what no program may write is refused by the file itself.

mod foreign_keys;

use booking_core::booking::NewBookings;
use rusqlite::{Connection, ErrorCode};

use crate::support::{World, parsed, slots};

/// Values that a row may have, each as SQL.
type Row = &'static [(&'static str, &'static str)];

const ACCOUNT: Row = &[
    ("netid", "'smith'"),
    ("netid_folded", "'smith'"),
    ("password_sealed", "x'00'"),
    ("is_active", "1"),
    ("archived_at", "NULL"),
    ("created_at", "5"),
    ("updated_at", "5"),
];
const BOOKING: Row = &[
    ("account_id", "1"),
    ("booking_date", "'2026-11-24'"),
    ("time_slot", "'10:00:00'"),
    ("location", "'X1'"),
    ("sub_location", "'A'"),
    ("status", "'pending'"),
    ("booking_reference", "'REF'"),
    ("error_message", "'why'"),
    ("retry_interval", "60"),
    ("auto_retry", "0"),
    ("created_at", "5"),
    ("updated_at", "5"),
];
const LOG: Row = &[
    ("booking_id", "1"),
    ("event_type", "'update'"),
    ("message", "'Changed.'"),
    ("from_status", "'pending'"),
    ("to_status", "'failed'"),
    ("created_at", "5"),
];
const KEY: Row = &[("key", "'k2'"), ("request", "'r'"), ("first_booking_id", "1"), ("created_at", "5")];
const ACCOUNT_TOTAL: Row =
    &[("account_id", "2"), ("pending", "0"), ("confirmed", "0"), ("failed", "0"), ("cancelled", "0")];
const HOURLY_TOTAL: Row = &[
    ("booking_date", "'2026-11-30'"),
    ("hour", "7"),
    ("pending", "0"),
    ("confirmed", "0"),
    ("failed", "0"),
    ("cancelled", "0"),
];

/// An insert of `row` with `changes` in it.
fn insert(table: &str, row: Row, changes: &[(&str, &str)]) -> String {
    let value = |(column, usual): &(&'static str, &'static str)| {
        changes
            .iter()
            .find(|(changed, _)| changed == column)
            .map_or((*usual).to_owned(), |(_, value)| (*value).to_owned())
    };
    assert!(changes.iter().all(|(changed, _)| row.iter().any(|(column, _)| column == changed)), "{changes:?}");
    let columns: Vec<&str> = row.iter().map(|(column, _)| *column).collect();
    let values: Vec<String> = row.iter().map(value).collect();
    format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), values.join(", "))
}

/// As [`insert`], with this id.
fn with_id(table: &str, row: Row, id: &str) -> String {
    insert(table, row, &[]).replacen('(', "(id, ", 1).replace("VALUES (", &format!("VALUES ({id}, "))
}

/// As [`insert`], in place of the row with the id 1.
fn replacing(table: &str, row: Row) -> String {
    with_id(table, row, "1").replace("INSERT", "INSERT OR REPLACE")
}

/// An account (1) with a booking (1), its entry and its key, and an account (2) without bookings.
fn world() -> World {
    let world = World::new();
    let account = world.account("jdoe");
    world.account("other");
    let key = Some(parsed("k1"));
    world.book(NewBookings { idempotency_key: key, ..slots(&account, "2026-11-23", &["10:00"]) });
    world
}

/// The statement is refused by a constraint or a trigger, and leaves everything as it is.
fn assert_refused(world: &World, shell: &Connection, sql: &str) {
    let before = world.contents();
    match shell.execute_batch(sql) {
        Err(rusqlite::Error::SqliteFailure(error, _)) if error.code == ErrorCode::ConstraintViolation => {}
        other => panic!("{sql}: {other:?}"),
    }
    assert_eq!(world.contents(), before, "{sql}");
}

/// Each of the values, divided by bars, is refused in a row that is fine otherwise.
fn assert_judged(table: &str, row: Row, wrong: &[(&str, &str)]) {
    let world = world();
    let shell = world.shell();
    shell.execute_batch(&format!("SAVEPOINT s; {}; ROLLBACK TO s; RELEASE s", insert(table, row, &[]))).unwrap();
    for (column, values) in wrong {
        for value in values.split(" | ") {
            assert_refused(&world, &shell, &insert(table, row, &[(column, value)]));
        }
    }
}

#[test]
fn an_account_is_checked() {
    let long = format!("'{}'", "x".repeat(101));
    assert_judged(
        "accounts",
        ACCOUNT,
        &[
            ("netid", &format!("NULL | 'ab' | {long}")),
            ("netid_folded", "NULL | 'jdoe'"),
            ("password_sealed", "'open sesame'"),
            ("is_active", "NULL | 2 | -1 | 'yes'"),
            ("archived_at", "5 | 'today'"),
            ("created_at", "NULL | 0 | 6 | 'today'"),
            ("updated_at", "NULL | 4 | 253402300800000"),
        ],
    );
}

#[test]
fn ids_are_positive() {
    let world = world();
    let shell = world.shell();
    for (table, row) in [("accounts", ACCOUNT), ("bookings", BOOKING), ("booking_logs", LOG)] {
        for id in ["-1", "0", "-9223372036854775808"] {
            assert_refused(&world, &shell, &with_id(table, row, id));
        }
    }
}

#[test]
fn an_archived_account_has_no_password_and_is_off() {
    let world = world();
    let shell = world.shell();
    let archived = |password, is_active| {
        insert("accounts", ACCOUNT, &[("archived_at", "5"), ("password_sealed", password), ("is_active", is_active)])
    };
    assert_refused(&world, &shell, &archived("x'00'", "0"));
    assert_refused(&world, &shell, &archived("NULL", "1"));
    shell.execute_batch(&archived("NULL", "0")).unwrap();
}

#[test]
fn a_booking_is_checked() {
    let (reference, message) = (format!("'{}'", "x".repeat(101)), format!("'{}'", "x".repeat(2_001)));
    assert_judged(
        "bookings",
        BOOKING,
        &[
            ("account_id", "NULL | 3 | 'one'"),
            (
                "booking_date",
                "NULL | '' | '1999-12-31' | '2101-01-01' | '2026-02-30' | '2026-13-01' | '2026-1-1' | '24-11-2026' | 'now'",
            ),
            ("time_slot", "NULL | '' | '10:00' | '24:00:00' | '10:60:00' | '10:00:60' | '9:00:00' | '10:00:00.5'"),
            ("location", "NULL | 'X2' | 'fitness' | 'Fitness'"),
            ("sub_location", "'C' | 'a' | ''"),
            ("status", "NULL | 'done' | 'Pending'"),
            ("booking_reference", &reference),
            ("error_message", &message),
            ("retry_interval", "NULL | 0 | 86401 | 1.5"),
            ("auto_retry", "NULL | 2"),
            ("created_at", "NULL | 0 | 6"),
            ("updated_at", "NULL | 4 | 253402300800000"),
        ],
    );
}

#[test]
fn a_slot_is_held_once() {
    let world = world();
    let shell = world.shell();
    let again = |status| insert("bookings", BOOKING, &[("booking_date", "'2026-11-23'"), ("status", status)]);
    for status in ["'pending'", "'confirmed'"] {
        assert_refused(&world, &shell, &again(status));
    }
    for status in ["'failed'", "'cancelled'"] {
        shell.execute_batch(&again(status)).unwrap();
    }
    for status in ["pending", "confirmed"] {
        assert_refused(&world, &shell, &format!("UPDATE bookings SET status = '{status}' WHERE id = 2"));
    }
}

#[test]
fn a_booking_stays_and_keeps_its_slot() {
    let world = world();
    let shell = world.shell();
    for change in [
        "id = 9",
        "rowid = 9",
        "account_id = 2",
        "booking_date = '2026-12-01'",
        "time_slot = '11:00:00'",
        "location = 'X3'",
        "sub_location = 'B'",
        "created_at = 1",
        "status = 'done'",
        "retry_interval = 0",
        "updated_at = 1",
        "booking_reference = 5.5, auto_retry = 7",
    ] {
        assert_refused(&world, &shell, &format!("UPDATE bookings SET {change}"));
    }
    assert_refused(&world, &shell, "DELETE FROM bookings");
    assert_refused(&world, &shell, &replacing("bookings", BOOKING));
    assert_refused(&world, &shell, &replacing("bookings", BOOKING).replace("'2026-11-24'", "'2026-11-23'"));
}

#[test]
fn an_audit_entry_is_checked() {
    assert_judged(
        "booking_logs",
        LOG,
        &[
            ("booking_id", "NULL | 7"),
            ("event_type", "NULL | 'removed'"),
            ("message", "NULL"),
            ("from_status", "'done'"),
            ("to_status", "'done'"),
            ("created_at", "NULL | 0 | 253402300800000"),
        ],
    );
}

#[test]
fn an_audit_entry_is_never_changed_or_removed() {
    let world = world();
    let shell = world.shell();
    for change in ["message = 'x'", "id = 9", "booking_id = 1", "created_at = 1", "event_type = 'update'"] {
        assert_refused(&world, &shell, &format!("UPDATE booking_logs SET {change}"));
    }
    assert_refused(&world, &shell, "DELETE FROM booking_logs");
    assert_refused(&world, &shell, &replacing("booking_logs", LOG));
}

#[test]
fn an_account_with_bookings_is_never_removed() {
    let world = world();
    let shell = world.shell();
    assert_refused(&world, &shell, "DELETE FROM accounts WHERE id = 1");
    assert_refused(&world, &shell, "UPDATE accounts SET id = 9 WHERE id = 1");
    shell.execute_batch("DELETE FROM accounts WHERE id = 2").unwrap();
}

#[test]
fn an_idempotency_key_is_checked() {
    let long = format!("'{}'", "k".repeat(201));
    assert_judged(
        "idempotency_keys",
        KEY,
        &[
            ("key", &format!("NULL | '' | 'k1' | {long}")),
            ("request", "NULL"),
            ("first_booking_id", "NULL | 7"),
            ("created_at", "NULL | 0 | 253402300800000"),
        ],
    );
}

#[test]
fn totals_are_checked() {
    let negative = ["pending", "confirmed", "failed", "cancelled"].map(|status| (status, "NULL | -1"));
    assert_judged("account_totals", ACCOUNT_TOTAL, &negative);
    assert_judged("account_totals", ACCOUNT_TOTAL, &[("account_id", "1 | 7")]);
    assert_judged("hourly_totals", HOURLY_TOTAL, &negative);
    assert_judged("hourly_totals", HOURLY_TOTAL, &[("booking_date", "NULL"), ("hour", "NULL | -1 | 24")]);
}
