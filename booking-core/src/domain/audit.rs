//! The audit trail of a booking.

use schemars::JsonSchema;
use serde::Serialize;

use crate::clock::Timestamp;
use crate::domain::string_enum::string_enum;
use crate::ids::{AccountId, BookingId, LogId};
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

string_enum! {
    /// The kind of change that an entry of an account's trail records.
    AccountEvent, "an event type" {
        /// The account was added, or came back after it had been deleted.
        Created => "created",
        /// It was activated or deactivated.
        Switched => "switched",
        /// Its password changed.
        PasswordChanged => "password_changed",
        /// A token was pasted.
        TokenSet => "token_set",
        /// The pasted token was removed.
        TokenRemoved => "token_removed",
        /// Its person agreed to automatic booking.
        ConsentGiven => "consent_given",
        /// Its person withdrew that.
        ConsentWithdrawn => "consent_withdrawn",
        /// The address for its notices was set or changed.
        NotifyEmailSet => "notify_email_set",
        /// The address for its notices was removed.
        NotifyEmailRemoved => "notify_email_removed",
        /// The facility refused its credentials.
        SignInRefused => "sign_in_refused",
        /// A calendar link was made. It replaces an earlier one.
        CalendarLinkCreated => "calendar_link_created",
        /// The calendar link was revoked.
        CalendarLinkRevoked => "calendar_link_revoked",
        /// It was deleted.
        Deleted => "deleted",
    }
}

/// An entry of an account's audit trail. Entries are never changed or removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AccountLog {
    /// Never used twice; later entries have higher ids.
    pub id: LogId,
    /// The account that changed.
    pub account_id: AccountId,
    /// The kind of change.
    pub event_type: AccountEvent,
    /// The change in a sentence.
    pub message: String,
    /// When.
    pub created_at: Timestamp,
}
