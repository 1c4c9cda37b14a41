use regex::{Regex, RegexBuilder};

use super::AnswerMeaning;
use crate::InvalidValue;
use crate::gateway::Outcome;

/// The memory that a row's regular expression may compile to, in bytes.
const PATTERN_MEMORY: usize = 256 * 1024;

/// A row of the answer table: what a refusal with this status and a message like this means.
#[derive(Debug, Clone)]
pub struct AnswerRow {
    status: u16,
    message: Regex,
    means: Outcome,
}

impl AnswerRow {
    /// # Errors
    /// A sentence when the status is not 400 to 599, the expression is wrong or too large, or a refusal cannot mean this.
    pub fn new(status: u16, message: &str, means: Outcome) -> Result<Self, InvalidValue> {
        if !(400..600).contains(&status) {
            return Err(InvalidValue(format!("The status of an answer is 400 to 599, not {status}.")));
        }
        if !may_mean(means) {
            return Err(InvalidValue(format!("A refusal of the facility cannot mean {means}.")));
        }
        let message = RegexBuilder::new(message).size_limit(PATTERN_MEMORY).dfa_size_limit(PATTERN_MEMORY).build();
        let message = message.map_err(|error| {
            let cause = error.to_string();
            let last = cause.lines().last().unwrap_or_default().trim().to_owned();
            InvalidValue(format!("The message of an answer is not a regular expression: {last}"))
        })?;
        Ok(Self { status, message, means })
    }

    pub(super) fn meaning(&self) -> AnswerMeaning {
        AnswerMeaning { status: self.status, message: self.message.as_str().to_owned(), means: self.means }
    }
}

const fn may_mean(outcome: Outcome) -> bool {
    use Outcome::{
        AlreadyBooked, Full, LimitReached, NotOpenYet, RateLimited, Refused, SignInNeeded, Unavailable, Unclear,
    };
    matches!(
        outcome,
        NotOpenYet | Full | AlreadyBooked | LimitReached | Refused | SignInNeeded | RateLimited | Unavailable | Unclear
    )
}

/// The meanings of the facility's refusals. The profile's rows come first, in their order.
#[derive(Debug, Clone, Default)]
pub struct AnswerTable(Vec<AnswerRow>);

impl AnswerTable {
    /// A table with these rows.
    #[must_use]
    pub fn new(rows: Vec<AnswerRow>) -> Self {
        Self(rows)
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &AnswerRow> {
        self.0.iter()
    }

    /// The meaning of a refused booking. `None` where no row matches: the answer is [`Outcome::Refused`] and unknown.
    #[must_use]
    pub fn outcome(&self, status: u16, message: &str) -> Option<Outcome> {
        let row = self.0.iter().find(|row| row.status == status && row.message.is_match(message));
        row.map(|row| row.means).or(match status {
            401 => Some(Outcome::SignInNeeded),
            429 => Some(Outcome::RateLimited),
            500.. => Some(Outcome::Unclear),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> AnswerTable {
        let row = |status, message, means| AnswerRow::new(status, message, means).unwrap();
        AnswerTable::new(vec![
            row(403, "not yet open", Outcome::NotOpenYet),
            row(403, "(?i)full", Outcome::Full),
            row(503, "maintenance", Outcome::Unavailable),
        ])
    }

    #[test]
    fn rows_come_first_and_a_bare_403_is_unknown() {
        for (status, message, outcome) in [
            (403, "This slot is not yet open.", Some(Outcome::NotOpenYet)),
            (403, "FULL", Some(Outcome::Full)),
            (403, "Forbidden", None),
            (403, "", None),
            (409, "full", None),
            (401, "Unauthorized", Some(Outcome::SignInNeeded)),
            (429, "", Some(Outcome::RateLimited)),
            (500, "", Some(Outcome::Unclear)),
            (503, "maintenance", Some(Outcome::Unavailable)),
            (503, "", Some(Outcome::Unclear)),
            (400, "", None),
        ] {
            assert_eq!(table().outcome(status, message), outcome, "{status} {message}");
        }
    }

    #[test]
    fn rows_that_cannot_be_are_refused() {
        for (status, message, means) in [
            (200, "ok", Outcome::Refused),
            (600, "ok", Outcome::Refused),
            (403, "(", Outcome::Full),
            (403, "\\w{1000}{1000}", Outcome::Full),
            (403, "ok", Outcome::Confirmed),
            (403, "ok", Outcome::Withdrawn),
        ] {
            assert!(AnswerRow::new(status, message, means).is_err(), "{status} {message} {means}");
        }
    }
}
