//! Creating bookings.

use booking_core::Error;
use booking_core::account::AccountChange;
use booking_core::audit::{BookingLog, EventType};
use booking_core::booking::{Booking, NewBookings};
use booking_core::error::SlotConflict;
use booking_core::retry_policy::{RetryInterval, RetryPolicy};
use booking_core::slot::{Location, Place, SubLocation, TimeSlot, TimeSlots};
use booking_core::status::Status;

use crate::support::{Fixture, NOW, done, parsed, slots};

#[test]
fn a_created_booking_is_returned_as_it_is_stored() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let made = fixture.book(NewBookings {
        place: Place::new(Location::X1, Some(SubLocation::B)).unwrap(),
        retry: RetryPolicy { interval: RetryInterval::try_from(300).unwrap(), auto_retry: true },
        ..slots(&account, "2026-11-23", &["18:30"])
    });
    let expected = Booking {
        id: 1.try_into().unwrap(),
        account_id: account.id,
        booking_date: parsed("2026-11-23"),
        time_slot: parsed("18:30"),
        location: Location::X1,
        sub_location: Some(SubLocation::B),
        status: Status::Pending,
        booking_reference: None,
        error_message: None,
        retry: RetryPolicy { interval: RetryInterval::try_from(300).unwrap(), auto_retry: true },
        starts_at: parsed("2026-11-23T17:30:00.000Z"),
        opens_at: None,
        next_attempt_at: None,
        attempts: 0,
        plan_id: None,
        waitlisted: false,
        created_at: parsed(NOW),
        updated_at: parsed(NOW),
    };
    assert_eq!(made, std::slice::from_ref(&expected));
    assert_eq!(fixture.get_booking(expected.id).unwrap(), expected);
}

#[test]
fn every_slot_gets_a_booking_and_an_audit_entry_in_request_order() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let made = fixture.book(slots(&account, "2026-11-23", &["18:00", "09:00", "12:15"]));
    let times: Vec<String> = made.iter().map(|booking| booking.time_slot.to_string()).collect();
    assert_eq!(times, ["18:00:00", "09:00:00", "12:15:00"]);
    for (booking, id) in made.iter().zip(1..) {
        let created = BookingLog {
            id: id.try_into().unwrap(),
            booking_id: booking.id,
            event_type: EventType::Created,
            message: "Booking created.".into(),
            from_status: None,
            to_status: Some(Status::Pending),
            created_at: parsed(NOW),
        };
        assert_eq!(booking.id.get(), id);
        assert_eq!(fixture.get_booking_logs(booking.id).unwrap(), [created]);
    }
}

#[test]
fn one_request_takes_1_to_48_slots() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let times: Vec<TimeSlot> =
        (0..49).map(|half| parsed(&format!("{:02}:{:02}", half / 2 % 24, half % 2 * 30 + half / 48))).collect();
    for refused in [times.clone(), Vec::new()] {
        let error = TimeSlots::new(refused).unwrap_err();
        assert!(matches!(&error, Error::InvalidField { field, .. } if field == "time_slots"), "{error}");
    }
    let time_slots = TimeSlots::new(times[..48].to_vec()).unwrap();
    assert_eq!(fixture.book(NewBookings { time_slots, ..slots(&account, "2026-11-23", &["09:00"]) }).len(), 48);
}

#[test]
fn a_duplicate_slot_is_refused_with_its_index() {
    let times = ["09:00", "10:00", "09:00:00"].map(parsed).to_vec();
    let error = TimeSlots::new(times).unwrap_err();
    assert!(matches!(&error, Error::InvalidField { field, .. } if field == "time_slots[2]"), "{error}");
}

#[test]
fn fitness_has_no_halves() {
    let error = Place::new(Location::Fitness, Some(SubLocation::A)).unwrap_err();
    assert!(matches!(&error, Error::InvalidField { field, .. } if field == "sub_location"), "{error}");
    for location in [Location::X1, Location::X3] {
        for half in [None, Some(SubLocation::A), Some(SubLocation::B)] {
            assert_eq!(Place::new(location, half).unwrap().sub_location(), half);
        }
    }
}

#[test]
fn one_taken_slot_refuses_all_and_every_taken_slot_is_reported() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let nine = fixture.booked(&account, "2026-11-23", "09:00");
    let x3 =
        NewBookings { place: Place::new(Location::X3, None).unwrap(), ..slots(&account, "2026-11-23", &["11:00"]) };
    let eleven = fixture.book(x3).remove(0);
    fixture.set(eleven.id, Status::Confirmed);

    let wanted = slots(&account, "2026-11-23", &["08:00", "11:00", "10:00", "09:00"]);
    let error = fixture.refused(|| done(fixture.create_booking(wanted)));
    let Error::SlotConflict(taken) = error else { panic!("{error}") };
    let held = |booking: &Booking, status| SlotConflict {
        time_slot: booking.time_slot,
        booking_id: booking.id,
        location: booking.location,
        status,
    };
    assert_eq!(taken, [held(&eleven, Status::Confirmed), held(&nine, Status::Pending)]);
}

#[test]
fn a_refused_request_uses_no_id() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    fixture.booked(&account, "2026-11-23", "10:00");
    fixture.refused(|| done(fixture.create_booking(slots(&account, "2026-11-23", &["08:00", "10:00"]))));
    assert_eq!(fixture.booked(&account, "2026-11-23", "08:00").id.get(), 2);
}

#[test]
fn a_slot_is_an_account_a_date_and_a_time() {
    let fixture = Fixture::new();
    let (one, two) = (fixture.account("one"), fixture.account("two"));
    for (account, date, time) in [
        (&one, "2026-11-23", "10:00"),
        (&two, "2026-11-23", "10:00"),
        (&one, "2026-11-24", "10:00"),
        (&one, "2026-11-23", "10:00:01"),
    ] {
        assert_eq!(fixture.booked(account, date, time).status, Status::Pending);
    }
}

#[test]
fn a_slot_is_free_again_after_a_cancel_or_a_failure() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    for given_up in [Status::Cancelled, Status::Failed] {
        let booking = fixture.booked(&account, "2026-11-23", "10:00");
        fixture.set(booking.id, given_up);
    }
    assert_eq!(fixture.booked(&account, "2026-11-23", "10:00").id.get(), 3);
}

#[test]
fn an_inactive_account_cannot_book() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    done(fixture.update_account(account.id, AccountChange::new(None, Some(false), None, None).unwrap())).unwrap();
    let error = fixture.refused(|| done(fixture.create_booking(slots(&account, "2026-11-23", &["10:00"]))));
    assert!(matches!(error, Error::AccountInactive(_)), "{error}");
}

#[test]
fn an_unknown_account_cannot_book() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let unknown = NewBookings { account_id: 9.try_into().unwrap(), ..slots(&account, "2026-11-23", &["10:00"]) };
    let error = fixture.refused(|| done(fixture.create_booking(unknown)));
    assert!(matches!(error, Error::AccountNotFound(id) if id.get() == 9), "{error}");
}

#[test]
fn past_dates_can_be_booked() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    for date in ["2000-01-01", "2026-11-21", "2100-12-31"] {
        assert_eq!(fixture.booked(&account, date, "23:59:59").booking_date, parsed(date));
    }
}

#[test]
fn an_unknown_booking_is_not_found() {
    let fixture = Fixture::new();
    let id = 5.try_into().unwrap();
    for error in [fixture.get_booking(id).unwrap_err(), fixture.get_booking_logs(id).unwrap_err()] {
        assert!(matches!(error, Error::BookingNotFound(found) if found == id), "{error}");
    }
}
