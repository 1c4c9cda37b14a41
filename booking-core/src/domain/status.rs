//! The status of a booking and the rules of its changes.

use crate::domain::string_enum::string_enum;

string_enum! {
    /// The status of a booking.
    Status, "a status" {
        /// Requested, without an outcome yet.
        Pending => "pending",
        /// Confirmed by the facility.
        Confirmed => "confirmed",
        /// The attempt failed.
        Failed => "failed",
        /// Cancelled by a person.
        Cancelled => "cancelled",
    }
}

impl Status {
    /// Whether a booking may change from this status to `next`, another status.
    ///
    /// pending → confirmed, failed, cancelled; confirmed → failed, cancelled; failed → pending, confirmed; cancelled is
    /// final.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        use Status::{Cancelled, Confirmed, Failed, Pending};
        matches!(
            (self, next),
            (Pending, Confirmed | Failed | Cancelled) | (Confirmed, Failed | Cancelled) | (Failed, Pending | Confirmed)
        )
    }

    /// Whether a booking with this status takes its slot: pending or confirmed.
    #[must_use]
    pub const fn is_active(self) -> bool {
        matches!(self, Self::Pending | Self::Confirmed)
    }
}
