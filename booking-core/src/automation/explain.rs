use schemars::JsonSchema;
use serde::Serialize;

use super::facts::Facts;
use super::next_step;
use super::step::{Decision, Reason, ReasonCode, Step};
use crate::clock::Timestamp;
use crate::domain::string_enum::string_enum;

string_enum! {
    /// The state of a booking in a word.
    Verdict, "a verdict" {
        /// The next step has its time.
        Waits => "waits",
        /// An attempt is due or under way.
        Attempts => "attempts",
        /// Nothing is attempted until somebody acts.
        Blocked => "blocked",
        /// Nothing is left to do.
        Done => "done",
    }
}

/// Why a booking waits, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Explanation {
    /// The state in a word.
    pub verdict: Verdict,
    /// When the next step is due; `null` where it has no time.
    pub at: Option<Timestamp>,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// Explains what [`next_step`] decides.
#[must_use]
pub fn explain(facts: &Facts) -> Explanation {
    let decision = next_step(facts);
    Explanation { verdict: verdict(&decision, facts.now), at: decision.due_at, reasons: decision.reasons }
}

impl Explanation {
    /// The explanation of every booking where no facility is connected.
    #[must_use]
    pub fn without_facility() -> Self {
        let message = "No facility is connected. A person marks the booking.".to_owned();
        let reasons = vec![Reason { code: ReasonCode::NoFacility, message }];
        Self { verdict: Verdict::Blocked, at: None, reasons }
    }
}

fn verdict(decision: &Decision, now: Timestamp) -> Verdict {
    let under_way = decision.reasons.iter().any(|reason| reason.code == ReasonCode::UnderWay);
    match decision.step {
        Step::Wait if under_way => Verdict::Attempts,
        Step::Wait | Step::Rest => Verdict::Blocked,
        Step::Done | Step::GiveUpRelease => Verdict::Done,
        Step::Fail { .. } if decision.is_due(now) => Verdict::Done,
        // A confirmed booking is settled, although it is compared from time to time.
        Step::Check if decision.reasons.iter().any(|reason| reason.code == ReasonCode::Confirmed) => Verdict::Done,
        _ if decision.is_due(now) => Verdict::Attempts,
        _ => Verdict::Waits,
    }
}
