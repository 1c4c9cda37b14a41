mod releases;

use std::sync::Arc;
use std::time::Duration;

use booking_core::Error;
use booking_core::account::AccountChange;
use booking_core::automation::{Step, Verdict};
use booking_core::booking::Booking;
use booking_core::clock::{MicroTimestamp, Timestamp};
use booking_core::gateway::{Answer, FacilityMessage, Outcome};
use booking_core::ids::BookingId;
use booking_core::query::AttemptQuery;
use booking_core::service::{Claim, Claimed, Deletion};
use booking_core::slot::{Location, Place};
use booking_core::status::Status;
use booking_core::task::{Due, Task};

use crate::support::{Fixture, done, parsed, profile, slots};

/// Half an hour after [`crate::support::NOW`].
const OPENING: &str = "2026-11-22T10:00:00.000Z";
const START: &str = "2026-11-25T10:00:00.000Z";

fn at(moment: &str) -> Timestamp {
    parsed(moment)
}

fn answer(outcome: Outcome, moment: &str) -> Answer {
    let at = MicroTimestamp::from(at(moment));
    Answer {
        outcome,
        message: FacilityMessage::new("The facility's words."),
        status_code: Some(200),
        retry_after: None,
        reference: (outcome == Outcome::Confirmed).then(|| parsed("R-1")),
        sent_at: Some(at),
        answered_at: at,
    }
}

impl Fixture {
    /// A pending booking of X1, which opens at [`OPENING`].
    fn pending(&self) -> Booking {
        let account = self.account("jdevries");
        let mut new = slots(&account, "2026-11-25", &["11:00"]);
        new.place = Place::new(Location::X1, None).unwrap();
        self.book(new).remove(0)
    }

    fn claimed(&self, id: BookingId) -> Claimed {
        let claim = Claim { booking_id: id, shown_half: None, send_at: None };
        done(self.claim(vec![claim])).unwrap().remove(0)
    }

    /// Claims the booking's step and records its answer.
    fn answered(&self, id: BookingId, outcome: Outcome, moment: &str) -> Booking {
        self.set_clock(moment);
        let attempt = self.claimed(id).attempt;
        done(self.record(attempt.id, answer(outcome, moment))).unwrap().unwrap()
    }

    fn tasks(&self) -> Vec<(Task, String)> {
        self.next_tasks(50).unwrap().iter().map(|due| (due.task, due.due_at.to_string())).collect()
    }

    fn outcomes(&self, id: BookingId) -> Vec<Option<Outcome>> {
        let limit = 50.try_into().unwrap();
        let query =
            AttemptQuery { booking_id: Some(id), account_id: None, plan_id: None, outcome: None, after: None, limit };
        self.get_attempts(&query).unwrap().attempts.iter().rev().map(|attempt| attempt.outcome).collect()
    }
}

#[test]
fn a_booking_is_due_at_its_opening_and_claimed_once() {
    let fixture = Fixture::connected();
    let booking = fixture.pending();
    assert_eq!(fixture.tasks(), [(Task::Book, OPENING.to_owned())]);
    let due = Due { booking_id: booking.id, task: Task::Book, due_at: at(OPENING) };
    assert_eq!(fixture.next_due(None).unwrap(), Some(due));
    assert_eq!(fixture.next_due(Some(at(OPENING))).unwrap(), None);
    assert_eq!(fixture.due_until(at(OPENING), 10).unwrap(), [due]);
    assert_eq!(fixture.count_due(at(OPENING), 10).unwrap(), 1);
    let claimed = fixture.claimed(booking.id);
    assert_eq!((claimed.attempt.due_at, claimed.attempt.number), (at(OPENING), 1));
    assert!(matches!(claimed.step, Step::Book { .. }));
    let again = Claim { booking_id: booking.id, shown_half: None, send_at: None };
    assert!(done(fixture.claim(vec![again])).unwrap().is_empty());
    assert!(fixture.tasks().is_empty());
}

#[test]
fn a_claim_keeps_the_half_and_the_moment_that_it_is_given() {
    let fixture = Fixture::connected();
    let booking = fixture.pending();
    let moment = at("2026-11-22T10:00:02.000Z");
    let claim = Claim { booking_id: booking.id, shown_half: Some(parsed("B")), send_at: Some(moment) };
    let attempt = done(fixture.claim(vec![claim])).unwrap().remove(0).attempt;
    assert_eq!((attempt.sub_location, attempt.due_at), (Some(parsed("B")), moment));
}

