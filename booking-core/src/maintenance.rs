//! The operator's commands: backup, restore, doctor, export, and the list of copies. All except [`restore`] work while a bridge runs.

mod backup;
mod check;
mod copies;
mod diagnose;
mod export;
mod key;
mod restore;

use std::path::PathBuf;

pub use backup::{Backup, backup};
pub use copies::{DatabaseCopy, copies, delete_copy};
pub use diagnose::{Finding, Verdict, diagnose};
pub use export::export;
pub use key::examine_key;
pub use restore::{Restored, restore, restore_from};

/// A failed command. The text is for the operator and names the file.
#[derive(Debug, thiserror::Error)]
pub enum MaintenanceError {
    /// There is no such file.
    #[error("there is no database {}: name an existing file", .0.display())]
    Missing(PathBuf),
    /// The file is empty.
    #[error("{} is empty: name a database of bookings", .0.display())]
    Empty(PathBuf),
    /// The target exists.
    #[error("{} exists already: name a new file", .0.display())]
    Exists(PathBuf),
    /// The file is no copy of a database of bookings in the database's folder.
    #[error("{} is no backup in the database's folder: name one that `bridge backups` lists", .0.display())]
    NoCopy(PathBuf),
    /// The database cannot be used, or another process has it.
    #[error(transparent)]
    Open(#[from] crate::OpenError),
    /// The file failed a check.
    #[error("{} is damaged: {problem}. Restore an undamaged backup", .path.display())]
    Damaged {
        /// The database.
        path: PathBuf,
        /// The first problem that was found.
        problem: String,
    },
    /// A file could not be read or written.
    #[error("cannot use {}: {cause}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        cause: std::io::Error,
    },
    /// A copy could not be written.
    #[error("cannot write {}: {cause}", .path.display())]
    Write {
        /// The copy.
        path: PathBuf,
        /// The error of SQLite.
        cause: String,
    },
    /// The database could not be read.
    #[error("cannot read {}: {cause}", .path.display())]
    Read {
        /// The database.
        path: PathBuf,
        /// The error of SQLite.
        cause: String,
    },
}

impl MaintenanceError {
    fn file(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        |cause| Self::File { path, cause }
    }

    fn write<E: std::fmt::Display>(path: &std::path::Path) -> impl FnOnce(E) -> Self {
        let path = path.into();
        move |cause| Self::Write { path, cause: cause.to_string() }
    }

    fn read<E: std::fmt::Display>(path: &std::path::Path) -> impl FnOnce(E) -> Self {
        let path = path.into();
        move |cause| Self::Read { path, cause: cause.to_string() }
    }
}
