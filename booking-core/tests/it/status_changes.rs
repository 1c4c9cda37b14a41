//! Changes of bookings and the status rules.

use booking_core::Error;
use booking_core::account::{Account, AccountChange};
use booking_core::booking::{Booking, BookingChange};
use booking_core::ids::BookingId;
use booking_core::status::Status::{self, Cancelled, Confirmed, Failed, Pending};

use crate::support::{Fixture, NOW, done, parsed, to};

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

fn booking_with(fixture: &Fixture, account: &Account, status: Status) -> Booking {
    static DAY: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let day = DAY.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let date = format!("{}-{:02}-{:02}", 2030 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
    let booking = fixture.booked(account, &date, "10:00");
    if status == Pending { booking } else { fixture.set(booking.id, status) }
}

fn update(fixture: &Fixture, id: BookingId, change: BookingChange) -> Result<Booking, Error> {
    done(fixture.update_booking(id, change))
}

#[test]
fn a_status_changes_only_as_the_table_says() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    for from in Status::ALL {
        for next in Status::ALL.into_iter().filter(|next| *next != from) {
            let booking = booking_with(&fixture, &account, from);
            if LEGAL.contains(&(from, next)) {
                assert_eq!(update(&fixture, booking.id, to(next)).unwrap().status, next);
                assert_eq!(fixture.get_booking(booking.id).unwrap().status, next);
            } else {
                let error = fixture.refused(|| update(&fixture, booking.id, to(next)));
                assert!(matches!(error, Error::InvalidTransition { .. }), "{from} to {next}: {error}");
            }
        }
    }
}

#[test]
fn the_error_of_an_illegal_change_lists_the_legal_ones() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let message = |from, next| {
        let id = booking_with(&fixture, &account, from).id;
        fixture.refused(|| update(&fixture, id, to(next))).to_string()
    };
    assert!(message(Cancelled, Pending).contains("cannot change"));
    assert!(message(Confirmed, Pending).contains("only failed or cancelled"));
    assert!(message(Failed, Cancelled).contains("only pending or confirmed"));
}

#[test]
fn a_change_without_effect_writes_nothing() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    for status in Status::ALL {
        let booking = booking_with(&fixture, &account, status);
        let error = (status != Confirmed).then(|| parsed("why"));
        let change = BookingChange::new(Some(status), Some(parsed("REF-1")), error).unwrap();
        let settled = update(&fixture, booking.id, change.clone()).unwrap();
        fixture.set_clock("2026-11-23T00:00:00Z");
        let before = fixture.contents();
        assert_eq!(update(&fixture, booking.id, change).unwrap(), settled);
        assert_eq!(update(&fixture, booking.id, to(status)).unwrap(), settled);
        assert_eq!(fixture.contents(), before);
        fixture.set_clock(NOW);
    }
}

#[test]
fn confirming_stores_the_reference_and_clears_the_error() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let booking = fixture.booked(&account, "2026-11-23", "10:00");
    let failed = done(fixture.mark_booking_failed(booking.id, parsed("no room"))).unwrap();
    assert_eq!(failed.error_message.as_deref(), Some("no room"));
    fixture.set_clock("2026-11-22T10:00:00Z");
    let confirmed = done(fixture.mark_booking_confirmed(booking.id, parsed("REF-7"))).unwrap();
    let expected = Booking {
        status: Confirmed,
        booking_reference: Some("REF-7".into()),
        updated_at: parsed("2026-11-22T10:00:00Z"),
        ..booking
    };
    assert_eq!(confirmed, expected);
    assert_eq!(fixture.get_booking(confirmed.id).unwrap(), expected);
}

#[test]
fn a_change_after_the_clock_was_set_back_is_not_earlier_than_the_last_one() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let booking = fixture.booked(&account, "2026-11-23", "10:00");
    fixture.set_clock("2026-11-22T11:00:00Z");
    done(fixture.mark_booking_failed(booking.id, parsed("no room"))).unwrap();
    done(fixture.set_account_token(account.id, None)).unwrap();
    fixture.set_clock("2026-11-22T10:00:00Z");
    let confirmed = done(fixture.mark_booking_confirmed(booking.id, parsed("REF-7"))).unwrap();
    assert_eq!(confirmed.updated_at, parsed("2026-11-22T11:00:00Z"));
    assert_eq!(fixture.last_log(booking.id).created_at, confirmed.updated_at);
    let off = AccountChange::new(None, Some(false), None, None).unwrap();
    assert_eq!(done(fixture.update_account(account.id, off)).unwrap().updated_at, parsed("2026-11-22T11:00:00Z"));
}

#[test]
fn a_failure_stores_the_error_and_keeps_the_reference() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let booking = fixture.booked(&account, "2026-11-23", "10:00");
    done(fixture.mark_booking_confirmed(booking.id, parsed("REF-7"))).unwrap();
    let failed = done(fixture.mark_booking_failed(booking.id, parsed("withdrawn\nby the hall"))).unwrap();
    assert_eq!(failed.status, Failed);
    assert_eq!(failed.booking_reference.as_deref(), Some("REF-7"));
    assert_eq!(failed.error_message.as_deref(), Some("withdrawn\nby the hall"));
}

