use std::time::Duration;

use crate::clock::MicroTimestamp;
use crate::domain::string_enum::string_enum;
use crate::text::BookingReference;

string_enum! {
    /// The outcome of a request to the facility.
    Outcome, "an outcome" {
        /// The facility gave a place, or a check found one.
        Confirmed => "confirmed",
        /// The facility put the member on the waiting list.
        Waitlisted => "waitlisted",
        /// The slot does not take bookings yet.
        NotOpenYet => "not_open_yet",
        /// No place is left.
        Full => "full",
        /// The member has this slot already.
        AlreadyBooked => "already_booked",
        /// The member has booked as often as the facility allows.
        LimitReached => "limit_reached",
        /// The facility refused for another reason.
        Refused => "refused",
        /// The facility refused the credentials, or the session has ended.
        SignInNeeded => "sign_in_needed",
        /// The facility asked for fewer requests.
        RateLimited => "rate_limited",
        /// Nothing was sent.
        Unavailable => "unavailable",
        /// The request was sent and its effect is unknown.
        Unclear => "unclear",
        /// The facility took a reservation back.
        Released => "released",
        /// The facility has no such reservation.
        Absent => "absent",
        /// A person cancelled before the request was sent.
        Withdrawn => "withdrawn",
    }
}

impl Outcome {
    /// The outcome of a request with a session that was just made. The sign-in was not refused, so that the session ended while
    /// the request waited for its turn: it is sent again later, and no person is needed.
    #[must_use]
    pub const fn once_signed_in(self) -> Self {
        match self {
            Self::SignInNeeded => Self::Unavailable,
            other => other,
        }
    }
}

/// The facility's own words, at most 2,000 characters, without control characters other than line breaks and tabs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacilityMessage(String);

impl FacilityMessage {
    const MAX_LENGTH: usize = 2_000;

    /// Cuts `raw` to the length and drops control characters. `None` where nothing is left.
    #[must_use]
    pub fn new(raw: &str) -> Option<Self> {
        let kept = raw.trim().chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\r' | '\t'));
        let text: String = kept.take(Self::MAX_LENGTH).collect();
        (!text.is_empty()).then_some(Self(text))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The facility's answer to a booking or to giving one back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The outcome, from the profile's answer table or from how the connection ended.
    pub outcome: Outcome,
    /// The facility's words, or a sentence about the connection.
    pub message: Option<FacilityMessage>,
    /// The HTTP status, where one came.
    pub status_code: Option<u16>,
    /// The wait that the facility asked of everybody.
    pub retry_after: Option<Duration>,
    /// The reservation's id, where there is one.
    pub reference: Option<BookingReference>,
    /// When the request went out; `None` where nothing was sent.
    pub sent_at: Option<MicroTimestamp>,
    /// When the answer was complete or given up.
    pub answered_at: MicroTimestamp,
}

/// A failure of a request that changes nothing at the facility.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatewayFailure {
    /// [`Outcome::SignInNeeded`], [`Outcome::RateLimited`], [`Outcome::Unavailable`] or [`Outcome::Refused`].
    pub outcome: Outcome,
    /// The facility's words, or a sentence about the connection.
    pub message: Option<FacilityMessage>,
    /// The HTTP status, where one came.
    pub status_code: Option<u16>,
    /// The wait that the facility asked of everybody.
    pub retry_after: Option<Duration>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_bounded_and_printable() {
        assert_eq!(FacilityMessage::new(" Slot\u{0} is\nfull \u{1b}[31m ").unwrap().as_str(), "Slot is\nfull [31m");
        assert_eq!(FacilityMessage::new(&"é".repeat(3_000)).unwrap().as_str().chars().count(), 2_000);
        assert_eq!(FacilityMessage::new(" \u{7} "), None);
    }
}
