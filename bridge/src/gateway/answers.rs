//! The meaning of what came back: an [`Answer`] of a request that changes something, a [`GatewayFailure`] of any other.

use booking_core::clock::Clock;
use booking_core::facility::AnswerTable;
use booking_core::gateway::{Answer, FacilityMessage, GatewayFailure, Outcome};
use booking_core::text::BookingReference;

use super::exchange::{End, Exchange};
use super::reply::Reply;
use super::unknown_answers::UnknownAnswers;

/// The profile's answer table, with a count of what it does not know.
pub(super) struct Answers {
    pub(super) table: AnswerTable,
    pub(super) unknown: UnknownAnswers,
}

/// An outcome with the words for it.
pub(super) struct Meaning {
    pub(super) outcome: Outcome,
    pub(super) words: Option<String>,
    pub(super) reference: Option<BookingReference>,
}

impl Meaning {
    pub(super) fn new(outcome: Outcome, words: &str) -> Self {
        Self { outcome, words: Some(words.to_owned()), reference: None }
    }
}

impl Answers {
    /// The meaning of an answer that is no success.
    pub(super) fn refusal(&self, reply: &Reply, clock: &dyn Clock) -> Meaning {
        if reply.status < 400 {
            let words =
                format!("The facility answered {} and sent us elsewhere; no redirect is followed.", reply.status);
            return Meaning::new(Outcome::Unclear, &words);
        }
        let words = reply.words.as_deref().and_then(FacilityMessage::new);
        let words = words.as_ref().map(FacilityMessage::as_str);
        let outcome = self.table.outcome(reply.status, words.unwrap_or_default()).unwrap_or_else(|| {
            self.unknown.add(reply.status, words, clock.now());
            Outcome::Refused
        });
        let said =
            words.map_or_else(|| format!("The facility answered {} without a message.", reply.status), str::to_owned);
        Meaning::new(outcome, &said)
    }
}

/// Turns the end of a request that may have changed something into its answer.
pub(super) fn answer(exchange: Exchange, read: impl FnOnce(&Reply) -> Meaning) -> Answer {
    let Exchange { sent_at, answered_at, end } = exchange;
    let (status_code, retry_after, meaning) = match &end {
        End::Answered(reply) => (Some(reply.status), reply.retry_after, read(reply)),
        End::HeldBack(wait) => (None, Some(*wait), Meaning::new(Outcome::RateLimited, HELD_BACK)),
        End::Unreachable(sentence) => (None, None, Meaning::new(Outcome::Unavailable, sentence)),
        End::Lost { status, sentence } => (*status, None, Meaning::new(Outcome::Unclear, sentence)),
    };
    Answer {
        outcome: meaning.outcome,
        message: meaning.words.as_deref().and_then(FacilityMessage::new),
        status_code,
        retry_after,
        reference: meaning.reference,
        sent_at,
        answered_at,
    }
}

/// Reads what a request that changes nothing was answered with.
///
/// # Errors
/// When no answer came, it is a refusal, or `read` cannot tell what it says.
pub(super) fn read<T>(
    exchange: Exchange,
    read: impl FnOnce(&Reply) -> Result<T, Meaning>,
) -> Result<T, GatewayFailure> {
    let (status_code, retry_after, meaning) = match exchange.end {
        End::Answered(reply) => match read(&reply) {
            Ok(value) => return Ok(value),
            Err(meaning) => (Some(reply.status), reply.retry_after, meaning),
        },
        End::HeldBack(wait) => (None, Some(wait), Meaning::new(Outcome::RateLimited, HELD_BACK)),
        End::Unreachable(sentence) => (None, None, Meaning::new(Outcome::Unavailable, &sentence)),
        End::Lost { status, sentence } => (status, None, Meaning::new(Outcome::Unavailable, &sentence)),
    };
    let outcome = match meaning.outcome {
        Outcome::Unclear | Outcome::Unavailable => Outcome::Unavailable,
        outcome @ (Outcome::SignInNeeded | Outcome::RateLimited) => outcome,
        _ => Outcome::Refused,
    };
    Err(GatewayFailure {
        outcome,
        message: meaning.words.as_deref().and_then(FacilityMessage::new),
        status_code,
        retry_after,
    })
}

/// The sentence about a success whose body cannot be read.
pub(super) fn unreadable(reply: &Reply) -> Meaning {
    let words = format!("The facility answered {} with something that is not the expected JSON.", reply.status);
    Meaning::new(Outcome::Unclear, &words)
}

const HELD_BACK: &str = "Nothing was sent: the facility's limit of requests is reached.";
