//! Problems that stand in the way of an account at an opening.

use schemars::JsonSchema;
use serde::Serialize;

use super::facts::{AccountFacts, SignInState};
use crate::clock::Timestamp;
use crate::domain::string_enum::string_enum;

string_enum! {
    /// A problem that stands in the way of an account at an opening.
    ProblemCode, "a problem" {
        /// The account is switched off.
        SwitchedOff => "switched_off",
        /// Automatic attempts are switched off for the account.
        ConsentWithdrawn => "consent_withdrawn",
        /// The account must sign in again.
        SignInNeeded => "sign_in_needed",
        /// The sign-in ends before the opening and cannot be renewed.
        SignInEnds => "sign_in_ends",
        /// The facility does not answer.
        FacilitySilent => "facility_silent",
    }
}

/// A problem that stands in the way of an account at an opening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Problem {
    /// The problem for programs.
    pub code: ProblemCode,
    /// The problem for people, with what to do.
    pub message: String,
}

/// The facts about an account before an opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadinessFacts {
    /// Its switches and its sign-in.
    pub account: AccountFacts,
    /// When its sign-in ends, where the facility told.
    pub sign_in_until: Option<Timestamp>,
    /// Whether it has a password, with which it signs in again by itself.
    pub can_renew: bool,
    /// Whether the facility answered; `None` where it was not asked.
    pub facility_answers: Option<bool>,
    /// The moment of the opening.
    pub opens_at: Timestamp,
}

/// Lists what stands in the way; nothing where the account is ready.
#[must_use]
pub fn readiness(facts: &ReadinessFacts) -> Vec<Problem> {
    let ReadinessFacts { account, sign_in_until, can_renew, facility_answers, opens_at } = *facts;
    let is_needed = account.sign_in == SignInState::Needed;
    let ends = account.sign_in == SignInState::Expired || sign_in_until.is_some_and(|until| until <= opens_at);
    let found = [
        (!account.is_active, ProblemCode::SwitchedOff),
        (!account.may_automate, ProblemCode::ConsentWithdrawn),
        (is_needed, ProblemCode::SignInNeeded),
        (ends && !can_renew && !is_needed, ProblemCode::SignInEnds),
        (facility_answers == Some(false), ProblemCode::FacilitySilent),
    ];
    found.into_iter().filter(|(is_so, _)| *is_so).map(|(_, code)| Problem::of(code)).collect()
}

impl Problem {
    fn of(code: ProblemCode) -> Self {
        let message = match code {
            ProblemCode::SwitchedOff => "The account is switched off. Switch it on.",
            ProblemCode::ConsentWithdrawn => "Automatic attempts are switched off for the account. Switch them on.",
            ProblemCode::SignInNeeded => super::pending::SIGN_IN,
            ProblemCode::SignInEnds => "The sign-in ends before the opening. Enter a new token.",
            ProblemCode::FacilitySilent => "The facility does not answer. Attempts go on until it does.",
        };
        Self { code, message: message.to_owned() }
    }
}
