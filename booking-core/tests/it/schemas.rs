//! Files of every released schema are brought up to date without losing anything.
//!
//! `fixtures/schema-N.sql` is what `sqlite3 bookings.db .dump` says after [`tell_story`] with the program that had
//! schema N, with that file's `application_id` and `user_version` added.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use booking_core::account::NewAccount;
use booking_core::booking::{NewBookings, RetryInterval};
use booking_core::maintenance::{Finding, Verdict, backup, diagnose};
use booking_core::password::Password;
use booking_core::query::BookingFilter;
use booking_core::slot::{Location, Place, SubLocation};
use booking_core::statistics::{GroupBy, StatisticsQuery};
use booking_core::status::Status;
use booking_core::{Error, OpenError};
use chrono_tz::Europe::Amsterdam;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::support::{World, all, done, parsed, rows, slots};

const RELEASED: [&str; 3] = [
    include_str!("../fixtures/schema-1.sql"),
    include_str!("../fixtures/schema-2.sql"),
    include_str!("../fixtures/schema-3.sql"),
];
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
        retry_interval: RetryInterval::try_from(300).unwrap(),
        auto_retry: true,
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
    let logs: Vec<_> = bookings.iter().map(|booking| world.get_booking_logs(booking.id).unwrap()).collect();
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

#[test]
fn every_released_schema_is_brought_up_to_date_and_its_data_is_served() {
    let mut fresh = world_with_key();
    fresh.open().unwrap();
    tell_story(&fresh);
    let expected = answers(&fresh);
    assert_eq!(expected["bookings"].as_array().unwrap().len(), 5);
    for sql in RELEASED {
        let mut world = world_with_key();
        Connection::open(world.database()).unwrap().execute_batch(sql).unwrap();
        world.set_clock("2026-11-22T09:32:00Z");
        world.open().unwrap();
        assert_eq!(schema(&world), schema(&fresh));
        assert_eq!(answers(&world), expected);
    }
}

/// Before schema 3 the two were different letters.
#[test]
fn accounts_whose_netids_differ_in_one_letter_are_one_netid_from_now_on_unless_both_are_there() {
    let mut world = world_with_key();
    let file = Connection::open(world.database()).unwrap();
    file.execute_batch(RELEASED[1]).unwrap();
    let old = [("GROẞ", "groß"), ("WEIẞ", "weiß"), ("weiss", "weiss")];
    for (netid, folded) in old {
        let add =
            "INSERT INTO accounts (netid, netid_folded, is_active, created_at, updated_at) VALUES (?1, ?2, 1, 5, 5)";
        file.execute(add, [netid, folded]).unwrap();
    }
    world.open().unwrap();
    let add =
        |netid: &str| done(world.add_account(NewAccount { netid: parsed(netid), password: None, is_active: true }));
    for netid in ["gross", "groß", "GROẞ", "weiß"] {
        assert!(matches!(add(netid), Err(Error::NetIdTaken(_))), "{netid}");
    }
    let kept = world.get_accounts(None).unwrap();
    assert!(old.iter().all(|(netid, _)| kept.iter().any(|account| account.netid.as_str() == *netid)));
}

#[test]
fn there_is_a_fixture_of_every_schema() {
    let world = World::new();
    assert_eq!(rows(&world.shell(), "PRAGMA user_version"), [format!("[Integer({})]", RELEASED.len())]);
}

/// What the doctor finds at fault.
fn faults(world: &World) -> Vec<Finding> {
    let findings = diagnose(&world.database(), &world.key_file(), &*world.config().clock).unwrap();
    findings.into_iter().filter(|finding| matches!(finding.verdict, Verdict::Problem(_))).collect()
}

#[test]
fn the_doctor_finds_no_fault_in_a_released_schema_before_and_after_it_is_brought_up_to_date() {
    for sql in RELEASED {
        let mut world = world_with_key();
        Connection::open(world.database()).unwrap().execute_batch(sql).unwrap();
        world.set_clock("2026-11-22T09:32:00Z");
        assert_eq!(faults(&world), []);
        world.open().unwrap();
        assert_eq!(faults(&world), []);
        world.shut();
        let copy = world.folder.path().join("copy.db");
        backup(&world.database(), &copy).unwrap();
        fs::rename(copy, world.database()).unwrap();
        assert_eq!(faults(&world), []);
    }
}

#[test]
fn the_doctor_finds_what_is_missing_in_any_released_schema() {
    for sql in RELEASED {
        let world = world_with_key();
        let file = Connection::open(world.database()).unwrap();
        file.execute_batch(sql).unwrap();
        file.execute_batch("DROP TRIGGER bookings_are_kept").unwrap();
        world.set_clock("2026-11-22T09:32:00Z");
        assert_eq!(faults(&world)[0].subject, "schema");
    }
}

#[test]
fn the_passwords_of_every_released_schema_still_need_their_key() {
    for sql in RELEASED {
        let mut world = world_with_key();
        Connection::open(world.database()).unwrap().execute_batch(sql).unwrap();
        fs::write(world.key_file(), [7; 32]).unwrap();
        let refusal = world.open().unwrap_err();
        assert!(matches!(refusal, OpenError::KeyWrong { .. }), "{refusal}");
    }
}
