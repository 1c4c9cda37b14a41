//! One process a database.

use std::fs::{File, TryLockError};
use std::path::Path;

use crate::files::{beside, folder_of};
use crate::{OpenError, permissions};

/// Held while a process has the database open; the system releases it however the process ends.
pub(crate) struct Lock(#[expect(dead_code, reason = "the open file is the lock")] File);

impl Lock {
    /// Makes the database's folder where it is missing, and takes the lock file beside the database.
    pub(crate) fn acquire(database: &Path) -> Result<Self, OpenError> {
        let folder = folder_of(database);
        let unusable = |cause| OpenError::Folder { path: folder.into(), cause };
        permissions::make_folder(folder).map_err(unusable)?;
        // Whoever can open the lock can also hold it.
        let file =
            permissions::file().create(true).truncate(false).open(beside(database, ".lock")).map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(OpenError::InUse { path: database.into() }),
            Err(TryLockError::Error(cause)) => Err(unusable(cause)),
        }
    }
}

/// Refuses a database that cannot be written before SQLite sees it: SQLite would leave a write-ahead log beside it that cannot
/// be written either, also when the database can be again. Where there is none, an empty file is made, which SQLite takes for
/// a new database: it is its owner's alone, and so will be the log.
pub(super) fn check_writable(database: &Path) -> Result<(), OpenError> {
    let opened = permissions::file().create(true).truncate(false).open(database);
    opened.map(drop).map_err(|cause| OpenError::Unwritable { path: database.into(), cause })
}
