//! Errors of the operations.
//!
//! The text of an [`Error`] is for the caller and contains no database text, path or secret. [`Error::cause`] is for the log.

use std::borrow::Cow;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::ids::{AccountId, BookingId};
use crate::plan::{PlanId, PlanState};
use crate::slot::{Location, TimeSlot};
use crate::status::Status;
use crate::text::NetId;

/// A requested slot that is taken by another active booking of the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SlotConflict {
    /// The requested time.
    pub time_slot: TimeSlot,
    /// The booking in the slot.
    pub booking_id: BookingId,
    /// The location of that booking.
    pub location: Location,
    /// The status of that booking: pending or confirmed.
    pub status: Status,
}

/// A refused or failed operation. Nothing was written.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// An argument that is invalid in combination with another one.
    #[error("{message}")]
    InvalidField {
        /// The argument at fault, with its index where it has one.
        field: Cow<'static, str>,
        /// The sentence: what is wrong with which value, and what to use instead.
        message: String,
    },
    /// No account has this id, or it was deleted.
    #[error("There is no account {0}: use the id of an existing account.")]
    AccountNotFound(AccountId),
    /// No booking has this id.
    #[error("There is no booking {0}: use the id of an existing booking.")]
    BookingNotFound(BookingId),
    /// No plan has this id.
    #[error("There is no plan {0}: use the id of an existing plan.")]
    PlanNotFound(PlanId),
    /// A cancel of a plan that has nothing to cancel.
    #[error("Plan {plan_id} is {state}: it has nothing left to cancel.")]
    PlanEnded {
        /// The plan.
        plan_id: PlanId,
        /// Its state.
        state: PlanState,
    },
    /// The account has an active booking at a requested date and time.
    #[error("{}", conflict_sentence(.0))]
    SlotConflict(Vec<SlotConflict>),
    /// A booking for an inactive account.
    #[error("Account {0} is switched off: switch it on before booking for it.")]
    AccountInactive(AccountId),
    /// Automatic booking is switched off for the account.
    #[error("Automatic booking is off for account {0}. Switch it on first.")]
    AutomationOff(AccountId),
    /// The operation needs a facility, and none is connected.
    #[error("No facility is connected. Set BRIDGE_FACILITY to a profile and restart the bridge.")]
    NoFacility,
    /// A retry of a booking whose account was deleted.
    #[error("Account {0} was deleted: add its netid again before booking for it.")]
    AccountDeleted(AccountId),
    /// Another account has this netid.
    #[error("There is already an account with the netid \"{0}\": choose another netid.")]
    NetIdTaken(NetId),
    /// The account still has pending or confirmed bookings today or later.
    #[error(
        "Account {account_id} still has {bookings} pending or confirmed booking(s) today or later: cancel them first."
    )]
    AccountInUse {
        /// The account.
        account_id: AccountId,
        /// The number of those bookings.
        bookings: i64,
    },
    /// The facility has not taken back all places of the account yet. Without its password they would be kept.
    #[error("Account {account_id} still gives {places} place(s) back to the facility: try again in a moment.")]
    AccountGivesBack {
        /// The account.
        account_id: AccountId,
        /// The number of those places.
        places: i64,
    },
    /// A status change that the rules forbid.
    #[error("Booking {booking_id} is {from}: {}.", transition_hint(*.from, *.to))]
    InvalidTransition {
        /// The booking.
        booking_id: BookingId,
        /// The current status.
        from: Status,
        /// The requested status.
        to: Status,
    },
    /// A cancel of a confirmed booking whose slot has begun.
    #[error("Booking {0} is confirmed and its slot has begun: it cannot be cancelled, only marked as failed.")]
    SlotBegun(BookingId),
    /// An idempotency key seen before with a different request.
    #[error("This idempotency_key was used for a different request: use a new key for a new request.")]
    IdempotencyMismatch,
    /// The write queue is full.
    #[error("Too many changes are waiting to be written: try again in a moment. Nothing was written.")]
    Overloaded,
    /// The disk is full, the database is locked by another program, or the storage failed.
    #[error("The booking storage is not available right now: try again in a moment. Nothing was written.")]
    StorageUnavailable {
        /// For the log only.
        cause: String,
    },
    /// The system clock is outside the years in which bookings can be.
    #[error("The bridge's clock shows {date}. Set it to a date in the years 2000 to 2100.")]
    InvalidClock {
        /// The date at the facility by that clock.
        date: NaiveDate,
    },
    /// Anything else.
    #[error("The booking service failed. Nothing was written. The log of the bridge has the cause.")]
    Internal {
        /// For the log only.
        cause: String,
    },
}

impl Error {
    /// The cause for the log, which the caller must not see.
    #[must_use]
    pub fn cause(&self) -> Option<&str> {
        match self {
            Self::StorageUnavailable { cause } | Self::Internal { cause } => Some(cause),
            _ => None,
        }
    }

    pub(crate) fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal { cause: cause.to_string() }
    }

    /// A stored value is invalid: the file is damaged.
    pub(crate) fn damaged(cause: impl std::fmt::Display) -> Self {
        Self::StorageUnavailable { cause: cause.to_string() }
    }
}

fn conflict_sentence(conflicts: &[SlotConflict]) -> String {
    let taken: Vec<String> = conflicts
        .iter()
        .map(|taken| {
            format!("{} (booking {}, {}, {})", taken.time_slot, taken.booking_id, taken.location, taken.status)
        })
        .collect();
    format!("The account already holds {} on that date: choose other time slots.", taken.join(", "))
}

fn transition_hint(from: Status, to: Status) -> String {
    let allowed: Vec<&str> =
        Status::ALL.into_iter().filter(|next| from.may_become(*next)).map(Status::as_str).collect();
    match allowed.as_slice() {
        [] => "create a new booking, because it cannot change any more".to_owned(),
        allowed => format!("it cannot become {to}, only {}", allowed.join(" or ")),
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let cause = error.to_string();
        if is_storage_failure(&error) { Self::StorageUnavailable { cause } } else { Self::Internal { cause } }
    }
}

/// Whether the cause is the storage, not the program. The statements are fixed and tested, and the schema admits only rows that
/// they can read. A failure at run time, a value of the wrong type or a missing row means a full, locked or damaged file.
fn is_storage_failure(error: &rusqlite::Error) -> bool {
    use rusqlite::Error::{
        FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, QueryReturnedNoRows, SqliteFailure,
        Utf8Error,
    };
    match error {
        SqliteFailure(failure, _) => failure.code != rusqlite::ErrorCode::ApiMisuse,
        FromSqlConversionFailure(..)
        | IntegralValueOutOfRange(..)
        | InvalidColumnType(..)
        | QueryReturnedNoRows
        | Utf8Error(..) => true,
        _ => false,
    }
}
