//! Many callers at once: a slot goes to exactly one of them, and the others learn to whom.

use std::sync::Barrier;

use booking_core::Error;
use booking_core::booking::Booking;
use booking_core::error::SlotConflict;
use booking_core::status::Status;

use crate::support::{World, done, rows, slots, to};

const CALLERS: usize = 50;
const ROUNDS: usize = 8;

/// Lets all callers go at the same moment.
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

/// The one answer that is no conflict, and what the others were told.
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
fn one_slot_goes_to_one_of_fifty_callers_and_the_others_are_told_which_booking_has_it() {
    let world = World::new();
    let account = world.account("jdoe");
    for round in 0..ROUNDS {
        let date = format!("2026-12-{:02}", round + 1);
        let (won, told) = one_winner(race(|_| done(world.create_booking(slots(&account, &date, &["10:00"])))));
        assert_eq!(told, vec![holding(&won[0]); CALLERS - 1]);
    }
    assert_eq!(rows(&world.shell(), "SELECT count(*) FROM bookings"), [format!("[Integer({ROUNDS})]")]);
    assert_eq!(rows(&world.shell(), "SELECT count(*) FROM booking_logs"), [format!("[Integer({ROUNDS})]")]);
}

#[test]
fn of_overlapping_requests_one_gets_all_its_slots_and_the_others_none() {
    let world = World::new();
    let account = world.account("jdoe");
    let wanted = [["09:00", "10:00", "11:00"], ["11:00", "10:00", "12:00"], ["08:00", "07:00", "10:00"]];
    for round in 0..ROUNDS {
        let date = format!("2026-12-{:02}", round + 1);
        let (won, told) =
            one_winner(race(|caller| done(world.create_booking(slots(&account, &date, &wanted[caller % 3])))));
        assert_eq!(won.len(), 3);
        assert!(
            told.len() >= CALLERS - 1 && told.iter().all(|taken| won.iter().any(|booking| holding(booking) == *taken))
        );
        let made = rows(&world.shell(), &format!("SELECT count(*) FROM bookings WHERE booking_date = '{date}'"));
        assert_eq!(made, ["[Integer(3)]"]);
    }
}

#[test]
fn of_fifty_failed_bookings_for_a_slot_one_can_be_retried() {
    let world = World::new();
    let account = world.account("jdoe");
    let failed: Vec<Booking> = (0..CALLERS)
        .map(|_| world.booked(&account, "2026-12-01", "10:00"))
        .map(|booking| world.set(booking.id, Status::Failed))
        .collect();
    for round in 0..ROUNDS {
        let next = [Status::Pending, Status::Confirmed];
        let (won, told) =
            one_winner(race(|caller| done(world.update_booking(failed[caller].id, to(next[(caller + round) % 2])))));
        assert_eq!(told, vec![holding(&won); CALLERS - 1]);
        world.set(won.id, Status::Failed);
    }
}

#[test]
fn a_netid_goes_to_one_of_fifty_callers() {
    let world = World::new();
    let add = |_| {
        let new = booking_core::account::NewAccount { netid: "jdoe".parse().unwrap(), password: None, is_active: true };
        done(world.add_account(new))
    };
    let answers = race(add);
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert!(
        answers.iter().filter_map(|answer| answer.as_ref().err()).all(|error| matches!(error, Error::NetIdTaken(_)))
    );
    assert_eq!(world.get_accounts(None).unwrap().len(), 1);
}

#[test]
fn a_booking_is_cancelled_by_one_of_fifty_callers() {
    let world = World::new();
    let account = world.account("jdoe");
    let booking = world.booked(&account, "2026-12-01", "10:00");
    let answers = race(|_| done(world.cancel_booking(booking.id, None)));
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert_eq!(world.get_booking_logs(booking.id).unwrap().len(), 2);
}
