//! What the references between tables hold, and what holds without them: SQLite's own shell has them off.

use booking_core::clock::SystemClock;
use booking_core::maintenance::{self, Verdict};
use rusqlite::Connection;

use super::{BOOKING, LOG, assert_refused, insert, replacing, world};
use crate::support::{World, done, slots};

#[test]
fn the_service_itself_writes_with_foreign_keys_on() {
    let world = world();
    let trigger = insert("booking_logs", LOG, &[("booking_id", "7")]);
    world.shell().execute_batch(&format!("CREATE TRIGGER lost AFTER INSERT ON bookings BEGIN {trigger}; END")).unwrap();
    let account = world.get_account(2.try_into().unwrap()).unwrap();
    let error = world.refused(|| done(world.create_booking(slots(&account, "2026-11-23", &["10:00"]))));
    assert!(error.cause().unwrap().contains("FOREIGN KEY"), "{error}");
}

fn shell_without_foreign_keys(world: &World) -> Connection {
    let shell = world.shell();
    shell.pragma_update(None, "foreign_keys", false).unwrap();
    shell
}

#[test]
fn without_foreign_keys_too_no_booking_is_deleted_moved_or_doubled_and_the_audit_is_final() {
    let world = world();
    let shell = shell_without_foreign_keys(&world);
    for sql in [
        "DELETE FROM bookings",
        &replacing("bookings", BOOKING),
        "UPDATE bookings SET account_id = 2",
        "UPDATE bookings SET booking_date = '2026-12-01'",
        &insert("bookings", BOOKING, &[("booking_date", "'2026-11-23'")]),
        "DELETE FROM booking_logs",
        "UPDATE booking_logs SET message = 'x'",
        &replacing("booking_logs", LOG),
    ] {
        assert_refused(&world, &shell, sql);
    }
}

#[test]
fn a_booking_is_replaced_by_another_of_its_slot_only_without_foreign_keys_and_the_doctor_reports_it() {
    let world = world();
    let other = insert("bookings", BOOKING, &[("booking_date", "'2026-11-23'")]).replace("INSERT", "INSERT OR REPLACE");
    assert_refused(&world, &world.shell(), &other);
    shell_without_foreign_keys(&world).execute_batch(&other).unwrap();
    let findings = maintenance::diagnose(&world.database(), &world.key_file(), &SystemClock).unwrap();
    let problems = findings.iter().filter(|finding| matches!(finding.verdict, Verdict::Problem(_)));
    let problems: Vec<&str> = problems.map(|finding| finding.subject).collect();
    assert!(problems.contains(&"integrity") && problems.contains(&"counters"), "{findings:?}");
}
