//! The writer thread: group commit, full queue, locked database, closing.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::Poll;

use booking_core::account::Account;
use booking_core::booking::{Booking, NewBookings};
use booking_core::query::BookingFilter;
use booking_core::{Changes, Commit, CommitListener, Error};
use chrono_tz::Europe::Amsterdam;

use crate::support::{Fixture, all, done, slots};

/// Records the number of requests in each commit. While a test holds the mutex, the writer waits after its commit.
#[derive(Default)]
struct Groups(Mutex<Vec<usize>>);

impl CommitListener for Groups {
    fn committed(&self, commit: &Commit<'_>) {
        self.0.lock().unwrap().push(commit.requests);
    }
}

type Answer = Result<Vec<Booking>, Error>;

/// Requests for one slot each, all different.
fn requests(account: &Account, count: usize) -> Vec<NewBookings> {
    let date = |number| format!("2027-{:02}-{:02}", number / 28 % 12 + 1, number % 28 + 1);
    (0..count).map(|number| slots(account, &date(number), &[&format!("{:02}:00", number / 336)])).collect()
}

/// Sends every request, calls `then`, and waits for the results.
fn all_at_once(fixture: &Fixture, requests: Vec<NewBookings>, then: impl FnOnce()) -> Vec<Answer> {
    let mut changes: Vec<_> = requests.into_iter().map(|new| (Box::pin(fixture.create_booking(new)), None)).collect();
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

/// Like [`all_at_once`], while the writer waits until all requests are queued and `then` has returned.
fn all_behind_one_commit(
    groups: &Groups,
    fixture: &Fixture,
    requests: impl FnOnce(&Account) -> Vec<NewBookings>,
    then: impl FnOnce(),
) -> Vec<Answer> {
    let notes = groups.0.lock().unwrap();
    let account = fixture.account("jdoe");
    all_at_once(fixture, requests(&account), || {
        then();
        drop(notes);
    })
}

fn stored(fixture: &Fixture) -> usize {
    fixture.list(&all(BookingFilter::default())).len()
}

#[test]
fn a_full_queue_refuses_writes() {
    let groups = Arc::new(Groups::default());
    let fixture = Fixture::with_listener(groups.clone());
    let answers = all_behind_one_commit(
        &groups,
        &fixture,
        |account| requests(account, 1_200),
        || assert_eq!(fixture.waiting_writes(), 1_024),
    );
    let (queued, late) = answers.split_at(1_024);
    assert!(queued.iter().all(Result::is_ok));
    assert!(late.iter().all(|answer| matches!(answer, Err(Error::Overloaded))));
    assert_eq!(stored(&fixture), 1_024);
    assert_eq!(fixture.waiting_writes(), 0);
}

#[test]
fn a_locked_database_refuses_writes_until_it_is_unlocked() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let blocker = fixture.shell();
    blocker.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = fixture.refused(|| done(fixture.create_booking(slots(&account, "2026-11-23", &["10:00"]))));
    assert!(matches!(error, Error::StorageUnavailable { .. }), "{error}");
    assert_eq!(fixture.get_accounts(None).unwrap(), std::slice::from_ref(&account), "reading goes on");
    blocker.execute_batch("ROLLBACK").unwrap();
    fixture.booked(&account, "2026-11-23", "10:00");
}

#[test]
fn closing_commits_queued_writes_and_refuses_later_ones() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    let answers = all_at_once(&fixture, requests(&account, 300), || fixture.close());
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!(stored(&fixture), 300);
    let error = fixture.refused(|| done(fixture.create_booking(slots(&account, "2026-11-23", &["10:00"]))));
    assert!(matches!(error, Error::StorageUnavailable { .. }), "{error}");
    fixture.close();
}

#[test]
fn the_database_file_alone_is_complete_after_closing() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    fixture.booked(&account, "2026-11-23", "10:00");
    fixture.close();
    let before = fixture.contents();
    let copied = Fixture::closed(Amsterdam);
    std::fs::copy(fixture.database(), copied.database()).unwrap();
    assert_eq!(copied.contents(), before);
}

#[test]
fn dropping_the_future_does_not_cancel_the_write() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    {
        let mut change = pin!(fixture.create_booking(slots(&account, "2026-11-23", &["10:00"])));
        done(poll_fn(|context| {
            let _ = Pin::as_mut(&mut change).poll(context);
            Poll::Ready(())
        }));
    }
    // A later request is written later.
    fixture.booked(&account, "2026-11-23", "11:00");
    assert_eq!(stored(&fixture), 2);
}

#[test]
fn a_refused_request_does_not_affect_its_commit() {
    let groups = Arc::new(Groups::default());
    let fixture = Fixture::with_listener(groups.clone());
    // Each slot is requested twice; the second request also has a slot of its own.
    let twice = |account: &Account| {
        let again = |new: NewBookings| {
            let date = new.booking_date.to_string();
            [new, slots(account, &date, &["23:00", "00:00"])]
        };
        requests(account, 30).into_iter().flat_map(again).collect()
    };
    let answers = all_behind_one_commit(&groups, &fixture, twice, || ());
    for pair in answers.chunks(2) {
        assert!(pair[0].is_ok(), "{:?}", pair[0]);
        assert!(matches!(pair[1], Err(Error::SlotConflict(_))), "{:?}", pair[1]);
    }
    assert_eq!(stored(&fixture), 30);
    fixture.close();
    assert_eq!(*groups.0.lock().unwrap(), [1, 60]);
}

#[test]
fn queued_writes_share_commits() {
    let groups = Arc::new(Groups::default());
    let fixture = Fixture::with_listener(groups.clone());
    let answers = all_behind_one_commit(&groups, &fixture, |account| requests(account, 200), || ());
    assert!(answers.iter().all(Result::is_ok));
    fixture.close();
    assert_eq!(*groups.0.lock().unwrap(), [1, 64, 64, 64, 8]);
}

/// Records the changes of every commit.
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
    let fixture = Fixture::with_listener(reported.clone());
    let account = fixture.account("jdoe");
    let made = fixture.book(slots(&account, "2026-11-23", &["10:00", "11:00"]));
    done(fixture.create_booking(slots(&account, "2026-11-23", &["12:00", "11:00"]))).unwrap_err();
    done(fixture.cancel_booking(made[1].id, None)).unwrap();
    done(fixture.delete_account(account.id)).unwrap_err();
    fixture.close();
    let bookings = |bookings: &[&Booking]| Changes {
        bookings: bookings.iter().map(|booking| booking.id).collect(),
        ..Changes::default()
    };
    let expected = [
        Changes { accounts: vec![account.id], ..Changes::default() },
        bookings(&[&made[0], &made[1]]),
        Changes::default(),
        bookings(&[&made[1]]),
        Changes::default(),
    ];
    assert_eq!(*reported.0.lock().unwrap(), expected);
}

#[test]
fn a_failed_commit_fails_every_request_in_it() {
    let groups = Arc::new(Groups::default());
    let fixture = Fixture::with_listener(groups.clone());
    let elsewhere = fixture.folder.path().join("elsewhere");
    let answers = all_behind_one_commit(
        &groups,
        &fixture,
        |account| (0..10).map(|_| slots(account, "2026-11-23", &["10:00"])).collect(),
        || std::fs::rename(fixture.database(), &elsewhere).unwrap(),
    );
    for answer in answers {
        assert!(matches!(answer, Err(Error::StorageUnavailable { .. })), "{answer:?}");
    }
}
