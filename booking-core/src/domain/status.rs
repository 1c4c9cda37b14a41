//! The status of a booking and the one table of its legal changes.

use crate::domain::string_enum::string_enum;

string_enum! {
    /// Where a booking stands.
    Status, "a status" {
        /// Asked for, not yet settled.
        Pending => "pending",
        /// The facility has confirmed it.
        Confirmed => "confirmed",
        /// The attempt did not succeed.
        Failed => "failed",
        /// Given up by the person who made it.
        Cancelled => "cancelled",
    }
}

impl Status {
    /// Whether a booking with this status may take on `next`. Keeping the same status is no change and not asked here.
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

    /// Whether a booking with this status holds its slot.
    #[must_use]
    pub const fn is_active(self) -> bool {
        matches!(self, Self::Pending | Self::Confirmed)
    }
}
