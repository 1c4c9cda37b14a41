//! The one writer: what happens when it is busy, blocked or closed.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::Poll;

use booking_core::account::Account;
use booking_core::booking::{Booking, NewBookings};
use booking_core::query::BookingFilter;
use booking_core::{Changes, Commit, CommitListener, Error};
use chrono_tz::Europe::Amsterdam;

use crate::support::{World, all, done, slots};

/// Notes how many requests each commit took in. While a test holds the notes, the writer waits behind its last commit.
#[derive(Default)]
struct Groups(Mutex<Vec<usize>>);

impl CommitListener for Groups {
    fn committed(&self, commit: &Commit<'_>) {
        self.0.lock().unwrap().push(commit.requests);
    }
}

type Answer = Result<Vec<Booking>, Error>;

/// One slot a request, each another one.
fn requests(account: &Account, count: usize) -> Vec<NewBookings> {
    let date = |number| format!("2027-{:02}-{:02}", number / 28 % 12 + 1, number % 28 + 1);
    (0..count).map(|number| slots(account, &date(number), &[&format!("{:02}:00", number / 336)])).collect()
}

/// Asks for every change before it waits for the first answer, and calls `then` in between.
fn all_at_once(world: &World, requests: Vec<NewBookings>, then: impl FnOnce()) -> Vec<Answer> {
    let mut changes: Vec<_> = requests.into_iter().map(|new| (Box::pin(world.create_booking(new)), None)).collect();
    let mut then = Some(then);
    done(poll_fn(|context| {
        for (change, answer) in changes.iter_mut().filter(|(_, answer)| answer.is_none()) {
            if let Poll::Ready(ready) = change.as_mut().poll(context) {
                *answer = Some(ready);
            }
        }
        if let Some(then) = then.take() {
            then();
        }
        if changes.iter().all(|(_, answer)| answer.is_some()) { Poll::Ready(()) } else { Poll::Pending }
    }));
    changes.into_iter().map(|(_, answer)| answer.unwrap()).collect()
}

/// As [`all_at_once`], with a writer that waits until everything was asked for and `then` has looked at it.
fn all_behind_one_commit(
    groups: &Groups,
    world: &World,
    requests: impl FnOnce(&Account) -> Vec<NewBookings>,
    then: impl FnOnce(),
) -> Vec<Answer> {
    let notes = groups.0.lock().unwrap();
    let account = world.account("jdoe");
    all_at_once(world, requests(&account), || {
        then();
        drop(notes);
    })
}

fn stored(world: &World) -> usize {
    world.list(&all(BookingFilter::default())).len()
}

#[test]
fn when_too_many_changes_wait_the_next_ones_are_refused_and_nothing_of_them_is_written() {
    let groups = Arc::new(Groups::default());
    let world = World::with_listener(groups.clone());
    let answers = all_behind_one_commit(
        &groups,
        &world,
        |account| requests(account, 1_200),
        || assert_eq!(world.waiting_writes(), 1_024),
    );
    let (queued, late) = answers.split_at(1_024);
    assert!(queued.iter().all(Result::is_ok));
    assert!(late.iter().all(|answer| matches!(answer, Err(Error::Overloaded))));
    assert_eq!(stored(&world), 1_024);
    assert_eq!(world.waiting_writes(), 0);
}

#[test]
fn while_another_program_holds_the_database_nothing_is_written_and_afterwards_all_is_well() {
    let world = World::new();
    let account = world.account("jdoe");
    let blocker = world.shell();
    blocker.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = world.refused(|| done(world.create_booking(slots(&account, "2026-11-23", &["10:00"]))));
    assert!(matches!(error, Error::StorageUnavailable { .. }), "{error}");
    assert_eq!(
        error.to_string(),
        "The booking storage is not available right now: try again in a moment. Nothing was written."
    );
    assert_eq!(world.get_accounts(None).unwrap(), std::slice::from_ref(&account), "reading goes on");
    blocker.execute_batch("ROLLBACK").unwrap();
    world.booked(&account, "2026-11-23", "10:00");
}

#[test]
fn closing_commits_what_waits_and_refuses_what_comes_later() {
    let world = World::new();
    let account = world.account("jdoe");
    let answers = all_at_once(&world, requests(&account, 300), || world.close());
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!(stored(&world), 300);
    let error = world.refused(|| done(world.create_booking(slots(&account, "2026-11-23", &["10:00"]))));
    assert!(matches!(error, Error::StorageUnavailable { .. }), "{error}");
    world.close();
}

