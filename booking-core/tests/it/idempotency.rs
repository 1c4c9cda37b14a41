//! A repeated request books once.

use booking_core::Error;
use booking_core::account::{Account, AccountChange};
use booking_core::booking::NewBookings;
use booking_core::retry_policy::{RetryInterval, RetryPolicy};
use booking_core::slot::{Location, Place, SubLocation};
use booking_core::status::Status;

use crate::support::{Fixture, done, parsed, rows, slots};

fn keyed(account: &Account, key: &str, times: &[&str]) -> NewBookings {
    NewBookings { idempotency_key: Some(parsed(key)), ..slots(account, "2026-11-23", times) }
}

/// Repeats a request, which must write nothing.
fn repeated(fixture: &Fixture, new: NewBookings) -> Vec<booking_core::booking::Booking> {
    let before = fixture.contents();
    let answer = fixture.book(new);
    assert_eq!(fixture.contents(), before);
    answer
}

#[test]
fn a_repeated_request_returns_the_same_and_books_nothing() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let first = fixture.book(keyed(&account, "attempt 1", &["10:00", "09:00"]));
    fixture.set_clock("2026-11-24T09:30:00Z");
    assert_eq!(repeated(&fixture, keyed(&account, "attempt 1", &["10:00", "09:00"])), first);
}

#[test]
fn a_repeated_request_returns_the_same_after_the_bookings_changed() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let first = fixture.book(keyed(&account, "k", &["10:00", "11:00", "12:00"]));
    fixture.set_clock("2026-11-22T10:00:00Z");
    done(fixture.mark_booking_confirmed(first[0].id, parsed("REF-1"))).unwrap();
    done(fixture.mark_booking_failed(first[1].id, parsed("no room"))).unwrap();
    done(fixture.cancel_booking(first[2].id, None)).unwrap();
    assert_eq!(repeated(&fixture, keyed(&account, "k", &["10:00", "11:00", "12:00"])), first);
    // The slot is free, but the request is not carried out again.
    assert_eq!(fixture.get_booking(first[2].id).unwrap().status, Status::Cancelled);
}

#[test]
fn a_repeated_request_returns_the_same_after_the_account_was_deleted() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let first = fixture.book(keyed(&account, "k", &["10:00"]));
    done(fixture.update_account(account.id, AccountChange::new(None, Some(false), None, None).unwrap())).unwrap();
    assert_eq!(repeated(&fixture, keyed(&account, "k", &["10:00"])), first);
    done(fixture.cancel_booking(first[0].id, None)).unwrap();
    done(fixture.delete_account(account.id)).unwrap();
    assert_eq!(repeated(&fixture, keyed(&account, "k", &["10:00"])), first);
}

#[test]
fn the_same_key_with_a_different_request_is_refused() {
    let fixture = Fixture::new();
    let (account, other) = (fixture.account("jdoe"), fixture.account("other"));
    let first = NewBookings {
        place: Place::new(Location::X1, Some(SubLocation::A)).unwrap(),
        ..keyed(&account, "k", &["10:00", "11:00"])
    };
    fixture.book(first.clone());
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
        let error = fixture.refused(|| done(fixture.create_booking(request)));
        assert!(matches!(error, Error::IdempotencyMismatch), "{error}");
    }
    assert_eq!(repeated(&fixture, first).len(), 2);
}

#[test]
fn keys_differ_in_case_and_white_space() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    fixture.book(keyed(&account, "key", &["10:00"]));
    let error = fixture.refused(|| done(fixture.create_booking(keyed(&account, "Key", &["10:00"]))));
    assert!(matches!(error, Error::SlotConflict(_)), "{error}");
}

#[test]
fn a_refused_request_does_not_store_its_key() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let holder = fixture.booked(&account, "2026-11-23", "10:00");
    let error = fixture.refused(|| done(fixture.create_booking(keyed(&account, "k", &["09:00", "10:00"]))));
    assert!(matches!(error, Error::SlotConflict(_)), "{error}");
    done(fixture.cancel_booking(holder.id, None)).unwrap();
    assert_eq!(fixture.book(keyed(&account, "k", &["09:00", "10:00"])).len(), 2);
}

#[test]
fn a_key_is_kept_for_seven_days() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let first = fixture.book(keyed(&account, "k", &["10:00"]));
    fixture.set_clock("2026-11-29T09:29:59.999Z");
    assert_eq!(repeated(&fixture, keyed(&account, "k", &["10:00"])), first);
    fixture.set_clock("2026-11-29T09:30:00Z");
    let error = fixture.refused(|| done(fixture.create_booking(keyed(&account, "k", &["10:00"]))));
    assert!(matches!(error, Error::SlotConflict(_)), "{error}");
    assert_eq!(fixture.book(keyed(&account, "k", &["11:00"])).len(), 1);
}

#[test]
fn expired_keys_are_deleted() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    fixture.book(keyed(&account, "old 1", &["10:00"]));
    fixture.book(keyed(&account, "old 2", &["11:00"]));
    fixture.set_clock("2026-11-30T09:30:00Z");
    fixture.book(keyed(&account, "new", &["12:00"]));
    assert_eq!(rows(&fixture.shell(), "SELECT key FROM idempotency_keys"), [r#"[Text("new")]"#]);
}

#[test]
fn a_request_deletes_a_bounded_number_of_expired_keys() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let booking = fixture.book(keyed(&account, "first", &["10:00"])).remove(0);
    let old = "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 250) \
               INSERT INTO idempotency_keys SELECT 'old ' || i, 'anything', ?1, i FROM n";
    fixture.shell().execute(old, [booking.id.get()]).unwrap();
    let left = || rows(&fixture.shell(), "SELECT count(*) FROM idempotency_keys").remove(0);
    assert_eq!(fixture.book(keyed(&account, "old 250", &["11:00"])).len(), 1);
    assert_eq!(left(), "[Integer(151)]");
    fixture.book(keyed(&account, "second", &["12:00"]));
    fixture.book(keyed(&account, "third", &["13:00"]));
    assert_eq!(left(), "[Integer(4)]");
}

#[test]
fn a_key_survives_a_restart_and_a_clock_set_back() {
    let mut fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let first = fixture.book(keyed(&account, "k", &["10:00"]));
    fixture.shut();
    fixture.open().unwrap();
    fixture.set_clock("2026-10-01T00:00:00Z");
    assert_eq!(repeated(&fixture, keyed(&account, "k", &["10:00"])), first);
}

#[test]
fn concurrent_requests_with_one_key_book_once() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let answers: Vec<_> = std::thread::scope(|scope| {
        let callers: Vec<_> = (0..20)
            .map(|_| scope.spawn(|| done(fixture.create_booking(keyed(&account, "k", &["10:00", "11:00"]))).unwrap()))
            .collect();
        callers.into_iter().map(|caller| caller.join().unwrap()).collect()
    });
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(rows(&fixture.shell(), "SELECT count(*) FROM bookings"), ["[Integer(2)]"]);
}

#[test]
fn a_failure_to_store_the_key_rolls_the_bookings_back() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    fixture
        .shell()
        .execute_batch(
            "CREATE TRIGGER no_keys BEFORE INSERT ON idempotency_keys BEGIN SELECT RAISE(ABORT, 'disk trouble'); END",
        )
        .unwrap();
    let error = fixture.refused(|| done(fixture.create_booking(keyed(&account, "k", &["10:00"]))));
    assert!(!error.to_string().contains("disk trouble"), "{error}");
    assert!(error.cause().unwrap().contains("disk trouble"), "{error}");
}
