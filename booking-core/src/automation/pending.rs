//! The next step of a pending booking.

use super::facts::{AttemptKind, Facts, PastAttempt, SignInState, Window};
use super::hold::{TRANSIENT, check_again};
use super::step::{Decision, ReasonCode, Step};
use super::{backoff, words};
use crate::clock::Timestamp;
use crate::gateway::Outcome;
use crate::slot::SubLocation;

/// The time after the opening in which a `not_open_yet` leads to another attempt at once, in milliseconds.
const OPENING_PATIENCE: i64 = 30_000;

pub(super) const SIGN_IN: &str = "The facility refused to sign the account in. Enter a new password or token.";

/// Outcomes after which the slot is asked for again because the facility could not be reached.
const UNREACHED: [Outcome; 2] = [Outcome::Unavailable, Outcome::Unclear];

pub(super) fn pending(facts: &Facts) -> Decision {
    let rest = |code, message| Decision::new(Step::Rest, None, code, message);
    let Some(window) = facts.window else {
        return rest(ReasonCode::LocationUnknown, "The connected facility does not have this location.");
    };
    if facts.status_since >= facts.starts_at {
        return rest(ReasonCode::Past, "The slot had begun when the booking was made.");
    }
    if !facts.account.is_active {
        return rest(ReasonCode::AccountInactive, "The account is switched off.");
    }
    if !facts.account.may_automate {
        return rest(ReasonCode::AutomationOff, "Automatic attempts are switched off for the account.");
    }
    if facts.now >= window.deadline {
        return Decision::fail(window.deadline, ReasonCode::TooLate, &words::too_late(facts, window));
    }
    if facts.account.sign_in == SignInState::Needed {
        return Decision::new(Step::Wait, Some(window.deadline), ReasonCode::SignInNeeded, SIGN_IN);
    }
    if facts.paused {
        let message = "Attempts are paused. Resume them to go on.";
        return Decision::new(Step::Wait, Some(window.deadline), ReasonCode::Paused, message);
    }
    if facts.release_first {
        let message = "A place that the account gives back comes first.";
        return Decision::new(Step::Wait, Some(window.deadline), ReasonCode::Releasing, message);
    }
    before_deadline(held_back(attempt(facts, window), facts), facts, window)
}

/// Nothing is sent before the facility's `Retry-After` has passed.
fn held_back(mut decision: Decision, facts: &Facts) -> Decision {
    let sends = matches!(decision.step, Step::Book { .. } | Step::Check);
    if let (true, Some(hold), Some(due_at)) = (sends, facts.hold_until, decision.due_at)
        && hold > due_at
    {
        decision.due_at = Some(hold);
        decision.reasons.push(words::rate_limited());
    }
    decision
}

/// A step that comes due at the deadline or later becomes the failure at the deadline.
fn before_deadline(decision: Decision, facts: &Facts, window: Window) -> Decision {
    let sends = matches!(decision.step, Step::Book { .. } | Step::Check);
    if sends && decision.due_at.is_some_and(|due_at| due_at >= window.deadline) {
        let mut late = Decision::fail(window.deadline, ReasonCode::TooLate, &words::too_late(facts, window));
        late.reasons.extend(decision.reasons);
        return late;
    }
    decision
}

fn attempt(facts: &Facts, window: Window) -> Decision {
    let planned = match facts.last() {
        None => first(facts, window),
        Some(last) if last.kind == AttemptKind::Release => after_release(facts, window, last),
        Some(last) if last.kind == AttemptKind::Check => after_check(facts, last),
        Some(last) => after_book(facts, window, last),
    };
    match facts.asked_at {
        Some(asked_at) => at_once(facts, &planned, asked_at),
        None => planned,
    }
}

/// A person asked for an attempt: its moment moves to now. A slot that may be booked is still checked first.
fn at_once(facts: &Facts, planned: &Decision, asked_at: Timestamp) -> Decision {
    let (code, message) = (ReasonCode::Asked, "A person asked for an attempt.");
    match &planned.step {
        Step::Check => check(asked_at, code, message),
        Step::Book { sub_location, .. } => {
            Decision::new(Step::Book { sub_location: *sub_location, look_first: false }, Some(asked_at), code, message)
        }
        _ => book(facts, asked_at, false, code, message),
    }
}

fn first(facts: &Facts, window: Window) -> Decision {
    if window.opens_at > facts.now {
        let message = "The facility has not opened the slot yet.";
        return book(facts, window.opens_at.max(facts.status_since), false, ReasonCode::Opens, message);
    }
    let due_at = window.opens_at.max(facts.status_since);
    book(facts, due_at, false, ReasonCode::Open, "The slot is open.")
}

/// A booking that became pending again while its reservation was to be taken back: it may be there still.
fn after_release(facts: &Facts, window: Window, last: &PastAttempt) -> Decision {
    if facts.may_hold().is_none() {
        return first(facts, window);
    }
    check(last.answered_at.max(facts.status_since), ReasonCode::Unclear, words::UNCLEAR)
}

