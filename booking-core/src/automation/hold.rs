//! The next step of a booking that holds, or may hold, a reservation at the facility.

use super::backoff;
use super::facts::{AttemptKind, Facts, PastAttempt, SignInState};
use super::step::{Decision, ReasonCode, Step};
use crate::clock::Timestamp;
use crate::gateway::Outcome;
use crate::status::Status;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// Outcomes after which a request is sent again.
pub(super) const TRANSIENT: [Outcome; 5] =
    [Outcome::Unavailable, Outcome::Unclear, Outcome::RateLimited, Outcome::SignInNeeded, Outcome::Refused];

/// A cancelled or failed booking: a reservation that it may hold is taken back until the slot begins.
pub(super) fn ended(facts: &Facts) -> Decision {
    let held = facts.may_hold();
    let released = facts.last().is_some_and(|last| {
        last.kind == AttemptKind::Release && matches!(last.outcome, Outcome::Released | Outcome::Absent)
    });
    if released || (held.is_none() && !facts.release_wanted) {
        return match facts.status {
            Status::Cancelled => Decision::new(Step::Done, None, ReasonCode::Cancelled, "The booking is cancelled."),
            _ => Decision::new(Step::Done, None, ReasonCode::Failed, "The booking failed."),
        };
    }
    let message = "The facility has not taken the reservation back yet.";
    if facts.now >= facts.starts_at {
        if facts.status == Status::Failed && facts.last().is_none_or(|last| last.kind != AttemptKind::Release) {
            return Decision::new(Step::Done, None, ReasonCode::Failed, "The booking failed.");
        }
        return Decision::new(Step::GiveUpRelease, Some(facts.starts_at), ReasonCode::Releasing, message);
    }
    if facts.account.sign_in == SignInState::Needed {
        return Decision::new(Step::Wait, Some(facts.starts_at), ReasonCode::SignInNeeded, super::pending::SIGN_IN);
    }
    let due_at = release_due(facts).max(facts.hold_until.unwrap_or(facts.status_since));
    if due_at >= facts.starts_at {
        return Decision::new(Step::GiveUpRelease, Some(facts.starts_at), ReasonCode::Releasing, message);
    }
    let step = Step::Release { reference: held.and_then(|attempt| attempt.reference.clone()) };
    Decision::new(step, Some(due_at), ReasonCode::Releasing, message)
}

fn release_due(facts: &Facts) -> Timestamp {
    match facts.last() {
        Some(last) if last.kind == AttemptKind::Release => {
            // Others wait for the place: a facility that was not reached is asked again within the minute.
            let wait = if last.outcome == Outcome::Refused { backoff::refused } else { backoff::unavailable };
            let streak = facts.streak(AttemptKind::Release, &TRANSIENT);
            last.answered_at.plus_millis(wait(streak, facts.booking_id, last.number))
        }
        _ => facts.status_since,
    }
}

/// A confirmed booking that an attempt got: it is compared with the reservations once a day and in the hour before it begins.
/// One that was confirmed by hand is left alone.
pub(super) fn confirmed(facts: &Facts) -> Decision {
    let rest = || Decision::new(Step::Done, None, ReasonCode::Confirmed, "The booking is confirmed.");
    let compares = facts.may_hold().is_some_and(|attempt| attempt.reference.is_some());
    if !compares || facts.now >= facts.starts_at || !facts.account.is_active || !facts.account.may_automate {
        return rest();
    }
    let due_at = match facts.last() {
        Some(last) if last.kind == AttemptKind::Check && TRANSIENT.contains(&last.outcome) => {
            Some(check_again(facts, last))
        }
        _ => next_comparison(facts),
    };
    match due_at.filter(|due_at| *due_at < facts.starts_at) {
        Some(_) if facts.account.sign_in == SignInState::Needed => rest(),
        Some(due_at) => Decision { step: Step::Check, due_at: Some(due_at), ..rest() },
        None => rest(),
    }
}

/// A failed check is repeated, after an unreachable facility within the minute.
pub(super) fn check_again(facts: &Facts, last: &PastAttempt) -> Timestamp {
    let streak = facts.streak(AttemptKind::Check, &TRANSIENT);
    last.answered_at.plus_millis(backoff::unavailable(streak, facts.booking_id, last.number))
}

fn next_comparison(facts: &Facts) -> Option<Timestamp> {
    let last = facts.compared_at.unwrap_or(facts.status_since);
    let hour_before = facts.starts_at.plus_millis(-HOUR);
    let tomorrow = last.plus_millis(24 * HOUR);
    if last < hour_before { Some(tomorrow.min(hour_before)) } else { None }
}
