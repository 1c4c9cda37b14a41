//! What can go wrong, in the domain's words.
//!
//! The text of every [`Error`] is meant for the caller and holds no database text, path or secret. What the log needs
//! beside it is in [`Error::cause`].

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;

use crate::ids::{AccountId, BookingId};
use crate::slot::{Location, TimeSlot};
use crate::status::Status;
use crate::text::NetId;

/// A value that was refused, and the sentence that says what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidValue(pub(crate) String);

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

/// Why the service did not start. Unlike [`Error`] this is for the operator and names files.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder of a file cannot be made or written.
    #[error("cannot use the folder {}: {cause}", .path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// Another process has the database.
    #[error("the database {} is in use by another bridge: stop that one first or name another file", .path.display())]
    InUse {
        /// The database.
        path: PathBuf,
    },
    /// A program other than a bridge holds the database locked.
    #[error("another program holds the database {} locked: close what has it open, then start again", .path.display())]
    Locked {
        /// The database.
        path: PathBuf,
    },
    /// The file is there but cannot be written.
    #[error("cannot write the database {}: {cause}", .path.display())]
    Unwritable {
        /// The database.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The database's file is missing or empty, but its log is there.
    #[error(
        "the log {} is there but its database {} is missing or empty: put the database file back, since the log may alone \
         hold the last changes, or move the log away to begin with a new database",
        .log.display(), .path.display()
    )]
    LogAlone {
        /// The database.
        path: PathBuf,
        /// Its log.
        log: PathBuf,
    },
    /// The system does not let the database be used as it is: the disk is full or fails, or too many files are open.
    #[error("cannot use the database {}: {cause}", .path.display())]
    Unavailable {
        /// The database.
        path: PathBuf,
        /// What SQLite or the system said.
        cause: String,
    },
    /// The file is not a SQLite database, or a damaged one.
    #[error("{} is not a usable SQLite database: {cause}; name another file or restore a backup", .path.display())]
    Unusable {
        /// The database.
        path: PathBuf,
        /// What SQLite said.
        cause: String,
    },
    /// The file is a SQLite database of some other program.
    #[error("{} is a SQLite database of another program: name another file", .path.display())]
    Foreign {
        /// The database.
        path: PathBuf,
    },
    /// The file was written by a newer version of this program.
    #[error("{} has schema version {found}, this program knows versions up to {known}: use a newer program", .path.display())]
    Newer {
        /// The database.
        path: PathBuf,
        /// The version of the file.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// The file was written by a version of this program that was never released.
    #[error(
        "{} has schema version {found} of an unreleased program: name another file, or export its bookings with the program that wrote it",
        .path.display()
    )]
    Unreleased {
        /// The database.
        path: PathBuf,
        /// The version of the file.
        found: i64,
    },
    /// The key file is missing although there are passwords that need it.
    #[error("the key file {} is missing, but the database holds passwords encrypted with it: put the key file back", .path.display())]
    KeyMissing {
        /// The key file.
        path: PathBuf,
    },
    /// The key file is not the one that the passwords were encrypted with.
    #[error("the key file {} is not the one that the database's passwords were encrypted with: put the right one back", .path.display())]
    KeyWrong {
        /// The key file.
        path: PathBuf,
    },
    /// The key file cannot be used.
    #[error("the key file {} cannot be used: {cause}", .path.display())]
    KeyUnusable {
        /// The key file.
        path: PathBuf,
        /// Why.
        cause: String,
    },
}

impl OpenError {
    pub(crate) fn unavailable(path: &Path, cause: impl std::fmt::Display) -> Self {
        Self::Unavailable { path: path.into(), cause: cause.to_string() }
    }

    /// What SQLite's refusal to use the file amounts to.
    pub(crate) fn of_sqlite(path: &Path, cause: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{CannotOpen, DatabaseBusy, DatabaseLocked, DiskFull, OutOfMemory, SystemIoFailure};
        match cause.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => Self::Locked { path: path.into() },
            Some(CannotOpen | DiskFull | OutOfMemory | SystemIoFailure) => Self::unavailable(path, cause),
            _ => Self::Unusable { path: path.into(), cause: cause.to_string() },
        }
    }
}
