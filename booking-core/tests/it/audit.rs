//! The audit trail.

use booking_core::audit::{BookingLog, EventType};
use booking_core::booking::BookingChange;
use booking_core::status::Status::{self, Cancelled, Confirmed, Failed, Pending};

use crate::support::{Fixture, done, parsed, slots};

/// An entry without its ids and its time.
fn told(log: &BookingLog) -> (EventType, Option<Status>, Option<Status>, &str) {
    (log.event_type, log.from_status, log.to_status, log.message.as_str())
}

#[test]
fn every_change_writes_an_entry_with_its_values() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let id = fixture.booked(&account, "2026-11-23", "10:00").id;
    done(fixture.mark_booking_failed(id, parsed("no room"))).unwrap();
    fixture.set(id, Pending);
    done(fixture.mark_booking_confirmed(id, parsed("REF-1"))).unwrap();
    done(fixture.update_booking(id, BookingChange::new(None, Some(parsed("REF-2")), None).unwrap())).unwrap();
    let both = BookingChange::new(Some(Confirmed), Some(parsed("REF-3")), Some(parsed("late"))).unwrap();
    done(fixture.update_booking(id, both)).unwrap();
    done(fixture.cancel_booking(id, Some(parsed("ill")))).unwrap();

    let logs = fixture.get_booking_logs(id).unwrap();
    let expected = [
        (EventType::Created, None, Some(Pending), "Booking created."),
        (
            EventType::StatusChange,
            Some(Pending),
            Some(Failed),
            "Status changed from pending to failed. Error: \"no room\".",
        ),
        (EventType::StatusChange, Some(Failed), Some(Pending), "Status changed from failed to pending."),
        (
            EventType::StatusChange,
            Some(Pending),
            Some(Confirmed),
            "Status changed from pending to confirmed. Booking reference: \"REF-1\". Error cleared, was \"no room\".",
        ),
        (EventType::Update, None, None, "Booking reference: \"REF-2\", was \"REF-1\"."),
        (EventType::Update, None, None, "Booking reference: \"REF-3\", was \"REF-2\". Error: \"late\"."),
        (EventType::Cancelled, Some(Confirmed), Some(Cancelled), "Booking cancelled: ill"),
    ];
    assert_eq!(logs.iter().map(told).collect::<Vec<_>>(), expected);
    assert_eq!(logs.iter().map(|log| log.id.get()).collect::<Vec<_>>(), (1..=7).collect::<Vec<_>>());
}

#[test]
fn every_failure_writes_its_error_to_the_trail() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let id = fixture.booked(&account, "2026-11-23", "10:00").id;
    for _ in 0..2 {
        done(fixture.mark_booking_failed(id, parsed("no room"))).unwrap();
        assert!(fixture.last_log(id).message.contains("no room"));
        fixture.set(id, Pending);
        assert!(!fixture.last_log(id).message.contains("no room"));
    }
}

#[test]
fn every_way_to_cancel_writes_a_cancelled_entry() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let made = fixture.book(slots(&account, "2026-11-23", &["10:00", "11:00"]));
    done(fixture.cancel_booking(made[0].id, None)).unwrap();
    fixture.set(made[1].id, Cancelled);
    for booking in made {
        let expected = (EventType::Cancelled, Some(Pending), Some(Cancelled), "Booking cancelled.");
        assert_eq!(told(&fixture.last_log(booking.id)), expected);
    }
}

#[test]
fn an_entry_has_the_time_of_its_change() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let id = fixture.booked(&account, "2026-11-23", "10:00").id;
    fixture.set_clock("2026-11-22T11:22:33.444Z");
    let changed = fixture.set(id, Confirmed);
    assert_eq!(fixture.last_log(id).created_at, changed.updated_at);
    assert_eq!(changed.updated_at.to_string(), "2026-11-22T11:22:33.444Z");
}

#[test]
fn a_clock_set_back_leaves_updated_at_after_created_at_of_a_booking() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let booking = fixture.booked(&account, "2026-11-23", "10:00");
    fixture.set_clock("2026-11-01T00:00:00Z");
    let changed = fixture.set(booking.id, Confirmed);
    assert_eq!(changed.updated_at, booking.created_at);
    assert_eq!(fixture.last_log(booking.id).created_at, booking.created_at);
    let order: Vec<_> = fixture.get_booking_logs(booking.id).unwrap().iter().map(|log| log.event_type).collect();
    assert_eq!(order, [EventType::Created, EventType::StatusChange]);
}

#[test]
fn each_booking_has_its_own_entries() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let made = fixture.book(slots(&account, "2026-11-23", &["10:00", "11:00"]));
    fixture.set(made[0].id, Failed);
    let entries = |index: usize| fixture.get_booking_logs(made[index].id).unwrap();
    assert_eq!((entries(0).len(), entries(1).len()), (2, 1));
    assert!(entries(1).iter().all(|log| log.booking_id == made[1].id));
}
