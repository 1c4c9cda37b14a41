use std::sync::{Mutex, PoisonError};

use booking_core::clock::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

/// The most answers that are kept. The one that came last the longest time ago makes room.
const LIMIT: usize = 50;

/// An answer that no row of the profile's answer table matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnknownAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The facility's words, at most 2,000 characters; `null` where it sent none.
    pub message: Option<String>,
    /// The number of times that it came since the bridge started.
    pub count: u64,
    /// When it came first.
    pub first_at: Timestamp,
    /// When it came last.
    pub last_at: Timestamp,
}

/// The unknown answers since the start.
#[derive(Default)]
pub(super) struct UnknownAnswers(Mutex<Vec<UnknownAnswer>>);

impl UnknownAnswers {
    pub(super) fn add(&self, status: u16, message: Option<&str>, now: Timestamp) {
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = answers.iter_mut().find(|one| one.status == status && one.message.as_deref() == message) {
            known.count += 1;
            known.last_at = now;
            return;
        }
        if answers.len() >= LIMIT
            && let Some(oldest) = (0..answers.len()).min_by_key(|index| answers[*index].last_at)
        {
            answers.swap_remove(oldest);
        }
        answers.push(UnknownAnswer {
            status,
            message: message.map(str::to_owned),
            count: 1,
            first_at: now,
            last_at: now,
        });
    }

    /// All that are kept, the latest first.
    pub(super) fn list(&self) -> Vec<UnknownAnswer> {
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        answers.sort_by_key(|one| std::cmp::Reverse(one.last_at));
        answers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: usize) -> Timestamp {
        format!("2026-11-22T09:30:{second:02}Z").parse().unwrap()
    }

    #[test]
    fn the_same_answer_is_counted_with_its_first_and_last_time() {
        let answers = UnknownAnswers::default();
        answers.add(403, Some("Closed"), at(0));
        answers.add(409, Some("Closed"), at(1));
        answers.add(403, Some("Closed"), at(2));
        let expected =
            UnknownAnswer { status: 403, message: Some("Closed".into()), count: 2, first_at: at(0), last_at: at(2) };
        assert_eq!(answers.list()[0], expected);
        assert_eq!(answers.list().len(), 2);
    }

    #[test]
    fn the_list_is_bounded_and_keeps_the_latest() {
        let answers = UnknownAnswers::default();
        for second in 0..59 {
            answers.add(403, Some(&second.to_string()), at(second));
        }
        let list = answers.list();
        assert_eq!(list.len(), LIMIT);
        assert_eq!(list.iter().map(|one| one.last_at).min(), Some(at(9)));
    }
}
