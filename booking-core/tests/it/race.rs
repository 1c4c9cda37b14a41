//! Concurrent requests for the same slot, netid or booking.

use std::sync::Barrier;

use booking_core::Error;
use booking_core::booking::Booking;
use booking_core::error::SlotConflict;
use booking_core::status::Status;

use crate::support::{Fixture, done, rows, slots, to};

const CALLERS: usize = 50;
const ROUNDS: usize = 8;

/// Runs all callers at the same time.
fn race<T: Send>(call: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let start = Barrier::new(CALLERS);
    let run = |caller| {
        start.wait();
        call(caller)
    };
    std::thread::scope(|scope| {
        let callers: Vec<_> = (0..CALLERS).map(|caller| scope.spawn(move || run(caller))).collect();
        callers.into_iter().map(|caller| caller.join().unwrap()).collect()
    })
}

/// Returns the only success and the conflicts of the others.
fn one_winner<T>(answers: Vec<Result<T, Error>>) -> (T, Vec<SlotConflict>) {
    let (mut winners, mut told) = (Vec::new(), Vec::new());
    for answer in answers {
        match answer {
            Ok(won) => winners.push(won),
            Err(Error::SlotConflict(taken)) => told.extend(taken),
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(winners.len(), 1);
    (winners.remove(0), told)
}

fn holding(booking: &Booking) -> SlotConflict {
    let Booking { time_slot, id, location, status, .. } = *booking;
    SlotConflict { time_slot, booking_id: id, location, status }
}

#[test]
fn one_of_fifty_callers_gets_a_slot_and_the_others_its_booking() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    for round in 0..ROUNDS {
        let date = format!("2026-12-{:02}", round + 1);
        let (won, told) = one_winner(race(|_| done(fixture.create_booking(slots(&account, &date, &["10:00"])))));
        assert_eq!(told, vec![holding(&won[0]); CALLERS - 1]);
    }
    assert_eq!(rows(&fixture.shell(), "SELECT count(*) FROM bookings"), [format!("[Integer({ROUNDS})]")]);
    assert_eq!(rows(&fixture.shell(), "SELECT count(*) FROM booking_logs"), [format!("[Integer({ROUNDS})]")]);
}

#[test]
fn one_of_overlapping_requests_gets_all_slots_and_the_others_none() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let wanted = [["09:00", "10:00", "11:00"], ["11:00", "10:00", "12:00"], ["08:00", "07:00", "10:00"]];
    for round in 0..ROUNDS {
        let date = format!("2026-12-{:02}", round + 1);
        let (won, told) =
            one_winner(race(|caller| done(fixture.create_booking(slots(&account, &date, &wanted[caller % 3])))));
        assert_eq!(won.len(), 3);
        assert!(
            told.len() >= CALLERS - 1 && told.iter().all(|taken| won.iter().any(|booking| holding(booking) == *taken))
        );
        let made = rows(&fixture.shell(), &format!("SELECT count(*) FROM bookings WHERE booking_date = '{date}'"));
        assert_eq!(made, ["[Integer(3)]"]);
    }
}

#[test]
fn one_of_fifty_failed_bookings_of_a_slot_can_be_retried() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let failed: Vec<Booking> = (0..CALLERS)
        .map(|_| fixture.booked(&account, "2026-12-01", "10:00"))
        .map(|booking| fixture.set(booking.id, Status::Failed))
        .collect();
    for round in 0..ROUNDS {
        let next = [Status::Pending, Status::Confirmed];
        let (won, told) =
            one_winner(race(|caller| done(fixture.update_booking(failed[caller].id, to(next[(caller + round) % 2])))));
        assert_eq!(told, vec![holding(&won); CALLERS - 1]);
        fixture.set(won.id, Status::Failed);
    }
}

#[test]
fn one_of_fifty_callers_gets_a_netid() {
    let fixture = Fixture::new();
    let add = |_| {
        let new = booking_core::account::NewAccount {
            netid: "jdoe".parse().unwrap(),
            password: None,
            is_active: true,
            notify_email: None,
        };
        done(fixture.add_account(new))
    };
    let answers = race(add);
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert!(
        answers.iter().filter_map(|answer| answer.as_ref().err()).all(|error| matches!(error, Error::NetIdTaken(_)))
    );
    assert_eq!(fixture.get_accounts(None).unwrap().len(), 1);
}

#[test]
fn one_of_fifty_callers_cancels_a_booking() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let booking = fixture.booked(&account, "2026-12-01", "10:00");
    let answers = race(|_| done(fixture.cancel_booking(booking.id, None)));
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert_eq!(fixture.get_booking_logs(booking.id).unwrap().len(), 2);
}