#[test]
fn only_active_bookings_can_be_cancelled() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    for status in [Pending, Confirmed] {
        let id = booking_with(&fixture, &account, status).id;
        assert_eq!(done(fixture.cancel_booking(id, None)).unwrap().status, Cancelled);
        let again = fixture.refused(|| done(fixture.cancel_booking(id, None)));
        assert!(matches!(again, Error::InvalidTransition { from: Cancelled, to: Cancelled, .. }), "{again}");
    }
    let id = booking_with(&fixture, &account, Failed).id;
    let error = fixture.refused(|| done(fixture.cancel_booking(id, Some(parsed("too late")))));
    assert!(matches!(error, Error::InvalidTransition { from: Failed, to: Cancelled, .. }), "{error}");
}

#[test]
fn a_confirmed_booking_can_be_cancelled_until_its_slot_begins() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    // The test clock shows 10:30 in Amsterdam.
    let [begun, next] = ["10:30", "10:31"].map(|time| fixture.booked(&account, "2026-11-22", time).id);
    let pending = fixture.booked(&account, "2026-11-21", "10:00").id;
    for id in [begun, next] {
        fixture.set(id, Confirmed);
    }
    let cancelled = fixture.refused(|| done(fixture.cancel_booking(begun, None)));
    let updated = fixture.refused(|| update(&fixture, begun, to(Cancelled)));
    for error in [cancelled, updated] {
        assert!(matches!(error, Error::SlotBegun(id) if id == begun), "{error}");
    }
    for id in [next, pending] {
        assert_eq!(done(fixture.cancel_booking(id, None)).unwrap().status, Cancelled);
    }
    assert_eq!(fixture.set(begun, Failed).status, Failed);
}

#[test]
fn a_cancelled_booking_cannot_be_marked() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let id = booking_with(&fixture, &account, Cancelled).id;
    for error in [
        fixture.refused(|| done(fixture.mark_booking_confirmed(id, parsed("REF")))),
        fixture.refused(|| done(fixture.mark_booking_failed(id, parsed("why")))),
    ] {
        assert!(matches!(error, Error::InvalidTransition { from: Cancelled, .. }), "{error}");
    }
}

#[test]
fn a_failed_booking_can_be_retried_only_while_its_slot_is_free() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let failed = fixture.booked(&account, "2026-11-23", "10:00");
    fixture.set(failed.id, Failed);
    let holder = fixture.booked(&account, "2026-11-23", "10:00");
    for next in [Pending, Confirmed] {
        let error = fixture.refused(|| update(&fixture, failed.id, to(next)));
        let Error::SlotConflict(taken) = &error else { panic!("{error}") };
        assert_eq!(taken.iter().map(|taken| taken.booking_id).collect::<Vec<_>>(), [holder.id]);
    }
    done(fixture.cancel_booking(holder.id, None)).unwrap();
    assert_eq!(fixture.set(failed.id, Pending).status, Pending);
}

#[test]
fn a_failed_booking_of_a_deleted_account_stays_failed_until_the_netid_is_added_again() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let failed = booking_with(&fixture, &account, Failed);
    done(fixture.delete_account(account.id)).unwrap();
    for error in [
        fixture.refused(|| update(&fixture, failed.id, to(Pending))),
        fixture.refused(|| update(&fixture, failed.id, to(Confirmed))),
        fixture.refused(|| done(fixture.mark_booking_confirmed(failed.id, parsed("REF-7")))),
    ] {
        assert!(matches!(error, Error::AccountDeleted(id) if id == account.id), "{error}");
    }
    fixture.account("jdoe");
    assert_eq!(fixture.set(failed.id, Pending).status, Pending);
}

#[test]
fn an_inactive_account_allows_outcomes_but_its_failed_bookings_stay_failed() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let [failed, first, second] = [Failed, Pending, Pending].map(|status| booking_with(&fixture, &account, status));
    done(fixture.update_account(account.id, AccountChange::new(None, Some(false), None, None).unwrap())).unwrap();
    for next in [Pending, Confirmed] {
        let error = fixture.refused(|| update(&fixture, failed.id, to(next)));
        assert!(matches!(error, Error::AccountInactive(_)), "{error}");
    }
    assert_eq!(fixture.set(first.id, Confirmed).status, Confirmed);
    assert_eq!(done(fixture.cancel_booking(second.id, None)).unwrap().status, Cancelled);
}

#[test]
fn an_unknown_booking_cannot_be_changed() {
    let fixture = Fixture::new();
    let id = 3.try_into().unwrap();
    for error in [
        fixture.refused(|| update(&fixture, id, to(Failed))),
        fixture.refused(|| done(fixture.cancel_booking(id, None))),
        fixture.refused(|| done(fixture.mark_booking_confirmed(id, parsed("REF")))),
        fixture.refused(|| done(fixture.mark_booking_failed(id, parsed("why")))),
    ] {
        assert!(matches!(error, Error::BookingNotFound(found) if found == id), "{error}");
    }
}

#[test]
fn an_empty_change_does_not_exist() {
    assert_eq!(BookingChange::new(None, None, None), None);
    assert!(AccountChange::new(None, None, None, None).is_none());
}
