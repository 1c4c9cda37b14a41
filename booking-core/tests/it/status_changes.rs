//! Changing a booking: the status rules, and that a slot is held once.

use booking_core::Error;
use booking_core::account::{Account, AccountChange};
use booking_core::booking::{Booking, BookingChange};
use booking_core::ids::BookingId;
use booking_core::status::Status::{self, Cancelled, Confirmed, Failed, Pending};

use crate::support::{NOW, World, done, parsed, to};

/// The legal changes, as the contract lists them.
const LEGAL: [(Status, Status); 7] = [
    (Pending, Confirmed),
    (Pending, Failed),
    (Pending, Cancelled),
    (Confirmed, Failed),
    (Confirmed, Cancelled),
    (Failed, Pending),
    (Failed, Confirmed),
];

fn booking_with(world: &World, account: &Account, status: Status) -> Booking {
    static DAY: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let day = DAY.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let date = format!("{}-{:02}-{:02}", 2030 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
    let booking = world.booked(account, &date, "10:00");
    if status == Pending { booking } else { world.set(booking.id, status) }
}

fn update(world: &World, id: BookingId, change: BookingChange) -> Result<Booking, Error> {
    done(world.update_booking(id, change))
}

#[test]
fn a_status_changes_only_as_the_table_says() {
    let world = World::new();
    let account = world.account("jdoe");
    for from in Status::ALL {
        for next in Status::ALL.into_iter().filter(|next| *next != from) {
            let booking = booking_with(&world, &account, from);
            if LEGAL.contains(&(from, next)) {
                assert_eq!(update(&world, booking.id, to(next)).unwrap().status, next);
                assert_eq!(world.get_booking(booking.id).unwrap().status, next);
            } else {
                let error = world.refused(|| update(&world, booking.id, to(next)));
                assert!(matches!(error, Error::InvalidTransition { .. }), "{from} to {next}: {error}");
            }
        }
    }
}

#[test]
fn an_illegal_change_is_answered_with_the_legal_ones() {
    let world = World::new();
    let account = world.account("jdoe");
    let message = |from, next| {
        let id = booking_with(&world, &account, from).id;
        world.refused(|| update(&world, id, to(next))).to_string()
    };
    assert_eq!(message(Cancelled, Pending), "Booking 1 is cancelled: that is final, it cannot change any more.");
    assert_eq!(
        message(Confirmed, Pending),
        "Booking 2 is confirmed: it cannot become pending, only failed or cancelled."
    );
    assert_eq!(
        message(Failed, Cancelled),
        "Booking 3 is failed: it cannot become cancelled, only pending or confirmed."
    );
}

#[test]
fn writing_what_a_booking_already_has_writes_nothing() {
    let world = World::new();
    let account = world.account("jdoe");
    for status in Status::ALL {
        let booking = booking_with(&world, &account, status);
        let change = BookingChange::new(Some(status), Some(parsed("REF-1")), Some(parsed("why"))).unwrap();
        let settled = update(&world, booking.id, change.clone()).unwrap();
        world.set_clock("2026-11-23T00:00:00Z");
        let before = world.contents();
        assert_eq!(update(&world, booking.id, change).unwrap(), settled);
        assert_eq!(update(&world, booking.id, to(status)).unwrap(), settled);
        assert_eq!(world.contents(), before);
        world.set_clock(NOW);
    }
}

#[test]
fn confirming_takes_the_reference_and_clears_an_earlier_error() {
    let world = World::new();
    let account = world.account("jdoe");
    let booking = world.booked(&account, "2026-11-23", "10:00");
    let failed = done(world.mark_booking_failed(booking.id, parsed("no room"))).unwrap();
    assert_eq!(failed.error_message.as_deref(), Some("no room"));
    world.set_clock("2026-11-22T10:00:00Z");
    let confirmed = done(world.mark_booking_confirmed(booking.id, parsed("REF-7"))).unwrap();
    let expected = Booking {
        status: Confirmed,
        booking_reference: Some("REF-7".into()),
        updated_at: parsed("2026-11-22T10:00:00Z"),
        ..booking
    };
    assert_eq!(confirmed, expected);
    assert_eq!(world.get_booking(confirmed.id).unwrap(), expected);
}

#[test]
fn a_failure_says_why_and_keeps_the_reference() {
    let world = World::new();
    let account = world.account("jdoe");
    let booking = world.booked(&account, "2026-11-23", "10:00");
    done(world.mark_booking_confirmed(booking.id, parsed("REF-7"))).unwrap();
    let failed = done(world.mark_booking_failed(booking.id, parsed("withdrawn\nby the hall"))).unwrap();
    assert_eq!(failed.status, Failed);
    assert_eq!(failed.booking_reference.as_deref(), Some("REF-7"));
    assert_eq!(failed.error_message.as_deref(), Some("withdrawn\nby the hall"));
}

#[test]
fn only_what_holds_its_slot_can_be_cancelled() {
    let world = World::new();
    let account = world.account("jdoe");
    for status in [Pending, Confirmed] {
        let id = booking_with(&world, &account, status).id;
        assert_eq!(done(world.cancel_booking(id, None)).unwrap().status, Cancelled);
        let again = world.refused(|| done(world.cancel_booking(id, None)));
        assert!(matches!(again, Error::InvalidTransition { from: Cancelled, to: Cancelled, .. }), "{again}");
    }
    let id = booking_with(&world, &account, Failed).id;
    let error = world.refused(|| done(world.cancel_booking(id, Some(parsed("too late")))));
    assert!(matches!(error, Error::InvalidTransition { from: Failed, to: Cancelled, .. }), "{error}");
}

#[test]
fn a_confirmed_booking_can_be_cancelled_until_its_slot_begins_and_a_pending_one_always() {
    let world = World::new();
    let account = world.account("jdoe");
    // The test clock shows 10:30 in Amsterdam.
    let [begun, next] = ["10:30", "10:31"].map(|time| world.booked(&account, "2026-11-22", time).id);
    let pending = world.booked(&account, "2026-11-21", "10:00").id;
    for id in [begun, next] {
        world.set(id, Confirmed);
    }
    let cancelled = world.refused(|| done(world.cancel_booking(begun, None)));
    let updated = world.refused(|| update(&world, begun, to(Cancelled)));
    for error in [cancelled, updated] {
        assert!(matches!(error, Error::SlotBegun(id) if id == begun), "{error}");
    }
    for id in [next, pending] {
        assert_eq!(done(world.cancel_booking(id, None)).unwrap().status, Cancelled);
    }
    assert_eq!(world.set(begun, Failed).status, Failed);
}

#[test]
fn a_final_booking_cannot_be_marked() {
    let world = World::new();
    let account = world.account("jdoe");
    let id = booking_with(&world, &account, Cancelled).id;
    for error in [
        world.refused(|| done(world.mark_booking_confirmed(id, parsed("REF")))),
        world.refused(|| done(world.mark_booking_failed(id, parsed("why")))),
    ] {
        assert!(matches!(error, Error::InvalidTransition { from: Cancelled, .. }), "{error}");
    }
}

#[test]
fn a_failed_booking_comes_back_only_while_its_slot_is_free() {
    let world = World::new();
    let account = world.account("jdoe");
    let failed = world.booked(&account, "2026-11-23", "10:00");
    world.set(failed.id, Failed);
    let holder = world.booked(&account, "2026-11-23", "10:00");
    for next in [Pending, Confirmed] {
        let error = world.refused(|| update(&world, failed.id, to(next)));
        let Error::SlotConflict(taken) = &error else { panic!("{error}") };
        assert_eq!(taken.iter().map(|taken| taken.booking_id).collect::<Vec<_>>(), [holder.id]);
        assert_eq!(error.to_string(), "The account already holds 10:00:00 (booking 2, Fitness, pending) on that date.");
    }
    done(world.cancel_booking(holder.id, None)).unwrap();
    assert_eq!(world.set(failed.id, Pending).status, Pending);
}

#[test]
fn a_retry_for_an_account_that_was_deleted_says_how_to_bring_it_back() {
    let world = World::new();
    let account = world.account("jdoe");
    let failed = booking_with(&world, &account, Failed);
    done(world.delete_account(account.id)).unwrap();
    let error = world.refused(|| update(&world, failed.id, to(Pending)));
    assert_eq!(error.to_string(), "Account 1 was deleted: add its netid again before booking for it.");
    world.account("jdoe");
    assert_eq!(world.set(failed.id, Pending).status, Pending);
}

#[test]
fn a_retry_for_an_account_that_is_switched_off_is_refused_but_settling_is_not() {
    let world = World::new();
    let account = world.account("jdoe");
    let (failed, pending) = (booking_with(&world, &account, Failed), booking_with(&world, &account, Pending));
    done(world.update_account(account.id, AccountChange::new(None, Some(false)).unwrap())).unwrap();
    let error = world.refused(|| update(&world, failed.id, to(Pending)));
    assert!(matches!(error, Error::AccountInactive(_)), "{error}");
    assert_eq!(world.set(failed.id, Confirmed).status, Confirmed);
    assert_eq!(done(world.cancel_booking(pending.id, None)).unwrap().status, Cancelled);
}

/// Whoever booked it, the slot is taken: what the facility says is written down.
#[test]
fn a_success_that_comes_when_the_account_is_deleted_is_no_attempt_to_book() {
    let world = World::new();
    let account = world.account("jdoe");
    let failed = booking_with(&world, &account, Failed);
    done(world.delete_account(account.id)).unwrap();
    assert_eq!(done(world.mark_booking_confirmed(failed.id, parsed("REF-7"))).unwrap().status, Confirmed);
    assert_eq!(done(world.cancel_booking(failed.id, None)).unwrap().status, Cancelled);
}

#[test]
fn an_unknown_booking_cannot_be_changed() {
    let world = World::new();
    let id = 3.try_into().unwrap();
    for error in [
        world.refused(|| update(&world, id, to(Failed))),
        world.refused(|| done(world.cancel_booking(id, None))),
        world.refused(|| done(world.mark_booking_confirmed(id, parsed("REF")))),
        world.refused(|| done(world.mark_booking_failed(id, parsed("why")))),
    ] {
        assert!(matches!(error, Error::BookingNotFound(found) if found == id), "{error}");
    }
}

#[test]
fn a_change_that_changes_nothing_cannot_be_asked_for() {
    assert_eq!(BookingChange::new(None, None, None), None);
    assert!(AccountChange::new(None, None).is_none());
}
