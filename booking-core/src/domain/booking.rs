//! One slot that an account has asked for, and what may be asked of it.

mod json;

use schemars::JsonSchema;
use serde::Serialize;

use crate::clock::Timestamp;
use crate::ids::{AccountId, BookingId};
use crate::retry_policy::RetryPolicy;
use crate::slot::{BookingDate, Location, Place, SubLocation, TimeSlot, TimeSlots};
use crate::status::Status;
use crate::text::{BookingReference, ErrorMessage, IdempotencyKey};

/// A booking. `T` is how its free texts are held: owned, or borrowed from the database row that is being read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Booking<T = String> {
    /// Never used twice.
    pub id: BookingId,
    /// Whose booking it is.
    pub account_id: AccountId,
    /// The day, in the facility's time zone.
    pub booking_date: BookingDate,
    /// The time at which the slot begins, in the facility's time zone.
    pub time_slot: TimeSlot,
    /// Where.
    pub location: Location,
    /// Which half of the location, where one was asked for.
    pub sub_location: Option<SubLocation>,
    /// Where it stands.
    pub status: Status,
    /// The facility's confirmation number.
    pub booking_reference: Option<T>,
    /// Why the last attempt failed.
    pub error_message: Option<T>,
    /// Whether and how often it is attempted again.
    #[serde(flatten)]
    pub retry: RetryPolicy,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Booking {
    /// The booking as it was at the moment it was made.
    pub(crate) fn into_created(self) -> Self {
        Self {
            status: Status::Pending,
            booking_reference: None,
            error_message: None,
            updated_at: self.created_at,
            ..self
        }
    }
}

/// Bookings to make: one for each slot, all of them or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBookings {
    /// For whom.
    pub account_id: AccountId,
    /// On which day.
    pub booking_date: BookingDate,
    /// At which times.
    pub time_slots: TimeSlots,
    /// Where.
    pub place: Place,
    /// Whether and how often to try again.
    pub retry: RetryPolicy,
    /// The caller's name for this attempt.
    pub idempotency_key: Option<IdempotencyKey>,
}

impl NewBookings {
    /// The booking of one of the slots, as it is when it has just been made.
    pub(crate) fn pending(&self, id: BookingId, time_slot: TimeSlot, now: Timestamp) -> Booking {
        Booking {
            id,
            account_id: self.account_id,
            booking_date: self.booking_date,
            time_slot,
            location: self.place.location(),
            sub_location: self.place.sub_location(),
            status: Status::Pending,
            booking_reference: None,
            error_message: None,
            retry: self.retry,
            created_at: now,
            updated_at: now,
        }
    }
}

/// A change of a booking: at least one of the three.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookingChange {
    pub(crate) status: Option<Status>,
    pub(crate) booking_reference: Option<BookingReference>,
    pub(crate) error_message: ErrorMessageChange,
}

/// What happens to the error message of a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ErrorMessageChange {
    Keep,
    Clear,
    Set(ErrorMessage),
}

impl BookingChange {
    /// `None` where nothing is to change.
    #[must_use]
    pub fn new(
        status: Option<Status>,
        booking_reference: Option<BookingReference>,
        error_message: Option<ErrorMessage>,
    ) -> Option<Self> {
        if status.is_none() && booking_reference.is_none() && error_message.is_none() {
            return None;
        }
        let error_message = error_message.map_or(ErrorMessageChange::Keep, ErrorMessageChange::Set);
        Some(Self { status, booking_reference, error_message })
    }

    /// Returns the booking with the change, `updated_at` excepted.
    pub(crate) fn apply(&self, booking: Booking) -> Booking {
        let error_message = match &self.error_message {
            ErrorMessageChange::Keep => booking.error_message,
            ErrorMessageChange::Clear => None,
            ErrorMessageChange::Set(message) => Some(message.to_string()),
        };
        let booking_reference = self.booking_reference.as_ref().map(ToString::to_string);
        Booking {
            status: self.status.unwrap_or(booking.status),
            booking_reference: booking_reference.or(booking.booking_reference),
            error_message,
            ..booking
        }
    }

    pub(crate) fn confirmed(reference: BookingReference) -> Self {
        Self {
            status: Some(Status::Confirmed),
            booking_reference: Some(reference),
            error_message: ErrorMessageChange::Clear,
        }
    }

    pub(crate) fn cancelled() -> Self {
        Self { status: Some(Status::Cancelled), booking_reference: None, error_message: ErrorMessageChange::Keep }
    }

    pub(crate) fn failed(message: ErrorMessage) -> Self {
        Self { status: Some(Status::Failed), booking_reference: None, error_message: ErrorMessageChange::Set(message) }
    }
}
