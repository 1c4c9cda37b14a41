//! The audit trail of a booking.

use schemars::JsonSchema;
use serde::Serialize;

use crate::clock::Timestamp;
use crate::domain::string_enum::string_enum;
use crate::ids::{BookingId, LogId};
use crate::status::Status;

string_enum! {
    /// The kind of change.
    EventType, "an event type" {
        /// The booking was created.
        Created => "created",
        /// The status changed, except to cancelled.
        StatusChange => "status_change",
        /// The reference or the error message changed, but not the status.
        Update => "update",
        /// The booking was cancelled.
        Cancelled => "cancelled",
    }
}

/// An audit entry. The database refuses to change or remove one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BookingLog {
    /// The id, never reused. Later entries have higher ids.
    pub id: LogId,
    /// The booking that changed.
    pub booking_id: BookingId,
    /// The kind of change.
    pub event_type: EventType,
    /// The change, with the values that came with it and those that they replaced.
    pub message: String,
    /// The old status, if it changed.
    pub from_status: Option<Status>,
    /// The new status, if it changed.
    pub to_status: Option<Status>,
    /// The time of the change.
    pub created_at: Timestamp,
}
