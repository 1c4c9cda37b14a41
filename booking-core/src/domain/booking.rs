//! Bookings, the input of creating them and their changes.

mod json;

use schemars::JsonSchema;
use serde::Serialize;

use crate::clock::Timestamp;
use crate::facility::Calendar;
use crate::ids::{AccountId, BookingId};
use crate::plan::PlanId;
use crate::retry_policy::RetryPolicy;
use crate::slot::{BookingDate, Location, Place, SubLocation, TimeSlot, TimeSlots};
use crate::status::Status;
use crate::text::{BookingReference, ErrorMessage, IdempotencyKey};

/// A booking of one slot. `T` is the type of its free texts: owned, or borrowed from a database row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Booking<T = String> {
    /// The id, never reused.
    pub id: BookingId,
    /// The account that books.
    pub account_id: AccountId,
    /// The date in the facility's time zone.
    pub booking_date: BookingDate,
    /// The start of the slot in the facility's time zone.
    pub time_slot: TimeSlot,
    /// The location.
    pub location: Location,
    /// The half of the location, if one was requested.
    pub sub_location: Option<SubLocation>,
    /// The status.
    pub status: Status,
    /// The facility's reference, once confirmed.
    pub booking_reference: Option<T>,
    /// The reason of the last failure.
    pub error_message: Option<T>,
    /// When it is attempted again.
    #[serde(flatten)]
    pub retry: RetryPolicy,
    /// The moment the slot begins.
    pub starts_at: Timestamp,
    /// The moment the facility opens the slot; null without a connected facility.
    pub opens_at: Option<Timestamp>,
    /// The moment of the next attempt; null if none is planned or one is under way.
    pub next_attempt_at: Option<Timestamp>,
    /// The number of attempts. Attempts before the opening or refused by a rate limit do not count.
    pub attempts: u32,
    /// The plan that made it; null where a person did.
    pub plan_id: Option<PlanId>,
    /// Whether it is on the facility's waiting list.
    pub waitlisted: bool,
    /// The time it was created.
    pub created_at: Timestamp,
    /// The time of its last change.
    pub updated_at: Timestamp,
}

impl Booking {
    /// Returns the booking as it was when it was created, before an attempt was planned.
    pub(crate) fn into_created(self) -> Self {
        Self {
            status: Status::Pending,
            booking_reference: None,
            error_message: None,
            next_attempt_at: None,
            attempts: 0,
            waitlisted: false,
            updated_at: self.created_at,
            ..self
        }
    }
}

/// The input of creating one booking for each slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBookings {
    /// The account that books.
    pub account_id: AccountId,
    /// The date.
    pub booking_date: BookingDate,
    /// The start times.
    pub time_slots: TimeSlots,
    /// The location and half.
    pub place: Place,
    /// When to attempt again.
    pub retry: RetryPolicy,
    /// Identifies a repeated request.
    pub idempotency_key: Option<IdempotencyKey>,
}

impl NewBookings {
    /// Returns the new booking of one of the slots.
    pub(crate) fn pending(&self, id: BookingId, time_slot: TimeSlot, calendar: &Calendar, now: Timestamp) -> Booking {
        let starts_at = calendar.starts_at(self.booking_date, time_slot);
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
            starts_at,
            opens_at: calendar.opens_at(self.place.location(), starts_at),
            next_attempt_at: None,
            attempts: 0,
            plan_id: None,
            waitlisted: false,
            created_at: now,
            updated_at: now,
        }
    }
}

/// A change of the status, the reference or the error message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookingChange {
    pub(crate) status: Option<Status>,
    pub(crate) booking_reference: Option<BookingReference>,
    pub(crate) error_message: ErrorMessageChange,
}

/// The change of the error message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ErrorMessageChange {
    Keep,
    Clear,
    Set(ErrorMessage),
}

impl BookingChange {
    /// Returns `None` if nothing is given. A confirmation without an error message clears an earlier one.
    #[must_use]
    pub fn new(
        status: Option<Status>,
        booking_reference: Option<BookingReference>,
        error_message: Option<ErrorMessage>,
    ) -> Option<Self> {
        if status.is_none() && booking_reference.is_none() && error_message.is_none() {
            return None;
        }
        let error_message = match error_message {
            Some(message) => ErrorMessageChange::Set(message),
            None if status == Some(Status::Confirmed) => ErrorMessageChange::Clear,
            None => ErrorMessageChange::Keep,
        };
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
