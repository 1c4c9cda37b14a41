//! What can go wrong, in the domain's words.
//!
//! The text of every [`Error`] is meant for the caller and holds no database text, path or secret. What the log needs
//! beside it is in [`Error::cause`].

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use crate::ids::{AccountId, BookingId};
use crate::slot::{Location, TimeSlot};
use crate::status::Status;
use crate::text::NetId;

/// A slot that the account already holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SlotConflict {
    /// The requested time.
    pub time_slot: TimeSlot,
    /// The booking that holds it.
    pub booking_id: BookingId,
    /// Where that booking is.
    pub location: Location,
    /// That booking's status: pending or confirmed.
    pub status: Status,
}

/// Why an operation was not carried out. Nothing was written.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// An argument that is wrong only together with another one.
    #[error("{message}")]
    InvalidField {
        /// The argument at fault, with its index where it has one.
        field: Cow<'static, str>,
        /// What is wrong with which value and what would be right.
        message: String,
    },
    /// No account has this id, or it was deleted.
    #[error("There is no account {0}.")]
    AccountNotFound(AccountId),
    /// No booking has this id.
    #[error("There is no booking {0}.")]
    BookingNotFound(BookingId),
    /// The account already holds a requested date and time.
    #[error("{}", conflict_sentence(.0))]
    SlotConflict(Vec<SlotConflict>),
    /// A booking for an account that is switched off.
    #[error("Account {0} is switched off: switch it on before booking for it.")]
    AccountInactive(AccountId),
    /// A retry of a booking whose account was deleted.
    #[error("Account {0} was deleted: add its netid again before booking for it.")]
    AccountDeleted(AccountId),
    /// Another account has this netid.
    #[error("There is already an account with the netid \"{0}\".")]
    NetIdTaken(NetId),
    /// The account still has pending or confirmed bookings today or later.
    #[error(
        "Account {account_id} still has {bookings} pending or confirmed booking(s) today or later: cancel them first."
    )]
    AccountInUse {
        /// The account.
        account_id: AccountId,
        /// How many bookings hold it.
        bookings: i64,
    },
    /// A status change that the rules do not have.
    #[error("Booking {booking_id} is {from}: {}.", transition_hint(*.from, *.to))]
    InvalidTransition {
        /// The booking.
        booking_id: BookingId,
        /// The status it has.
        from: Status,
        /// The status that was asked for.
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
    /// Anything else.
    #[error("Something went wrong inside the booking service. Nothing was written.")]
    Internal {
        /// For the log only.
        cause: String,
    },
}

impl Error {
    /// What the log should hold beside the sentence that the caller gets.
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

    /// The database gave a value that no sound file gives.
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
    format!("The account already holds {} on that date.", taken.join(", "))
}

fn transition_hint(from: Status, to: Status) -> String {
    let allowed: Vec<&str> =
        Status::ALL.into_iter().filter(|next| from.may_become(*next)).map(Status::as_str).collect();
    match allowed.as_slice() {
        [] => "that is final, it cannot change any more".to_owned(),
        allowed => format!("it cannot become {to}, only {}", allowed.join(" or ")),
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let cause = error.to_string();
        if is_of_the_storage(&error) { Self::StorageUnavailable { cause } } else { Self::Internal { cause } }
    }
}

/// Whether the file or the system is to blame, and not the program: the statements are fixed and tested, and the schema lets
/// no row in that they could not read. Where one fails as it runs, finds a value that is not of its type, or misses a row that
/// is always there, the file is full, locked or damaged.
fn is_of_the_storage(error: &rusqlite::Error) -> bool {
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