fn after_book(facts: &Facts, window: Window, last: &PastAttempt) -> Decision {
    let at = last.answered_at;
    match last.outcome {
        Outcome::NotOpenYet => not_open_yet(facts, window, last),
        Outcome::Full => full(facts, last),
        Outcome::Waitlisted => {
            let due_at = at.plus_millis(interval(facts));
            check(due_at, ReasonCode::WaitingList, "The booking is on the facility's waiting list.")
        }
        // A confirmation without a reference tells no more than an unclear answer.
        Outcome::Unclear | Outcome::Confirmed => check(at, ReasonCode::Unclear, words::UNCLEAR),
        Outcome::AlreadyBooked => {
            check(at, ReasonCode::AlreadyBooked, "The facility says that the slot is booked already.")
        }
        Outcome::SignInNeeded => book(facts, at, false, ReasonCode::Open, "The account can sign in again."),
        Outcome::RateLimited => {
            let streak = facts.streak(AttemptKind::Book, &[Outcome::RateLimited]);
            let due_at = at.plus_millis(backoff::unavailable(streak, facts.booking_id, last.number));
            book(facts, due_at, false, ReasonCode::RateLimited, words::RATE_LIMITED)
        }
        Outcome::Unavailable => unreached(facts, last),
        Outcome::LimitReached | Outcome::Refused | Outcome::Released | Outcome::Absent | Outcome::Withdrawn => {
            Decision::fail(at, ReasonCode::Refused, &words::of(last))
        }
    }
}

fn after_check(facts: &Facts, last: &PastAttempt) -> Decision {
    let at = last.answered_at;
    if last.outcome == Outcome::Waitlisted {
        let due_at = at.plus_millis(interval(facts));
        return check(due_at, ReasonCode::WaitingList, "The booking is on the facility's waiting list.");
    }
    if last.outcome == Outcome::Confirmed {
        // It was confirmed once, and became pending again before its reservation was taken back.
        return check(at.max(facts.status_since), ReasonCode::Unclear, words::UNCLEAR);
    }
    if TRANSIENT.contains(&last.outcome) {
        let due_at = check_again(facts, last);
        return check(due_at, ReasonCode::Unavailable, "The reservations could not be read.");
    }
    match facts.last_book() {
        Some(book) if book.outcome == Outcome::AlreadyBooked => {
            Decision::fail(at, ReasonCode::AlreadyBooked, &words::of(book))
        }
        Some(book) if book.outcome == Outcome::Waitlisted => {
            again_or_fail(facts, at, "The booking is no longer on the facility's waiting list.")
        }
        _ => unreached(facts, last),
    }
}

fn not_open_yet(facts: &Facts, window: Window, last: &PastAttempt) -> Decision {
    let at = last.answered_at;
    if at < window.opens_at {
        let message = "The facility has not opened the slot yet.";
        return book(facts, window.opens_at, false, ReasonCode::Opens, message);
    }
    let streak = facts.streak(AttemptKind::Book, &[Outcome::NotOpenYet]);
    let due_at = at.plus_millis(backoff::not_open_yet(streak));
    if due_at <= window.opens_at.plus_millis(OPENING_PATIENCE) {
        return book(facts, due_at, false, ReasonCode::NotOpenYet, "The facility does not take bookings yet.");
    }
    again_or_fail(facts, at, &words::of(last))
}

/// A location whose half A is full is asked for half B at once, unless the booking names a half.
fn full(facts: &Facts, last: &PastAttempt) -> Decision {
    if facts.place.sub_location().is_none() && last.sub_location == Some(SubLocation::A) {
        let step = Step::Book { sub_location: Some(SubLocation::B), look_first: false };
        return Decision::new(step, Some(last.answered_at), ReasonCode::OtherHalf, "Half A is full. Half B is next.");
    }
    again_or_fail(facts, last.answered_at, &words::of(last))
}

fn again_or_fail(facts: &Facts, at: Timestamp, message: &str) -> Decision {
    if !facts.retry.auto_retry {
        return Decision::fail(at, ReasonCode::Full, message);
    }
    book(facts, at.plus_millis(interval(facts)), true, ReasonCode::Full, message)
}

fn unreached(facts: &Facts, last: &PastAttempt) -> Decision {
    let streak = facts.streak(AttemptKind::Book, &UNREACHED).max(1);
    let due_at = last.answered_at.plus_millis(backoff::unavailable(streak, facts.booking_id, last.number));
    // Without retries the next answer decides. A look that shows no place would only wait for another look.
    let look_first = facts.retry.auto_retry && facts.attempts.iter().any(|attempt| attempt.outcome == Outcome::Full);
    book(facts, due_at, look_first, ReasonCode::Unavailable, words::UNAVAILABLE)
}

fn interval(facts: &Facts) -> i64 {
    facts.retry.interval.get() * 1_000
}

fn book(facts: &Facts, due_at: Timestamp, look_first: bool, code: ReasonCode, message: impl Into<String>) -> Decision {
    let looked_at = facts.looked_at.filter(|_| look_first);
    let due_at = looked_at.map_or(due_at, |looked_at| due_at.max(looked_at.plus_millis(interval(facts))));
    Decision::new(Step::Book { sub_location: half(facts), look_first }, Some(due_at), code, message)
}

fn check(due_at: Timestamp, code: ReasonCode, message: &str) -> Decision {
    Decision::new(Step::Check, Some(due_at), code, message)
}

/// The half to ask for: the one that the booking names, or the one that was asked for without an answer about it, or A.
fn half(facts: &Facts) -> Option<SubLocation> {
    let named = facts.place.sub_location();
    if named.is_some() || !facts.place.location().has_sub_locations() {
        return named;
    }
    let open = facts.last_book().filter(|last| last.outcome != Outcome::Full);
    open.and_then(|last| last.sub_location).or(Some(SubLocation::A))
}
