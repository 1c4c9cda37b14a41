use super::facts::Facts;
use super::step::{Decision, ReasonCode, Step};
use super::{hold, pending};
use crate::status::Status;

/// Decides what happens to a booking next and when.
///
/// The answer depends on nothing but `facts`: asked again with the same history it names the same moment, so the moment can be
/// stored and a restart resumes from what was recorded.
#[must_use]
pub fn next_step(facts: &Facts) -> Decision {
    if facts.under_way.is_some() {
        return Decision::new(Step::Wait, None, ReasonCode::UnderWay, "An attempt is under way.");
    }
    match facts.status {
        Status::Pending => pending::pending(facts),
        Status::Confirmed => hold::confirmed(facts),
        Status::Failed | Status::Cancelled => hold::ended(facts),
    }
}