#[test]
fn an_answer_changes_attempt_booking_trail_and_plan_together_and_once() {
    let fixture = Fixture::connected();
    let booking = fixture.pending();
    fixture.set_clock(OPENING);
    let attempt = fixture.claimed(booking.id).attempt;
    let confirmed = done(fixture.record(attempt.id, answer(Outcome::Confirmed, OPENING))).unwrap().unwrap();
    assert_eq!((confirmed.status, confirmed.booking_reference.as_deref()), (Status::Confirmed, Some("R-1")));
    assert_eq!(confirmed.attempts, 1);
    assert_eq!(fixture.outcomes(booking.id), [Some(Outcome::Confirmed)]);
    assert!(fixture.last_log(booking.id).message.contains("R-1"));
    assert_eq!(fixture.tasks(), [(Task::Check, "2026-11-23T10:00:00.000Z".to_owned())]);
    let before = fixture.contents();
    assert_eq!(done(fixture.record(attempt.id, answer(Outcome::Full, OPENING))).unwrap(), None);
    assert_eq!(fixture.contents(), before);
}

#[test]
fn a_rate_limit_holds_back_every_booking() {
    let fixture = Fixture::connected();
    let booking = fixture.pending();
    fixture.set_clock(OPENING);
    let attempt = fixture.claimed(booking.id).attempt;
    let limited = Answer { retry_after: Some(Duration::from_mins(5)), ..answer(Outcome::RateLimited, OPENING) };
    done(fixture.record(attempt.id, limited)).unwrap();
    assert_eq!(fixture.get_booking(booking.id).unwrap().attempts, 0);
    let other = fixture.account("other");
    let mut new = slots(&other, "2026-11-25", &["11:00"]);
    new.place = Place::new(Location::X1, None).unwrap();
    fixture.book(new);
    let held = (Task::Book, "2026-11-22T10:05:00.000Z".to_owned());
    assert_eq!(fixture.tasks(), [held.clone(), held]);
}

#[test]
fn a_booking_that_is_tried_again_starts_without_a_history() {
    let fixture = Fixture::connected();
    let booking = fixture.pending();
    let failed = fixture.answered(booking.id, Outcome::Refused, OPENING);
    assert_eq!(failed.status, Status::Failed);
    // The clock was set back meanwhile.
    fixture.set_clock("2026-11-22T09:00:00.000Z");
    let pending = fixture.set(booking.id, Status::Pending);
    assert_eq!(pending.next_attempt_at, Some(at(OPENING)));
    assert_eq!(fixture.outcomes(booking.id).len(), 1, "kept for good");
}

#[test]
fn a_confirmed_booking_is_compared_again_once_its_account_may_be_asked_again() {
    let fixture = Fixture::connected();
    let booking = fixture.pending();
    fixture.answered(booking.id, Outcome::Confirmed, OPENING);
    let compared = vec![(Task::Check, "2026-11-23T10:00:00.000Z".to_owned())];
    assert_eq!(fixture.tasks(), compared);
    let consent = |may| {
        done(fixture.update_account(booking.account_id, AccountChange::new(None, None, Some(may), None).unwrap()))
    };
    consent(false).unwrap();
    assert!(fixture.tasks().is_empty());
    consent(true).unwrap();
    assert_eq!(fixture.tasks(), compared);
}

#[test]
fn a_pending_booking_fails_at_its_deadline_with_the_last_answers() {
    let fixture = Fixture::connected();
    let booking = fixture.pending();
    fixture.answered(booking.id, Outcome::Unavailable, OPENING);
    fixture.set_clock("2026-11-25T09:30:00.000Z");
    done(fixture.settle(booking.id)).unwrap();
    let failed = fixture.get_booking(booking.id).unwrap();
    assert_eq!(failed.status, Status::Failed);
    assert!(failed.error_message.unwrap().contains("The facility's words."));
}

