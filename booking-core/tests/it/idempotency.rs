//! A repeated request books once.

use booking_core::Error;
use booking_core::account::{Account, AccountChange};
use booking_core::booking::NewBookings;
use booking_core::retry_policy::{RetryInterval, RetryPolicy};
use booking_core::slot::{Location, Place, SubLocation};
use booking_core::status::Status;

use crate::support::{World, done, parsed, rows, slots};

fn keyed(account: &Account, key: &str, times: &[&str]) -> NewBookings {
    NewBookings { idempotency_key: Some(parsed(key)), ..slots(account, "2026-11-23", times) }
}

/// The answer to a repeated request, which must write nothing.
fn repeated(world: &World, new: NewBookings) -> Vec<booking_core::booking::Booking> {
    let before = world.contents();
    let answer = world.book(new);
    assert_eq!(world.contents(), before);
    answer
}

#[test]
fn the_same_key_with_the_same_request_answers_the_same_and_books_nothing() {
    let world = World::new();
    let account = world.account("jdoe");
    let first = world.book(keyed(&account, "attempt 1", &["10:00", "09:00"]));
    world.set_clock("2026-11-24T09:30:00Z");
    assert_eq!(repeated(&world, keyed(&account, "attempt 1", &["10:00", "09:00"])), first);
}

#[test]
fn the_answer_stays_the_same_after_the_bookings_changed() {
    let world = World::new();
    let account = world.account("jdoe");
    let first = world.book(keyed(&account, "k", &["10:00", "11:00", "12:00"]));
    world.set_clock("2026-11-22T10:00:00Z");
    done(world.mark_booking_confirmed(first[0].id, parsed("REF-1"))).unwrap();
    done(world.mark_booking_failed(first[1].id, parsed("no room"))).unwrap();
    done(world.cancel_booking(first[2].id, None)).unwrap();
    assert_eq!(repeated(&world, keyed(&account, "k", &["10:00", "11:00", "12:00"])), first);
    // The slot is free, and still the request is not carried out again.
    assert_eq!(world.get_booking(first[2].id).unwrap().status, Status::Cancelled);
}

#[test]
fn the_answer_stays_the_same_after_the_account_is_gone() {
    let world = World::new();
    let account = world.account("jdoe");
    let first = world.book(keyed(&account, "k", &["10:00"]));
    done(world.update_account(account.id, AccountChange::new(None, Some(false)).unwrap())).unwrap();
    assert_eq!(repeated(&world, keyed(&account, "k", &["10:00"])), first);
    done(world.cancel_booking(first[0].id, None)).unwrap();
    done(world.delete_account(account.id)).unwrap();
    assert_eq!(repeated(&world, keyed(&account, "k", &["10:00"])), first);
}

#[test]
fn the_same_key_with_a_different_request_is_refused() {
    let world = World::new();
    let (account, other) = (world.account("jdoe"), world.account("other"));
    let first = NewBookings {
        place: Place::new(Location::X1, Some(SubLocation::A)).unwrap(),
        ..keyed(&account, "k", &["10:00", "11:00"])
    };
    world.book(first.clone());
    let place = |location, half| Place::new(location, half).unwrap();
    let different = [
        NewBookings { account_id: other.id, ..first.clone() },
        NewBookings { booking_date: parsed("2026-11-24"), ..first.clone() },
        NewBookings { time_slots: keyed(&account, "k", &["10:00"]).time_slots, ..first.clone() },
        NewBookings { time_slots: keyed(&account, "k", &["11:00", "10:00"]).time_slots, ..first.clone() },
        NewBookings { place: place(Location::X1, Some(SubLocation::B)), ..first.clone() },
        NewBookings { place: place(Location::X1, None), ..first.clone() },
        NewBookings { place: place(Location::X3, Some(SubLocation::A)), ..first.clone() },
        NewBookings {
            retry: RetryPolicy { interval: RetryInterval::try_from(61).unwrap(), auto_retry: false },
            ..first.clone()
        },
        NewBookings { retry: RetryPolicy { auto_retry: true, ..RetryPolicy::default() }, ..first.clone() },
    ];
    for request in different {
        let error = world.refused(|| done(world.create_booking(request)));
        assert!(matches!(error, Error::IdempotencyMismatch), "{error}");
    }
    assert_eq!(repeated(&world, first).len(), 2);
}

#[test]
fn a_key_is_taken_to_the_letter() {
    let world = World::new();
    let account = world.account("jdoe");
    world.book(keyed(&account, "key", &["10:00"]));
    let error = world.refused(|| done(world.create_booking(keyed(&account, "Key", &["10:00"]))));
    assert!(matches!(error, Error::SlotConflict(_)), "{error}");
}

