//! Errors that keep the service from starting. Their reader is the operator, so they name files and causes.

use std::path::{Path, PathBuf};

/// Why the service did not start. Unlike [`Error`](crate::Error), the text names files.
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
        .wal.display(), .path.display()
    )]
    OrphanWal {
        /// The database.
        path: PathBuf,
        /// The WAL.
        wal: PathBuf,
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
