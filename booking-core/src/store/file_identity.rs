//! Whether the database's files are there, and still the ones that were opened.
//!
//! A file that is deleted or moved away stays writable for whoever has it open: commits would succeed and be gone at the next
//! start. So the writer looks before every commit. The log of a file that was moved away may alone hold what was answered
//! last, and SQLite deletes a log whose database is missing or empty: so one looks before it is opened too.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use super::connection;
use crate::Error;

/// The files that hold what is committed, each with its device and number.
pub(super) struct FileIdentity(Vec<(PathBuf, (u64, u64))>);

impl FileIdentity {
    /// Remembers the database and its write-ahead log, both of which the writer has opened.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let files = [path.to_owned(), connection::write_ahead_log(path)];
        files.into_iter().map(|file| identity(&file).map(|known| (file, known))).collect::<Result<_, _>>().map(Self)
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        match self.0.iter().find(|(file, known)| identity(file).ok() != Some(*known)) {
            None => Ok(()),
            Some((file, _)) => Err(Error::StorageUnavailable {
                cause: format!("{} is not the file that was opened: put that one back or restart", file.display()),
            }),
        }
    }
}

/// The log that holds something although its database is missing or empty, and so belongs to a file that is elsewhere.
pub(crate) fn orphan_wal(database: &Path) -> Option<PathBuf> {
    let is_gone = match fs::metadata(database) {
        Ok(found) => found.is_file() && found.len() == 0,
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    };
    let log = connection::write_ahead_log(database);
    (is_gone && fs::metadata(&log).is_ok_and(|found| found.len() > 0)).then_some(log)
}

fn identity(file: &Path) -> io::Result<(u64, u64)> {
    fs::metadata(file).map(|found| (found.dev(), found.ino()))
}