#[test]
fn a_refused_request_does_not_use_up_its_key() {
    let world = World::new();
    let account = world.account("jdoe");
    let holder = world.booked(&account, "2026-11-23", "10:00");
    let error = world.refused(|| done(world.create_booking(keyed(&account, "k", &["09:00", "10:00"]))));
    assert!(matches!(error, Error::SlotConflict(_)), "{error}");
    done(world.cancel_booking(holder.id, None)).unwrap();
    assert_eq!(world.book(keyed(&account, "k", &["09:00", "10:00"])).len(), 2);
}

#[test]
fn a_key_is_kept_for_seven_days() {
    let world = World::new();
    let account = world.account("jdoe");
    let first = world.book(keyed(&account, "k", &["10:00"]));
    world.set_clock("2026-11-29T09:29:59.999Z");
    assert_eq!(repeated(&world, keyed(&account, "k", &["10:00"])), first);
    world.set_clock("2026-11-29T09:30:00Z");
    let error = world.refused(|| done(world.create_booking(keyed(&account, "k", &["10:00"]))));
    assert!(matches!(error, Error::SlotConflict(_)), "{error}");
    assert_eq!(world.book(keyed(&account, "k", &["11:00"])).len(), 1);
}

#[test]
fn forgotten_keys_are_cleared_away() {
    let world = World::new();
    let account = world.account("jdoe");
    world.book(keyed(&account, "old 1", &["10:00"]));
    world.book(keyed(&account, "old 2", &["11:00"]));
    world.set_clock("2026-11-30T09:30:00Z");
    world.book(keyed(&account, "new", &["12:00"]));
    assert_eq!(rows(&world.shell(), "SELECT key FROM idempotency_keys"), [r#"[Text("new")]"#]);
}

#[test]
fn a_request_clears_away_no_more_keys_than_it_can_wait_for_and_its_own_among_them() {
    let world = World::new();
    let account = world.account("jdoe");
    let booking = world.book(keyed(&account, "first", &["10:00"])).remove(0);
    let old = "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 250) \
               INSERT INTO idempotency_keys SELECT 'old ' || i, 'anything', ?1, i FROM n";
    world.shell().execute(old, [booking.id.get()]).unwrap();
    let left = || rows(&world.shell(), "SELECT count(*) FROM idempotency_keys").remove(0);
    assert_eq!(world.book(keyed(&account, "old 250", &["11:00"])).len(), 1);
    assert_eq!(left(), "[Integer(151)]");
    world.book(keyed(&account, "second", &["12:00"]));
    world.book(keyed(&account, "third", &["13:00"]));
    assert_eq!(left(), "[Integer(4)]");
}

#[test]
fn a_key_is_known_after_a_restart_and_with_a_clock_that_went_backwards() {
    let mut world = World::new();
    let account = world.account("jdoe");
    let first = world.book(keyed(&account, "k", &["10:00"]));
    world.shut();
    world.open().unwrap();
    world.set_clock("2026-10-01T00:00:00Z");
    assert_eq!(repeated(&world, keyed(&account, "k", &["10:00"])), first);
}

#[test]
fn many_callers_with_one_key_book_once_and_get_the_same_answer() {
    let world = World::new();
    let account = world.account("jdoe");
    let answers: Vec<_> = std::thread::scope(|scope| {
        let callers: Vec<_> = (0..20)
            .map(|_| scope.spawn(|| done(world.create_booking(keyed(&account, "k", &["10:00", "11:00"]))).unwrap()))
            .collect();
        callers.into_iter().map(|caller| caller.join().unwrap()).collect()
    });
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(rows(&world.shell(), "SELECT count(*) FROM bookings"), ["[Integer(2)]"]);
}

#[test]
fn a_key_that_cannot_be_stored_leaves_no_bookings_behind() {
    let world = World::new();
    let account = world.account("jdoe");
    world
        .shell()
        .execute_batch(
            "CREATE TRIGGER no_keys BEFORE INSERT ON idempotency_keys BEGIN SELECT RAISE(ABORT, 'disk trouble'); END",
        )
        .unwrap();
    let error = world.refused(|| done(world.create_booking(keyed(&account, "k", &["10:00"]))));
    assert!(!error.to_string().contains("disk trouble"), "{error}");
    assert!(error.cause().unwrap().contains("disk trouble"), "{error}");
}
