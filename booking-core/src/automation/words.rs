//! Sentences for people.

use super::facts::{Facts, PastAttempt, SignInState, Window};
use super::step::{Reason, ReasonCode};
use crate::gateway::Outcome;

pub(super) const UNCLEAR: &str = "The connection broke before the answer came. The slot may be booked.";
pub(super) const UNAVAILABLE: &str = "The facility cannot be reached.";
pub(super) const RATE_LIMITED: &str = "The facility asked for fewer requests.";

pub(super) fn rate_limited() -> Reason {
    Reason { code: ReasonCode::RateLimited, message: RATE_LIMITED.to_owned() }
}

/// The facility's words for an outcome, or ours where it gave none.
pub(super) fn of(attempt: &PastAttempt) -> String {
    attempt.message.as_ref().map_or_else(|| ours(attempt.outcome).to_owned(), |message| message.as_str().to_owned())
}

const fn ours(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Confirmed => "The facility confirmed the booking.",
        Outcome::Waitlisted => "The booking is on the facility's waiting list.",
        Outcome::NotOpenYet => "The facility does not take bookings yet.",
        Outcome::Full => "The slot is full.",
        Outcome::AlreadyBooked => "The slot is booked already.",
        Outcome::LimitReached => "The account has reached the facility's limit.",
        Outcome::Refused => "The facility refused the booking.",
        Outcome::SignInNeeded => super::pending::SIGN_IN,
        Outcome::RateLimited => RATE_LIMITED,
        Outcome::Unavailable => UNAVAILABLE,
        Outcome::Unclear => UNCLEAR,
        Outcome::Released => "The facility took the reservation back.",
        Outcome::Absent => "The facility has no such reservation.",
        Outcome::Withdrawn => "The booking was cancelled before it was sent.",
    }
}

/// Why a booking failed at its deadline, with the last outcomes.
pub(super) fn too_late(facts: &Facts, window: Window) -> String {
    let mut last: Vec<String> = Vec::new();
    for attempt in &facts.attempts {
        let words = of(attempt);
        if last.len() < 3 && !last.contains(&words) {
            last.push(words);
        }
    }
    if !last.is_empty() {
        return format!("Not booked before it was too late. The last answers: {}", last.join(" "));
    }
    if facts.account.sign_in == SignInState::Needed {
        return format!("Not booked before it was too late. {}", super::pending::SIGN_IN);
    }
    if facts.running_since > window.opens_at && facts.running_since >= window.deadline {
        return "Not booked, because the bridge was not running between the opening and the slot.".to_owned();
    }
    if facts.running_since > window.opens_at && facts.status_since < window.opens_at {
        return "Not booked, because the bridge was not running at the opening.".to_owned();
    }
    if facts.paused {
        return "Not booked before it was too late, because attempts were paused.".to_owned();
    }
    "Not booked before it was too late.".to_owned()
}
