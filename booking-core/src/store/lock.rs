//! Exclusive use of a database by one process.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::files::{parent_dir, sibling};
use crate::permissions::Owner;
use crate::{OpenError, permissions};

/// Held while a process has the database open. The system releases it when the process ends.
pub(crate) struct Lock(#[expect(dead_code, reason = "the open file is the lock")] File);

impl Lock {
    /// Creates the directory and the database file if missing, and locks the file. Returns its canonical path: two paths that
    /// lead to one file through links share one lock.
    pub(crate) fn acquire(database: &Path) -> Result<(PathBuf, Self), OpenError> {
        let (directory, owner) = (parent_dir(database), Owner::of(database));
        permissions::create_dir(directory, owner)
            .map_err(|cause| OpenError::Folder { path: directory.into(), cause })?;
        let database = create_if_missing(database, owner)?;
        let unusable = |cause| OpenError::Folder { path: parent_dir(&database).into(), cause };
        // Anybody who can open the lock file can hold the lock, so only the owner may.
        let lock_file = sibling(&database, ".lock");
        let file = permissions::open_or_create(&lock_file, owner).map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => Ok((database, Self(file))),
            Err(TryLockError::WouldBlock) => Err(OpenError::InUse { path: database }),
            Err(TryLockError::Error(cause)) => Err(unusable(cause)),
        }
    }
}

/// Refuses an unwritable database before SQLite opens it, because SQLite would leave an unwritable WAL beside it. SQLite takes an
/// empty file for a new database and gives the WAL the mode of that file.
fn create_if_missing(database: &Path, owner: Owner) -> Result<PathBuf, OpenError> {
    permissions::open_or_create(database, owner)
        .and_then(|_| fs::canonicalize(database))
        .map_err(|cause| OpenError::Unwritable { path: database.into(), cause })
}
