use chrono_tz::Europe::Amsterdam;
use proptest::prelude::*;

use super::*;
use crate::facility::slot_start;

/// The outcomes that each kind of attempt can have.
fn outcomes(kind: AttemptKind) -> Vec<Outcome> {
    use Outcome::{
        Absent, AlreadyBooked, Confirmed, Full, LimitReached, NotOpenYet, RateLimited, Refused, Released, SignInNeeded,
        Unavailable, Unclear, Waitlisted,
    };
    match kind {
        AttemptKind::Book => vec![
            Confirmed,
            Waitlisted,
            NotOpenYet,
            Full,
            AlreadyBooked,
            LimitReached,
            Refused,
            SignInNeeded,
            RateLimited,
            Unavailable,
            Unclear,
        ],
        AttemptKind::Check => vec![Confirmed, Waitlisted, Absent, Unavailable, RateLimited, SignInNeeded, Refused],
        AttemptKind::Release => vec![Released, Absent, Unavailable, Unclear, RateLimited, SignInNeeded, Refused],
    }
}

fn kind(step: &Step) -> Option<AttemptKind> {
    match step {
        Step::Book { .. } => Some(AttemptKind::Book),
        Step::Check => Some(AttemptKind::Check),
        Step::Release { .. } => Some(AttemptKind::Release),
        _ => None,
    }
}

/// Whether the facility holds a reservation after these answers, as somebody who saw them all would know.
fn holds(facts: &Facts) -> bool {
    facts.may_hold().is_some()
}

prop_compose! {
    fn booking()(
        halves in any::<bool>(), retries in any::<bool>(), interval in 1_i64..7_200, notice in 0_i64..180, made in -48_i64..71,
    ) -> Facts {
        let mut facts = facts();
        facts.place = Place::new(if halves { Location::X1 } else { Location::Fitness }, None).unwrap();
        facts.retry = RetryPolicy { interval: interval.try_into().unwrap(), auto_retry: retries };
        facts.status_since = opens().plus_millis(made * HOUR);
        facts.running_since = facts.status_since;
        facts.now = facts.status_since;
        facts.window = Some(Window { opens_at: opens(), deadline: facts.starts_at.minus_minutes(notice) });
        facts
    }
}

/// Plays a booking: each answer is the facility's choice, the clock may jump, and a person may cancel at one of the steps.
struct Play {
    facts: Facts,
    choices: Vec<(prop::sample::Index, i64, i64)>,
    cancel_at: Option<usize>,
}

impl Play {
    /// Runs until nothing is left to do; `see` is called before each attempt.
    fn run(mut self, mut see: impl FnMut(&Facts, &Decision)) -> Facts {
        for (step, (choice, took, jump)) in self.choices.clone().into_iter().enumerate() {
            let decision = next_step(&self.facts);
            let Some(due_at) = decision.due_at else { break };
            self.facts.now = self.facts.now.max(due_at);
            let decision = next_step(&self.facts);
            if !decision.is_due(self.facts.now) {
                continue;
            }
            let Some(kind) = kind(&decision.step) else {
                let Step::Fail { .. } = decision.step else { break };
                (self.facts.status, self.facts.status_since) = (Status::Failed, self.facts.now);
                continue;
            };
            see(&self.facts, &decision);
            let cancelled = self.cancel_at == Some(step) && self.facts.status == Status::Pending;
            if cancelled {
                (self.facts.status, self.facts.status_since) = (Status::Cancelled, self.facts.now);
            }
            let outcome = *choice.get(&outcomes(kind));
            let mut answered = answer(kind, outcome, 0);
            answered.number = i64::try_from(step).unwrap() + 1;
            answered.answered_at = self.facts.now.plus_millis(took + jump);
            if let Step::Book { sub_location, .. } = decision.step {
                answered.sub_location = sub_location;
            }
            self.facts = follow(&self.facts, answered).0;
            // A person enters a new password at once.
            self.facts.account.sign_in = SignInState::Ready;
        }
        self.facts
    }
}

fn choices(jumps: bool) -> impl Strategy<Value = Vec<(prop::sample::Index, i64, i64)>> {
    let hours: Vec<i64> = if jumps { vec![0, 0, 0, -HOUR, HOUR] } else { vec![0] };
    prop::collection::vec((any::<prop::sample::Index>(), 0_i64..10_000, prop::sample::select(hours)), 1..60)
}

