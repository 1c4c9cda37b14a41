//! What an operator does with a database beside serving it: back up, restore, examine, export.
//!
//! All but [`restore`] work while a bridge runs on the file.

mod backup;
mod check;
mod diagnose;
mod export;
mod key;
mod restore;

use std::path::PathBuf;

pub use backup::{Backup, backup};
pub use diagnose::{Finding, Verdict, diagnose};
pub use export::export;
pub use key::examine_key;
pub use restore::{Kept, Restored, restore};

/// Why an operator's command was not carried out, in a sentence that names the file.
#[derive(Debug, thiserror::Error)]
pub enum MaintenanceError {
    /// There is no such file.
    #[error("there is no database {}", .0.display())]
    Missing(PathBuf),
    /// The file has nothing in it.
    #[error("{} is empty and no database of bookings: name another file", .0.display())]
    Empty(PathBuf),
    /// The file that should be written is there already.
    #[error("{} exists already: name a new file", .0.display())]
    Exists(PathBuf),
    /// The database cannot be used, or another process has it.
    #[error(transparent)]
    Open(#[from] crate::OpenError),
    /// The file failed a check.
    #[error("{} is damaged: {problem}; only a backup that is whole helps", .path.display())]
    Damaged {
        /// The database.
        path: PathBuf,
        /// The first problem that was found.
        problem: String,
    },
    /// A file could not be read or written.
    #[error("{}: {cause}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// A copy could not be written.
    #[error("writing {}: {cause}", .path.display())]
    Write {
        /// The copy.
        path: PathBuf,
        /// What SQLite said.
        cause: String,
    },
    /// The database could not be read.
    #[error("reading {}: {cause}", .path.display())]
    Read {
        /// The database.
        path: PathBuf,
        /// What SQLite said.
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
