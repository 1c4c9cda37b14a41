use std::time::Duration;

use super::facts::{AttemptKind, Facts, PastAttempt, SignInState};
use super::next_step;
use super::step::{Decision, Step};
use crate::gateway::Outcome;
use crate::status::Status;
use crate::text::{BookingReference, CancelReason, ErrorMessage};

/// The change that an answer makes to a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It stays as it is.
    None,
    /// It is confirmed.
    Confirm {
        /// The reservation's id.
        reference: BookingReference,
    },
    /// It failed.
    Fail {
        /// Why.
        message: ErrorMessage,
    },
    /// It is cancelled, because its reservation is gone at the facility.
    Cancel {
        /// Why.
        reason: CancelReason,
    },
}

/// The consequences of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Following {
    /// The change of the booking.
    pub change: Change,
    /// The step after that change.
    pub decision: Decision,
    /// Whether it counts among the booking's attempts.
    pub counts: bool,
    /// Whether the account's sign-in was refused.
    pub sign_in_refused: bool,
    /// The wait for everybody.
    pub hold: Option<Duration>,
}

/// The wait after a rate limit that names none.
const UNNAMED_HOLD: Duration = Duration::from_secs(1);

/// Decides what follows from the answer to the attempt under way. `facts` are those of the moment of the answer: a booking that
/// a person cancelled meanwhile is cancelled in them.
#[must_use]
pub fn after(facts: &Facts, answered: PastAttempt, retry_after: Option<Duration>) -> Following {
    let mut facts = facts.clone();
    let (kind, outcome) = (answered.kind, answered.outcome);
    facts.under_way = None;
    facts.asked_at = None;
    facts.now = facts.now.max(answered.answered_at);
    if kind == AttemptKind::Check && outcome != Outcome::Withdrawn {
        facts.compared_at = Some(answered.answered_at);
    }
    let hold = (outcome == Outcome::RateLimited).then(|| retry_after.unwrap_or(UNNAMED_HOLD));
    if let Some(hold) = hold {
        let millis = i64::try_from(hold.as_millis()).unwrap_or(i64::MAX);
        facts.hold_until = facts.hold_until.max(Some(answered.answered_at.plus_millis(millis)));
    }
    let sign_in_refused = outcome == Outcome::SignInNeeded;
    if sign_in_refused {
        facts.account.sign_in = SignInState::Needed;
    }
    let change = change(&mut facts, answered);
    let decision = next_step(&facts);
    Following { change, decision, counts: counts(kind, outcome), sign_in_refused, hold }
}

const fn counts(kind: AttemptKind, outcome: Outcome) -> bool {
    matches!(kind, AttemptKind::Book)
        && !matches!(outcome, Outcome::NotOpenYet | Outcome::RateLimited | Outcome::Withdrawn)
}

/// Adds the answer to the history and applies what it changes to the facts.
fn change(facts: &mut Facts, answered: PastAttempt) -> Change {
    let (kind, outcome, at) = (answered.kind, answered.outcome, answered.answered_at);
    let reference = answered.reference.clone();
    if outcome != Outcome::Withdrawn {
        facts.attempts.insert(0, answered);
    }
    let change = match (facts.status, kind, outcome, reference) {
        (Status::Pending, AttemptKind::Book | AttemptKind::Check, Outcome::Confirmed, Some(reference)) => {
            Change::Confirm { reference }
        }
        (Status::Confirmed, AttemptKind::Check, Outcome::Absent, _) if facts.now < facts.starts_at => {
            Change::Cancel { reason: gone() }
        }
        (Status::Pending, ..) => failure(facts),
        _ => Change::None,
    };
    let status = match change {
        Change::None => return change,
        Change::Confirm { .. } => Status::Confirmed,
        Change::Fail { .. } => Status::Failed,
        Change::Cancel { .. } => Status::Cancelled,
    };
    (facts.status, facts.status_since) = (status, at);
    change
}

fn failure(facts: &Facts) -> Change {
    match next_step(facts) {
        Decision { step: Step::Fail { message }, due_at: Some(due_at), .. } if due_at <= facts.now => {
            Change::Fail { message }
        }
        _ => Change::None,
    }
}

fn gone() -> CancelReason {
    CancelReason::fixed("The facility no longer has the reservation.")
}
