//! A plan: a goal over several hours, places and accounts.

mod wish;

use schemars::JsonSchema;
use serde::Serialize;
pub(crate) use wish::invalid;
pub use wish::{Choice, NewPlan};

use crate::booking::Booking;
use crate::clock::Timestamp;
use crate::domain::number::whole_number;
use crate::domain::string_enum::string_enum;
use crate::ids::{AccountId, BookingId};
use crate::retry_policy::RetryPolicy;
use crate::slot::{BookingDate, Location, SubLocation, TimeSlot};

whole_number! {
    /// The id of a plan.
    PlanId, 1..=i64::MAX, "a whole number"
}
whole_number! {
    /// The consecutive hours of a plan: 1 to 4.
    PlanHours, 1..=4, "a whole number of hours"
}

string_enum! {
    /// The state of a plan.
    PlanState, "a plan state" {
        /// Nothing has opened yet.
        Scheduled => "scheduled",
        /// Its slots are being attempted.
        Running => "running",
        /// All hours are booked.
        Completed => "completed",
        /// At least the minimum is booked, and no more can be had.
        Partial => "partial",
        /// Fewer hours than the minimum could be had. Everything was given back.
        Failed => "failed",
        /// A person cancelled it.
        Cancelled => "cancelled",
    }
}

string_enum! {
    /// The state of a slot that a plan aims at.
    PlanPartState, "a state of a slot" {
        /// It is booked.
        Booked => "booked",
        /// It has a pending booking.
        Pending => "pending",
        /// It would get a booking at once: only in a preview.
        New => "new",
        /// It gets a booking when an answer or a release has come.
        Waits => "waits",
        /// It gets a booking at its opening, when another place of the account is given up for it.
        GivesUp => "gives_up",
    }
}

string_enum! {
    /// Why a plan no longer counts on a booking.
    PlanEnd, "an end" {
        /// The slot was lost. A look may show a place again.
        Lost => "lost",
        /// The account was refused for the slot.
        Refused => "refused",
        /// A person cancelled it, or its place was given back: the slot is not asked for again.
        Closed => "closed",
        /// It left the aim before it was attempted.
        Dropped => "dropped",
    }
}

impl PlanState {
    /// Whether the plan still decides.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Scheduled | Self::Running)
    }
}

impl PlanHours {
    /// The hours as a count of slots.
    #[must_use]
    pub fn count(self) -> usize {
        usize::try_from(self.get()).unwrap_or_default()
    }
}

/// A plan with what it aims at, what it holds and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Plan {
    /// The id, never reused; null in a preview.
    pub id: Option<PlanId>,
    /// The state.
    pub state: PlanState,
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
    #[serde(flatten)]
    pub retry: RetryPolicy,
    /// The last date on which the same is wanted in the weeks after.
    pub repeats_weekly_until: Option<BookingDate>,
    /// The plan of the week before.
    pub follows: Option<PlanId>,
    /// The slots of the best run that is still possible, or of the run that it ended with, earliest first.
    pub aim: Vec<PlanPart>,
    /// Why it aims at that run, or how it ended.
    pub why: String,
    /// The next best runs, which follow where the aim is lost.
    pub fallbacks: Vec<PlanRun>,
    /// The obstacles to something better, in sentences.
    pub obstacles: Vec<String>,
    /// The bookings that each account has left that day, this plan left out.
    pub accounts: Vec<PlanAccountState>,
    /// Its bookings, oldest first.
    pub bookings: Vec<Booking>,
    /// Every decision, oldest first.
    pub steps: Vec<PlanStep>,
    /// When it is decided again, whatever happens until then.
    pub next_decision_at: Option<Timestamp>,
    /// The time it was made; null in a preview.
    pub created_at: Option<Timestamp>,
    /// The time of its last change; null in a preview.
    pub updated_at: Option<Timestamp>,
}

/// A slot that a plan aims at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlanPart {
    /// The start of the slot in the facility's time zone.
    pub time_slot: TimeSlot,
    /// The location.
    pub location: Location,
    /// The half, where only one is allowed.
    pub sub_location: Option<SubLocation>,
    /// The account that asks for it.
    pub account_id: AccountId,
    /// The moment the slot begins.
    pub starts_at: Timestamp,
    /// The moment the facility opens the slot.
    pub opens_at: Timestamp,
    /// The state of the slot.
    pub state: PlanPartState,
    /// Its booking, if it has one.
    pub booking_id: Option<BookingId>,
}

/// Consecutive hours at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlanRun {
    /// The location.
    pub location: Location,
    /// The half, where only one is allowed.
    pub sub_location: Option<SubLocation>,
    /// The start of the first slot.
    pub time_slot: TimeSlot,
    /// The number of hours.
    pub hours: usize,
}

/// The bookings that an account of a plan has left that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlanAccountState {
    /// The account.
    pub account_id: AccountId,
    /// Why it cannot be asked now; null where it can.
    pub obstacle: Option<String>,
    /// The times in the window at which it has another booking.
    pub busy: Vec<TimeSlot>,
    /// Its bookings left at each place.
    pub left: Vec<PlanBookingsLeft>,
}

/// The bookings that an account has left at a place in a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlanBookingsLeft {
    /// The location.
    pub location: Location,
    /// The number of bookings; null for no limit.
    pub bookings: Option<usize>,
}

/// A decision of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlanStep {
    /// When.
    pub at: Timestamp,
    /// The step, in a sentence.
    pub what: String,
    /// Why.
    pub why: String,
    /// The booking that it is about.
    pub booking_id: Option<BookingId>,
}
