//! Errors at the start of the service. They are for the operator, so they name files and causes.

use std::path::{Path, PathBuf};

/// A failure to open the database or the key file.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The directory of a file cannot be created or written.
    #[error("cannot create or write the folder {}: {cause}", .path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// The error of the operating system.
        cause: std::io::Error,
    },
    /// Another process has the database open.
    #[error("the database {} is in use by another bridge: stop that bridge or use another file", .path.display())]
    InUse {
        /// The database.
        path: PathBuf,
    },
    /// A program other than a bridge holds the database locked.
    #[error("another program has locked the database {}: close that program, then start again", .path.display())]
    Locked {
        /// The database.
        path: PathBuf,
    },
    /// The file exists but cannot be written.
    #[error("cannot write the database {}: {cause}", .path.display())]
    Unwritable {
        /// The database.
        path: PathBuf,
        /// The error of the operating system.
        cause: std::io::Error,
    },
    /// The database file is missing or empty, but its WAL has content.
    #[error(
        "the write-ahead log {} exists, but its database {} is missing or empty: put the database file back, because the \
         log may contain the last changes, or move the log away to start with a new database",
        .wal.display(), .path.display()
    )]
    OrphanWal {
        /// The database.
        path: PathBuf,
        /// The WAL.
        wal: PathBuf,
    },
    /// The system failed: the disk is full or broken, or too many files are open.
    #[error("cannot use the database {}: {cause}", .path.display())]
    Unavailable {
        /// The database.
        path: PathBuf,
        /// The error of SQLite or of the operating system.
        cause: String,
    },
    /// The file is not a SQLite database, or a damaged one.
    #[error("{} is not a usable SQLite database: {cause}. Use another file or restore a backup", .path.display())]
    Unusable {
        /// The database.
        path: PathBuf,
        /// The error of SQLite.
        cause: String,
    },
    /// The file is a SQLite database of another program.
    #[error("{} is a SQLite database of another program: use another file", .path.display())]
    Foreign {
        /// The database.
        path: PathBuf,
    },
    /// A newer version of this program wrote the file.
    #[error("{} has schema version {found}, but this program knows only versions up to {known}: use a newer program", .path.display())]
    Newer {
        /// The database.
        path: PathBuf,
        /// The version of the file.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// An unreleased version of this program wrote the file.
    #[error(
        "{} has schema version {found} of an unreleased program: use another file, or export its bookings with the program that wrote it",
        .path.display()
    )]
    Unreleased {
        /// The database.
        path: PathBuf,
        /// The version of the file.
        found: i64,
    },
    /// The key file is missing, but stored passwords need it.
    #[error("the key file {} is missing, but the passwords in the database were encrypted with it: put it back", .path.display())]
    KeyMissing {
        /// The key file.
        path: PathBuf,
    },
    /// The stored passwords were encrypted with another key.
    #[error("the passwords in the database were encrypted with another key than {}: put the right key file back", .path.display())]
    KeyWrong {
        /// The key file.
        path: PathBuf,
    },
    /// The key file cannot be used.
    #[error("cannot use the key file {}: {cause}", .path.display())]
    KeyUnusable {
        /// The key file.
        path: PathBuf,
        /// The problem.
        cause: String,
    },
}

impl OpenError {
    pub(crate) fn unavailable(path: &Path, cause: impl std::fmt::Display) -> Self {
        Self::Unavailable { path: path.into(), cause: cause.to_string() }
    }

    /// Maps SQLite's error on opening or migrating a file.
    pub(crate) fn of_sqlite(path: &Path, cause: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{CannotOpen, DatabaseBusy, DatabaseLocked, DiskFull, OutOfMemory, SystemIoFailure};
        match cause.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => Self::Locked { path: path.into() },
            Some(CannotOpen | DiskFull | OutOfMemory | SystemIoFailure) => Self::unavailable(path, cause),
            _ => Self::Unusable { path: path.into(), cause: cause.to_string() },
        }
    }
}
