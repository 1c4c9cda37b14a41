//! One process a database.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::connection::folder_of;
use crate::OpenError;

/// Held while a process has the database open; the system releases it however the process ends.
pub(crate) struct Lock(#[expect(dead_code, reason = "the open file is the lock")] File);

impl Lock {
    /// Makes the database's folder where it is missing, and takes the lock file beside the database.
    pub(crate) fn acquire(database: &Path) -> Result<Self, OpenError> {
        let folder = folder_of(database);
        let unusable = |cause| OpenError::Folder { path: folder.into(), cause };
        fs::create_dir_all(folder).map_err(unusable)?;
        let mut name = OsString::from(database);
        name.push(".lock");
        let file =
            OpenOptions::new().create(true).truncate(false).write(true).open(PathBuf::from(name)).map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(OpenError::InUse { path: database.into() }),
            Err(TryLockError::Error(cause)) => Err(unusable(cause)),
        }
    }
}

/// Refuses a database that cannot be written before SQLite sees it: SQLite would leave a write-ahead log beside it that cannot
/// be written either, also when the database can be again.
pub(super) fn check_writable(database: &Path) -> Result<(), OpenError> {
    match OpenOptions::new().write(true).open(database) {
        Err(cause) if cause.kind() != ErrorKind::NotFound => {
            Err(OpenError::Unwritable { path: database.into(), cause })
        }
        _ => Ok(()),
    }
}