proptest! {
    #[test]
    fn nothing_is_sent_before_the_opening_nor_after_the_deadline(facts in booking(), choices in choices(true)) {
        let window = facts.window.unwrap();
        Play { facts, choices, cancel_at: None }.run(|facts, decision| {
            if matches!(decision.step, Step::Book { .. }) {
                assert!(window.opens_at <= facts.now && decision.due_at.unwrap() < window.deadline);
                assert!(facts.now < window.deadline && facts.status == Status::Pending);
            }
        });
    }

    #[test]
    fn a_confirmed_booking_is_never_booked_again(facts in booking(), choices in choices(false)) {
        let mut confirmed = false;
        Play { facts, choices, cancel_at: None }.run(|facts, decision| {
            confirmed |= facts.status == Status::Confirmed;
            assert!(!confirmed || !matches!(decision.step, Step::Book { .. }));
        });
    }

    #[test]
    fn after_a_cancel_nothing_is_booked_and_what_may_be_held_is_taken_back(
        facts in booking(), choices in choices(false), cancel_at in 0_usize..20,
    ) {
        let end = Play { facts, choices, cancel_at: Some(cancel_at) }.run(|facts, decision| {
            if facts.status == Status::Cancelled {
                assert!(matches!(decision.step, Step::Release { .. }), "{decision:?}");
            }
        });
        if end.status == Status::Cancelled {
            let next = next_step(&end).step;
            let taken_back = matches!(next, Step::Release { .. } | Step::GiveUpRelease);
            prop_assert_eq!(taken_back, holds(&end), "{:?}", next);
        }
    }

    #[test]
    fn a_pending_booking_always_has_its_next_moment(facts in booking(), choices in choices(true)) {
        let end = Play { facts, choices, cancel_at: None }.run(|_, _| ());
        if end.status == Status::Pending {
            let due_at = next_step(&end).due_at;
            prop_assert!(due_at.is_some_and(|due_at| due_at <= end.window.unwrap().deadline), "{due_at:?}");
        }
    }

    /// A restart knows what was recorded and nothing else, and names the same step at the same moment.
    #[test]
    fn a_restart_resumes(facts in booking(), choices in choices(false), later in 0_i64..30_000) {
        Play { facts, choices, cancel_at: None }.run(|facts, decision| {
            let restarted = Facts { running_since: facts.now, ..facts.clone() };
            assert_eq!(&next_step(&restarted), decision);
            let now = facts.now.plus_millis(later);
            let afterwards = next_step(&Facts { running_since: now, now, ..facts.clone() });
            if !matches!(afterwards.step, Step::Fail { .. } | Step::GiveUpRelease | Step::Done) {
                assert_eq!(afterwards.due_at, decision.due_at);
            }
        });
    }

    #[test]
    fn what_is_explained_is_what_happens(facts in booking(), choices in choices(true)) {
        let end = Play { facts, choices, cancel_at: None }.run(|facts, decision| {
            let explained = explain(facts);
            assert_eq!(explained.at, decision.due_at);
            assert!(!explained.reasons.is_empty());
            if facts.status == Status::Pending {
                assert_eq!(explained.verdict, Verdict::Attempts);
            }
        });
        prop_assert_eq!(explain(&end).at, next_step(&end).due_at);
    }

    #[test]
    fn the_first_attempt_is_72_elapsed_hours_ahead_on_both_days_of_a_clock_change(
        day in prop::sample::select(vec!["2026-03-29", "2026-03-30", "2026-10-25", "2026-10-26"]), hour in 0_u32..24,
    ) {
        let time = format!("{hour:02}:00").parse().unwrap();
        let starts_at = slot_start(Amsterdam, day.parse().unwrap(), time);
        let opens_at = starts_at.minus_minutes(72 * 60);
        let made = starts_at.minus_minutes(10 * 24 * 60);
        let window = Some(Window { opens_at, deadline: starts_at });
        let decision = next_step(&Facts { starts_at, window, status_since: made, now: made, ..facts() });
        prop_assert_eq!(decision.due_at, Some(opens_at));
        prop_assert_eq!(starts_at.as_millis() - opens_at.as_millis(), 72 * HOUR);
    }
}
