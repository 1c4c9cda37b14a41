//! Detects database files that were moved, deleted or replaced while they are open.
//!
//! An open file stays writable after it was moved or deleted: commits would succeed and be missing after a restart. Therefore
//! the writer compares the files before every commit.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use super::connection;
use crate::Error;

/// The device and inode of the database file and of its WAL.
pub(super) struct FileIdentity(Vec<(PathBuf, (u64, u64))>);

impl FileIdentity {
    /// Records both files, which the writer has open.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let files = [path.to_owned(), connection::write_ahead_log(path)];
        files.into_iter().map(|file| inode(&file).map(|known| (file, known))).collect::<Result<_, _>>().map(Self)
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        match self.0.iter().find(|(file, known)| inode(file).ok() != Some(*known)) {
            None => Ok(()),
            Some((file, _)) => Err(Error::StorageUnavailable {
                cause: format!("{} was moved, deleted or replaced: put the file back or restart", file.display()),
            }),
        }
    }
}

/// The WAL that has content although its database is missing or empty. It belongs to a database that was moved, and may alone
/// hold the last commits. SQLite would delete it.
pub(crate) fn orphan_wal(database: &Path) -> Option<PathBuf> {
    let size = |file: &Path| fs::metadata(file).map_or(0, |found| found.len());
    let wal = connection::write_ahead_log(database);
    (size(database) == 0 && size(&wal) > 0).then_some(wal)
}

fn inode(file: &Path) -> io::Result<(u64, u64)> {
    fs::metadata(file).map(|found| (found.dev(), found.ino()))
}
