//! Places that are given back.

use super::*;

#[test]
fn a_cancel_during_the_attempt_is_remembered_and_gives_the_place_back() {
    let mut fixture = Fixture::connected();
    let booking = fixture.pending();
    fixture.set_clock(OPENING);
    let attempt = fixture.claimed(booking.id).attempt;
    assert!(fixture.is_wanted(&attempt).unwrap());
    done(fixture.cancel_booking(booking.id, None)).unwrap();
    assert!(!fixture.is_wanted(&attempt).unwrap());
    assert!(fixture.tasks().is_empty(), "the attempt is under way");
    fixture.shut();
    fixture.open().unwrap();
    assert_eq!(done(fixture.rescue()).unwrap(), 1);
    assert_eq!(fixture.tasks(), [(Task::Release, OPENING.to_owned())]);
    let release = fixture.claimed(booking.id);
    assert_eq!(release.step, Step::Release { reference: None });
    done(fixture.record(release.attempt.id, answer(Outcome::Released, OPENING))).unwrap();
    assert!(fixture.tasks().is_empty());
    assert_eq!(fixture.last_log(booking.id).message, "The facility took the reservation back.");
}

#[test]
fn a_cancel_during_an_attempt_that_gets_nothing_gives_nothing_back() {
    for outcome in [Outcome::Full, Outcome::Withdrawn, Outcome::NotOpenYet] {
        let fixture = Fixture::connected();
        let booking = fixture.pending();
        fixture.set_clock(OPENING);
        let attempt = fixture.claimed(booking.id).attempt;
        done(fixture.cancel_booking(booking.id, None)).unwrap();
        done(fixture.record(attempt.id, answer(outcome, OPENING))).unwrap();
        assert!(fixture.tasks().is_empty(), "{outcome}");
    }
}

#[test]
fn a_place_is_given_back_however_often_it_was_compared_since() {
    let fixture = Fixture::connected();
    let booking = fixture.pending();
    fixture.answered(booking.id, Outcome::Confirmed, OPENING);
    for minute in 0..40 {
        fixture.answered(booking.id, Outcome::Unavailable, &format!("2026-11-23T10:{minute:02}:00.000Z"));
    }
    done(fixture.cancel_booking(booking.id, None)).unwrap();
    assert_eq!(fixture.tasks()[0].0, Task::Release);
}

#[test]
fn one_that_is_tried_again_before_its_place_is_given_back_looks_for_it_first() {
    let fixture = Fixture::connected();
    let booking = fixture.pending();
    fixture.answered(booking.id, Outcome::Confirmed, OPENING);
    fixture.set(booking.id, Status::Failed);
    fixture.answered(booking.id, Outcome::Unclear, "2026-11-22T10:01:00.000Z");
    fixture.set(booking.id, Status::Pending);
    assert_eq!(fixture.tasks()[0].0, Task::Check);
    assert_eq!(fixture.answered(booking.id, Outcome::Confirmed, "2026-11-22T10:02:00.000Z").status, Status::Confirmed);

    fixture.set(booking.id, Status::Failed);
    let release = fixture.claimed(booking.id).attempt;
    fixture.set(booking.id, Status::Pending);
    done(fixture.record(release.id, answer(Outcome::Released, "2026-11-22T10:03:00.000Z"))).unwrap();
    assert_eq!(fixture.tasks()[0].0, Task::Book, "nothing is left to look for");
}

#[test]
fn an_account_is_kept_until_its_places_are_given_back() {
    let fixture = Fixture::connected();
    let booking = fixture.pending();
    fixture.answered(booking.id, Outcome::Confirmed, OPENING);
    done(fixture.cancel_booking(booking.id, None)).unwrap();
    let delete = || done(fixture.delete_account(booking.account_id));
    assert!(matches!(fixture.refused(delete), Error::AccountGivesBack { places: 1, .. }));
    let release = fixture.claimed(booking.id).attempt;
    assert!(matches!(fixture.refused(delete), Error::AccountGivesBack { places: 1, .. }));
    done(fixture.record(release.id, answer(Outcome::Released, "2026-11-22T10:01:00.000Z"))).unwrap();
    assert_eq!(delete().unwrap(), Deletion::Archived);
}

#[test]
fn one_that_is_confirmed_by_hand_is_left_alone_also_when_it_is_cancelled() {
    let fixture = Fixture::connected();
    let booking = fixture.pending();
    done(fixture.mark_booking_confirmed(booking.id, parsed("BY HAND"))).unwrap();
    assert!(fixture.tasks().is_empty());
    done(fixture.cancel_booking(booking.id, None)).unwrap();
    assert!(fixture.tasks().is_empty());
}

#[test]
fn a_new_booking_waits_until_an_earlier_place_is_given_back() {
    let fixture = Fixture::connected();
    let first = fixture.pending();
    fixture.answered(first.id, Outcome::Confirmed, OPENING);
    done(fixture.cancel_booking(first.id, None)).unwrap();
    let account = fixture.get_account(first.account_id).unwrap();
    let mut new = slots(&account, "2026-11-25", &["11:00"]);
    new.place = Place::new(Location::X1, None).unwrap();
    let second = fixture.book(new).remove(0);
    let claim = Claim { booking_id: second.id, shown_half: None, send_at: None };
    assert!(done(fixture.claim(vec![claim])).unwrap().is_empty());
    done(fixture.settle(second.id)).unwrap();
    assert_eq!(fixture.explain_booking(second.id).unwrap().verdict, Verdict::Blocked);
    fixture.answered(first.id, Outcome::Released, OPENING);
    assert_eq!(fixture.tasks(), [(Task::Book, OPENING.to_owned())]);
}

#[test]
fn a_release_is_given_up_when_the_slot_begins() {
    let fixture = Fixture::connected();
    let booking = fixture.pending();
    fixture.answered(booking.id, Outcome::Confirmed, OPENING);
    done(fixture.cancel_booking(booking.id, None)).unwrap();
    fixture.set_clock(START);
    done(fixture.settle(booking.id)).unwrap();
    assert!(fixture.tasks().is_empty());
    assert_eq!(fixture.last_log(booking.id).message, "The facility did not take the reservation back in time.");
}

#[test]
fn a_release_is_repeated_within_the_minute_and_a_refused_one_within_minutes() {
    for (outcome, least, most) in [(Outcome::Unavailable, 45, 75), (Outcome::Refused, 450, 750)] {
        let fixture = Fixture::connected();
        let booking = fixture.pending();
        fixture.answered(booking.id, Outcome::Confirmed, OPENING);
        done(fixture.cancel_booking(booking.id, None)).unwrap();
        let (mut now, mut wait) = (OPENING.to_owned(), 0);
        for _ in 0..12 {
            fixture.answered(booking.id, outcome, &now);
            let again = fixture.tasks().remove(0).1;
            wait = (at(&again).utc() - at(&now).utc()).num_seconds();
            now = again;
        }
        assert!((least..=most).contains(&wait), "{outcome}: {wait} s");
    }
}