#[test]
fn a_look_without_a_place_and_a_failed_look_come_again_later() {
    let fixture = Fixture::connected();
    let account = fixture.account("jdevries");
    let mut new = slots(&account, "2026-11-25", &["11:00"]);
    (new.place, new.retry.auto_retry) = (Place::new(Location::X1, Some(parsed("A"))).unwrap(), true);
    let booking = fixture.book(new).remove(0);
    fixture.answered(booking.id, Outcome::Full, OPENING);
    let interval = booking.retry.interval.get();
    let again = MicroTimestamp::from(at(OPENING)).plus_micros(interval * 1_000_000).to_millis();
    assert_eq!(fixture.tasks(), [(Task::Book, again.to_string())]);
    fixture.set_clock(&again.to_string());
    done(fixture.looked(vec![booking.id])).unwrap();
    let later = MicroTimestamp::from(again).plus_micros(interval * 1_000_000).to_millis();
    assert_eq!(fixture.tasks(), [(Task::Book, later.to_string())]);
    let due = Due { booking_id: booking.id, task: Task::Book, due_at: later };
    done(fixture.postpone(due, at(START))).unwrap();
    assert_eq!(fixture.tasks(), [(Task::Book, START.to_owned())]);
    // A plan that changed meanwhile stays.
    done(fixture.postpone(due, at(OPENING))).unwrap();
    assert_eq!(fixture.tasks(), [(Task::Book, START.to_owned())]);
}

#[test]
fn a_pause_is_kept_and_its_end_plans_what_waited() {
    let mut fixture = Fixture::connected();
    let booking = fixture.pending();
    done(fixture.set_paused(true)).unwrap();
    done(fixture.settle(booking.id)).unwrap();
    assert_eq!(fixture.tasks(), [(Task::Expire, "2026-11-25T09:30:00.000Z".to_owned())]);
    fixture.shut();
    fixture.open().unwrap();
    assert!(fixture.is_paused().unwrap());
    assert_eq!(done(fixture.resume(0, 10)).unwrap(), None);
    assert_eq!(fixture.tasks()[0].0, Task::Expire);
    done(fixture.set_paused(false)).unwrap();
    assert_eq!(done(fixture.resume(0, 10)).unwrap(), Some(booking.id.get()));
    assert_eq!(done(fixture.resume(booking.id.get(), 10)).unwrap(), None);
    assert_eq!(fixture.tasks(), [(Task::Book, OPENING.to_owned())]);
}

#[test]
fn a_changed_profile_plans_all_pending_bookings_in_batches() {
    let mut fixture = Fixture::connected();
    let account = fixture.account("jdevries");
    let mut new = slots(&account, "2026-11-25", &["11:00", "12:00", "13:00"]);
    new.place = Place::new(Location::X1, None).unwrap();
    fixture.book(new);
    assert_eq!(done(fixture.replan(0, 10)).unwrap(), None);
    fixture.shut();
    fixture.profile = Some(Arc::new(profile(4_300)));
    fixture.open().unwrap();
    let mut after = Some(0);
    let mut batches = 0;
    while let Some(from) = after {
        after = done(fixture.replan(from, 2)).unwrap();
        batches += 1;
    }
    assert_eq!(batches, 2);
    let moments: Vec<_> = fixture.tasks().into_iter().map(|(_, moment)| moment).collect();
    assert_eq!(moments, ["2026-11-22T10:20:00.000Z", "2026-11-22T11:20:00.000Z", "2026-11-22T12:20:00.000Z"]);
}

#[test]
fn without_a_facility_nothing_is_planned_until_one_is_connected() {
    let mut fixture = Fixture::connected();
    done(fixture.replan(0, 10)).unwrap();
    fixture.shut();
    let profile = fixture.profile.take();
    fixture.open().unwrap();
    done(fixture.forget_plans()).unwrap();
    let booking = fixture.pending();
    assert!(fixture.tasks().is_empty());
    assert!(booking.opens_at.is_none() && booking.next_attempt_at.is_none());
    fixture.shut();
    fixture.profile = profile;
    fixture.open().unwrap();
    done(fixture.replan(0, 10)).unwrap();
    assert_eq!(fixture.tasks(), [(Task::Book, OPENING.to_owned())]);
}

#[test]
fn an_attempt_asked_for_is_due_at_once() {
    let fixture = Fixture::connected();
    let booking = fixture.pending();
    let asked = done(fixture.attempt_now(booking.id)).unwrap();
    assert_eq!(asked.next_attempt_at, Some(fixture.now()));
    let waiting = fixture.answered(booking.id, Outcome::NotOpenYet, "2026-11-22T09:30:00.000Z");
    assert_eq!((waiting.next_attempt_at, waiting.attempts), (Some(at(OPENING)), 0));
}
