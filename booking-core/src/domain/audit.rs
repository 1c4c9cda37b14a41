//! What happened to a booking, entry by entry.

use schemars::JsonSchema;
use serde::Serialize;

use crate::clock::Timestamp;
use crate::domain::string_enum::string_enum;
use crate::ids::{BookingId, LogId};
use crate::status::Status;

string_enum! {
    /// What kind of change an audit entry records.
    EventType, "an event type" {
        /// The booking was made.
        Created => "created",
        /// Its status changed, other than by a cancel.
        StatusChange => "status_change",
        /// Something else than its status changed.
        Update => "update",
        /// It was cancelled.
        Cancelled => "cancelled",
    }
}

/// An audit entry. Entries are never changed or removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BookingLog {
    /// Never used twice; later entries have higher ids.
    pub id: LogId,
    /// The booking that changed.
    pub booking_id: BookingId,
    /// The kind of change.
    pub event_type: EventType,
    /// The change in a sentence.
    pub message: String,
    /// The status before, where it changed.
    pub from_status: Option<Status>,
    /// The status after, where it changed.
    pub to_status: Option<Status>,
    /// When.
    pub created_at: Timestamp,
}
