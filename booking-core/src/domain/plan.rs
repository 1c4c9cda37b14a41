//! A plan: a goal over several hours, places and accounts.

use crate::domain::number::whole_number;
use crate::domain::string_enum::string_enum;

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