#[test]
fn once_closed_the_database_file_alone_holds_everything() {
    let world = World::new();
    let account = world.account("jdoe");
    world.booked(&account, "2026-11-23", "10:00");
    world.close();
    let before = world.contents();
    let copied = World::closed(Amsterdam);
    std::fs::copy(world.database(), copied.database()).unwrap();
    assert_eq!(copied.contents(), before);
}

#[test]
fn a_caller_that_goes_away_does_not_undo_its_change() {
    let world = World::new();
    let account = world.account("jdoe");
    {
        let mut change = pin!(world.create_booking(slots(&account, "2026-11-23", &["10:00"])));
        done(poll_fn(|context| {
            let _ = Pin::as_mut(&mut change).poll(context);
            Poll::Ready(())
        }));
    }
    // What is queued later is written later.
    world.booked(&account, "2026-11-23", "11:00");
    assert_eq!(stored(&world), 2);
}

#[test]
fn what_is_refused_does_not_spoil_what_shares_its_commit() {
    let groups = Arc::new(Groups::default());
    let world = World::with_listener(groups.clone());
    // Each slot is asked for twice in a row; the second request also asks for one that nobody else wants.
    let twice = |account: &Account| {
        let again = |new: NewBookings| {
            let date = new.booking_date.to_string();
            [new, slots(account, &date, &["23:00", "00:00"])]
        };
        requests(account, 30).into_iter().flat_map(again).collect()
    };
    let answers = all_behind_one_commit(&groups, &world, twice, || ());
    for pair in answers.chunks(2) {
        assert!(pair[0].is_ok(), "{:?}", pair[0]);
        assert!(matches!(pair[1], Err(Error::SlotConflict(_))), "{:?}", pair[1]);
    }
    assert_eq!(stored(&world), 30);
    world.close();
    assert_eq!(*groups.0.lock().unwrap(), [1, 60]);
}

#[test]
fn changes_that_wait_together_share_commits() {
    let groups = Arc::new(Groups::default());
    let world = World::with_listener(groups.clone());
    let answers = all_behind_one_commit(&groups, &world, |account| requests(account, 200), || ());
    assert!(answers.iter().all(Result::is_ok));
    world.close();
    assert_eq!(*groups.0.lock().unwrap(), [1, 64, 64, 64, 8]);
}

/// Keeps the changes of every commit.
#[derive(Default)]
struct Reported(Mutex<Vec<Changes>>);

impl CommitListener for Reported {
    fn committed(&self, commit: &Commit<'_>) {
        self.0.lock().unwrap().push(commit.changes.clone());
    }
}

#[test]
fn a_commit_reports_the_changed_rows_once_and_nothing_of_refused_requests() {
    let reported = Arc::new(Reported::default());
    let world = World::with_listener(reported.clone());
    let account = world.account("jdoe");
    let made = world.book(slots(&account, "2026-11-23", &["10:00", "11:00"]));
    done(world.create_booking(slots(&account, "2026-11-23", &["12:00", "11:00"]))).unwrap_err();
    done(world.cancel_booking(made[1].id, None)).unwrap();
    done(world.delete_account(account.id)).unwrap_err();
    world.close();
    let bookings = |bookings: &[&Booking]| Changes {
        bookings: bookings.iter().map(|booking| booking.id).collect(),
        accounts: Vec::new(),
    };
    let expected = [
        Changes { bookings: Vec::new(), accounts: vec![account.id] },
        bookings(&[&made[0], &made[1]]),
        Changes::default(),
        bookings(&[&made[1]]),
        Changes::default(),
    ];
    assert_eq!(*reported.0.lock().unwrap(), expected);
}

#[test]
fn nobody_is_refused_because_of_a_change_that_was_never_written() {
    let groups = Arc::new(Groups::default());
    let world = World::with_listener(groups.clone());
    let elsewhere = world.folder.path().join("elsewhere");
    let answers = all_behind_one_commit(
        &groups,
        &world,
        |account| (0..10).map(|_| slots(account, "2026-11-23", &["10:00"])).collect(),
        || std::fs::rename(world.database(), &elsewhere).unwrap(),
    );
    for answer in answers {
        assert!(matches!(answer, Err(Error::StorageUnavailable { .. })), "{answer:?}");
    }
}
