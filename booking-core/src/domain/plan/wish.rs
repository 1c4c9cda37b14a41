//! The input of making a plan, and its rules.

use std::borrow::Cow;
use std::collections::HashSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::PlanHours;
use crate::Error;
use crate::ids::AccountId;
use crate::retry_policy::RetryPolicy;
use crate::slot::{BookingDate, Location, Place, SubLocation, TimeSlot};
use crate::text::IdempotencyKey;

/// A place that a plan may book, with the halves that are allowed; none or both for any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
// Plans answer it and requests give it, under one schema: what is always answered may still be left out of a request.
#[schemars(extend("required" = ["location"]))]
pub struct Choice {
    /// The location.
    pub location: Location,
    /// The halves that are allowed; absent or empty for any.
    #[serde(default, deserialize_with = "null_as_empty")]
    #[schemars(with = "Option<Vec<SubLocation>>")]
    pub sub_locations: Vec<SubLocation>,
}

fn null_as_empty<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<SubLocation>, D::Error> {
    Option::<Vec<SubLocation>>::deserialize(deserializer).map(Option::unwrap_or_default)
}

impl Choice {
    /// The place of a booking: with a half where only one is allowed.
    ///
    /// # Errors
    /// [`Error::InvalidField`] where the location has no halves.
    pub fn place(&self) -> Result<Place, Error> {
        match self.sub_locations.as_slice() {
            [only] => Place::new(self.location, Some(*only)),
            [] => Place::new(self.location, None),
            // Both halves of a location that has none are refused as one is.
            [first, ..] => Place::new(self.location, Some(*first)).and_then(|_| Place::new(self.location, None)),
        }
    }
}

/// The input of making a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlan {
    /// The date in the facility's time zone.
    pub booking_date: BookingDate,
    /// The consecutive hours that are wanted.
    pub hours: PlanHours,
    /// The hours that are accepted where not all can be had.
    pub minimum_hours: PlanHours,
    /// The earliest start of the run.
    pub window_start: TimeSlot,
    /// The latest end of the run.
    pub window_end: TimeSlot,
    /// The places, best first.
    pub choices: Vec<Choice>,
    /// The accounts, in the order in which they are asked.
    pub account_ids: Vec<AccountId>,
    /// Whether and how often lost slots are looked at again.
    pub retry: RetryPolicy,
    /// The last date on which the same is wanted in the weeks after.
    pub repeats_weekly_until: Option<BookingDate>,
    /// Identifies a repeated request.
    pub idempotency_key: Option<IdempotencyKey>,
}

/// The most places of a plan.
const MOST_CHOICES: usize = 3;
/// The most accounts of a plan.
const MOST_ACCOUNTS: usize = 10;

impl NewPlan {
    /// Checks the parts against one another.
    ///
    /// # Errors
    /// [`Error::InvalidField`] with the path of the part at fault.
    pub fn check(&self) -> Result<(), Error> {
        if self.minimum_hours > self.hours {
            let message = format!("{} is more than hours, {}: use at most that.", self.minimum_hours, self.hours);
            return Err(invalid("minimum_hours", message));
        }
        if self.window_end <= self.window_start {
            let message = format!("\"{}\" is not after window_start: use a later time.", self.window_end);
            return Err(invalid("window_end", message));
        }
        if let Some(until) = self.repeats_weekly_until.filter(|until| *until <= self.booking_date) {
            let message = format!("\"{until}\" is not after booking_date: use a later date, or leave it out.");
            return Err(invalid("repeats_weekly_until", message));
        }
        self.check_choices()?;
        self.check_accounts()
    }

    fn check_choices(&self) -> Result<(), Error> {
        if self.choices.is_empty() || self.choices.len() > MOST_CHOICES {
            let message = format!("{} places were given: use 1 to {MOST_CHOICES}.", self.choices.len());
            return Err(invalid("choices", message));
        }
        let mut seen = HashSet::new();
        for (index, choice) in self.choices.iter().enumerate() {
            if !seen.insert(choice.location) {
                let message = format!("\"{}\" is given twice: give each place once.", choice.location);
                return Err(invalid(format!("choices[{index}].location"), message));
            }
            let halves: HashSet<_> = choice.sub_locations.iter().collect();
            if halves.len() < choice.sub_locations.len() {
                let message = "A half is given twice: give each half once.".to_owned();
                return Err(invalid(format!("choices[{index}].sub_locations"), message));
            }
            choice.place().map_err(|error| invalid(format!("choices[{index}].sub_locations"), error.to_string()))?;
        }
        Ok(())
    }

    fn check_accounts(&self) -> Result<(), Error> {
        let ids = &self.account_ids;
        if ids.is_empty() || ids.len() > MOST_ACCOUNTS {
            return Err(invalid(
                "account_ids",
                format!("{} accounts were given: use 1 to {MOST_ACCOUNTS}.", ids.len()),
            ));
        }
        let mut seen = HashSet::new();
        match ids.iter().position(|id| !seen.insert(*id)) {
            Some(index) => {
                let message = format!("{} is given twice: give each account once.", ids[index]);
                Err(invalid(format!("account_ids[{index}]"), message))
            }
            None => Ok(()),
        }
    }
}

/// An error about an argument of a plan.
pub(crate) fn invalid(field: impl Into<Cow<'static, str>>, message: String) -> Error {
    Error::InvalidField { field: field.into(), message }
}
