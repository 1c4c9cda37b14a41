//! The table of outcomes row by row, and what holds for every history.

mod history;
mod outcomes;
mod readiness;

use super::*;
use crate::clock::Timestamp;
use crate::domain::retry_policy::RetryPolicy;
use crate::gateway::{FacilityMessage, Outcome};
use crate::ids::BookingId;
use crate::slot::{Location, Place, SubLocation};
use crate::status::Status;

const SECOND: i64 = 1_000;
const HOUR: i64 = 3_600 * SECOND;
/// The reference moment of a test: the opening, unless a test says otherwise.
const OPENS: &str = "2026-11-28T13:00:00.000Z";

pub(super) fn opens() -> Timestamp {
    OPENS.parse().unwrap()
}

/// A pending booking of X1 an hour before its opening, made a day before.
pub(super) fn facts() -> Facts {
    let starts_at = opens().plus_millis(72 * HOUR);
    Facts {
        booking_id: BookingId::try_from(7).unwrap(),
        status: Status::Pending,
        place: Place::new(Location::X1, None).unwrap(),
        retry: RetryPolicy::default(),
        starts_at,
        status_since: opens().plus_millis(-24 * HOUR),
        window: Some(Window { opens_at: opens(), deadline: starts_at.plus_millis(-HOUR) }),
        account: AccountFacts { is_active: true, may_automate: true, sign_in: SignInState::Ready },
        under_way: None,
        attempts: Vec::new(),
        release_wanted: false,
        release_first: false,
        asked_at: None,
        looked_at: None,
        compared_at: None,
        paused: false,
        hold_until: None,
        running_since: opens().plus_millis(-24 * HOUR),
        now: opens().plus_millis(-HOUR),
    }
}

fn auto_retry(mut facts: Facts) -> Facts {
    facts.retry.auto_retry = true;
    facts
}

/// An answer so many milliseconds after the opening, about half A.
pub(super) fn answer(kind: AttemptKind, outcome: Outcome, millis: i64) -> PastAttempt {
    let holds = matches!(outcome, Outcome::Confirmed | Outcome::Waitlisted);
    PastAttempt {
        kind,
        number: 1,
        sub_location: (kind == AttemptKind::Book).then_some(SubLocation::A),
        outcome,
        message: FacilityMessage::new(&format!("The facility said {outcome}.")),
        reference: holds.then(|| "R-1".parse().unwrap()),
        answered_at: opens().plus_millis(millis),
    }
}

/// The facts after an answer, with what it changed.
fn follow(facts: &Facts, answered: PastAttempt) -> (Facts, Following) {
    let following = after(facts, answered.clone(), None);
    let mut facts =
        Facts { under_way: None, asked_at: None, now: facts.now.max(answered.answered_at), ..facts.clone() };
    let status = match following.change {
        Change::None => facts.status,
        Change::Confirm { .. } => Status::Confirmed,
        Change::Fail { .. } => Status::Failed,
        Change::Cancel { .. } => Status::Cancelled,
    };
    if status != facts.status {
        (facts.status, facts.status_since) = (status, answered.answered_at);
    }
    if following.sign_in_refused {
        facts.account.sign_in = SignInState::Needed;
    }
    facts.attempts.insert(0, answered);
    (facts, following)
}

fn code(decision: &Decision) -> ReasonCode {
    decision.reasons[0].code
}
