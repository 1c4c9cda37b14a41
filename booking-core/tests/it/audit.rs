//! Every change of a booking leaves one entry, and entries stay.

use booking_core::audit::{BookingLog, EventType};
use booking_core::booking::BookingChange;
use booking_core::status::Status::{self, Cancelled, Confirmed, Failed, Pending};

use crate::support::{World, done, parsed, slots};

/// What an entry says, but for its ids and its time.
fn told(log: &BookingLog) -> (EventType, Option<Status>, Option<Status>, &str) {
    (log.event_type, log.from_status, log.to_status, log.message.as_str())
}

#[test]
fn the_life_of_a_booking_can_be_read_from_its_entries() {
    let world = World::new();
    let account = world.account("jdoe");
    let id = world.booked(&account, "2026-11-23", "10:00").id;
    done(world.mark_booking_failed(id, parsed("no room"))).unwrap();
    world.set(id, Pending);
    done(world.mark_booking_confirmed(id, parsed("REF-1"))).unwrap();
    done(world.update_booking(id, BookingChange::new(None, Some(parsed("REF-2")), None).unwrap())).unwrap();
    let both = BookingChange::new(Some(Confirmed), Some(parsed("REF-3")), Some(parsed("late"))).unwrap();
    done(world.update_booking(id, both)).unwrap();
    done(world.cancel_booking(id, Some(parsed("ill")))).unwrap();

    let logs = world.get_booking_logs(id).unwrap();
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
fn a_second_failure_for_the_same_reason_tells_it_again() {
    let world = World::new();
    let account = world.account("jdoe");
    let id = world.booked(&account, "2026-11-23", "10:00").id;
    for _ in 0..2 {
        done(world.mark_booking_failed(id, parsed("no room"))).unwrap();
        assert!(world.last_log(id).message.contains("no room"));
        world.set(id, Pending);
        assert!(!world.last_log(id).message.contains("no room"));
    }
}

#[test]
fn a_cancel_is_told_as_one_however_it_was_asked_for() {
    let world = World::new();
    let account = world.account("jdoe");
    let made = world.book(slots(&account, "2026-11-23", &["10:00", "11:00"]));
    done(world.cancel_booking(made[0].id, None)).unwrap();
    world.set(made[1].id, Cancelled);
    for booking in made {
        let expected = (EventType::Cancelled, Some(Pending), Some(Cancelled), "Booking cancelled.");
        assert_eq!(told(&world.last_log(booking.id)), expected);
    }
}

#[test]
fn an_entry_has_the_moment_of_its_change() {
    let world = World::new();
    let account = world.account("jdoe");
    let id = world.booked(&account, "2026-11-23", "10:00").id;
    world.set_clock("2026-11-22T11:22:33.444Z");
    let changed = world.set(id, Confirmed);
    assert_eq!(world.last_log(id).created_at, changed.updated_at);
    assert_eq!(changed.updated_at.to_string(), "2026-11-22T11:22:33.444Z");
}

#[test]
fn a_clock_that_goes_backwards_never_makes_a_change_older_than_its_booking() {
    let world = World::new();
    let account = world.account("jdoe");
    let booking = world.booked(&account, "2026-11-23", "10:00");
    world.set_clock("2026-11-01T00:00:00Z");
    let changed = world.set(booking.id, Confirmed);
    assert_eq!(changed.updated_at, booking.created_at);
    assert_eq!(world.last_log(booking.id).created_at, booking.created_at);
    let order: Vec<_> = world.get_booking_logs(booking.id).unwrap().iter().map(|log| log.event_type).collect();
    assert_eq!(order, [EventType::Created, EventType::StatusChange]);
}

#[test]
fn each_booking_has_its_own_entries() {
    let world = World::new();
    let account = world.account("jdoe");
    let made = world.book(slots(&account, "2026-11-23", &["10:00", "11:00"]));
    world.set(made[0].id, Failed);
    let entries = |index: usize| world.get_booking_logs(made[index].id).unwrap();
    assert_eq!((entries(0).len(), entries(1).len()), (2, 1));
    assert!(entries(1).iter().all(|log| log.booking_id == made[1].id));
}
