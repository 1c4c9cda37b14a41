use super::clock_offset::ClockOffset;
use super::facts::Facts;
use super::step::{Decision, Step};
use crate::clock::MicroTimestamp;

/// Returns the moment of our clock at which a decision's step is taken; `None` for a step that has no time.
///
/// A step that waits for the opening is sent when the facility's clock has surely reached it, where that differs from ours.
/// Only a first attempt is sent early by our clock: after a refusal, ours is the later one.
#[must_use]
pub fn send_at(facts: &Facts, decision: &Decision, offset: ClockOffset) -> Option<MicroTimestamp> {
    let due_at = MicroTimestamp::from(decision.due_at?);
    let by_facility = if is_at_opening(facts, decision) { offset.ours(due_at) } else { due_at };
    Some(if facts.attempts.is_empty() { by_facility } else { by_facility.max(due_at) })
}

/// Whether a decision's step is an attempt at the moment at which the slot opens.
#[must_use]
pub fn is_at_opening(facts: &Facts, decision: &Decision) -> bool {
    matches!(decision.step, Step::Book { .. })
        && facts.window.is_some_and(|window| decision.due_at == Some(window.opens_at))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{answer, facts, opens};
    use super::super::{AttemptKind, ClockOffset, next_step};
    use super::*;
    use crate::gateway::Outcome;

    /// An offset of exactly so many milliseconds to an observer without delay, rounded down to the facility's second.
    fn ahead(millis: i64) -> ClockOffset {
        let ours = MicroTimestamp::from(opens());
        let theirs = opens().plus_millis(millis);
        ClockOffset::default().observe(ours, ours, theirs)
    }

    #[test]
    fn the_opening_is_the_facilitys() {
        let facts = facts();
        let decision = next_step(&facts);
        let at = |offset| send_at(&facts, &decision, offset).unwrap().as_micros() / 1_000 - opens().as_millis();
        assert_eq!(at(ClockOffset::default()), 0);
        assert_eq!(at(ahead(0)), 0);
        assert_eq!(at(ahead(2_000)), -2_000);
        assert_eq!(at(ahead(-3_000)), 3_000);
    }

    #[test]
    fn only_a_first_attempt_is_early_by_our_clock() {
        let mut facts = facts();
        facts.attempts.push(answer(AttemptKind::Book, Outcome::NotOpenYet, -2_000));
        let decision = next_step(&facts);
        assert_eq!(decision.due_at, Some(opens()));
        assert_eq!(send_at(&facts, &decision, ahead(2_000)), Some(opens().into()));
        assert_eq!(send_at(&facts, &decision, ahead(-3_000)), Some(opens().plus_millis(3_000).into()));
    }

    #[test]
    fn other_steps_are_taken_by_our_clock() {
        let mut facts = facts();
        facts.attempts.push(answer(AttemptKind::Book, Outcome::Unclear, 100));
        let decision = next_step(&facts);
        assert_eq!(send_at(&facts, &decision, ahead(-3_000)), decision.due_at.map(Into::into));
    }
}
