use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::backup::copy_whole;
use super::{MaintenanceError, check};
use crate::OpenError;
use crate::clock::Timestamp;
use crate::files::{self, beside, draft_of};
use crate::store::connection;
use crate::store::file_identity::orphan_wal;
use crate::store::lock::Lock;

/// A database that was put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// How many bookings it holds.
    pub bookings: i64,
    /// Whether it holds passwords, which cannot be read without the key file.
    pub has_passwords: bool,
    /// What was there before.
    pub kept: Kept,
}

/// What a restore found in the database's place and kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// There was nothing.
    Nothing,
    /// The database, in this file.
    Database(PathBuf),
    /// Only the log of a database whose own file is elsewhere. That file can be read with its log where it is given the
    /// name `database`.
    LogAlone {
        /// The log.
        log: PathBuf,
        /// Where SQLite looks for the database of that log.
        database: PathBuf,
    },
}

/// Puts a verified backup in the place of the database, which is kept under a name with the time in it. What is in the
/// backup's own write-ahead log is put back too.
///
/// # Errors
/// When a bridge or another program has the database open, or the backup is not whole or from a newer program.
pub fn restore(database: &Path, backup: &Path, now: Timestamp) -> Result<Restored, MaintenanceError> {
    let database = &connection::resolved(database);
    let _lock = Lock::acquire(database)?;
    let source = check::open(backup)?;
    check::require_whole(&source, backup)?;
    let draft = draft_of(database);
    let restored = put(&source, backup, &draft, database, now);
    if restored.is_err() {
        // The error that is reported is the first one; a draft that cannot be removed is no second one.
        let _ = fs::remove_file(&draft);
    }
    restored
}

fn put(
    source: &Connection,
    backup: &Path,
    draft: &Path,
    database: &Path,
    now: Timestamp,
) -> Result<Restored, MaintenanceError> {
    let copied = copy_whole(source, backup, draft)?;
    let kept = keep(database, &safety_name(database, now))?;
    remove_log(database)?;
    keep_mode(database, draft)?;
    fs::rename(draft, database).map_err(MaintenanceError::file(database))?;
    sync_folder_of(database)?;
    Ok(Restored { bookings: copied.bookings, has_passwords: copied.has_passwords, kept })
}

/// Moves what is in the database's log into its file, and the log away. Should the power fail between this and the change of the
/// files, the old database has lost nothing. SQLite gives up the log only for a program that has the database to itself: another
/// one would go on writing to the file that is replaced.
fn give_up_log(database: &Path) -> Result<(), MaintenanceError> {
    let given_up = connection::open_copier(database)
        .and_then(|old| old.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(())));
    match given_up.map_err(|cause| OpenError::of_sqlite(database, &cause)) {
        Err(locked @ OpenError::Locked { .. }) => Err(locked.into()),
        // A database that is too damaged for this may be why a backup is put back; its log is kept as it is.
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Whom an operator lets read the database may read it also when it is put back.
fn keep_mode(database: &Path, draft: &Path) -> Result<(), MaintenanceError> {
    match fs::metadata(database) {
        Ok(old) => fs::set_permissions(draft, old.permissions()).map_err(MaintenanceError::file(draft)),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(MaintenanceError::file(database)(cause)),
    }
}

fn copy(from: &Path, to: &Path) -> Result<(), MaintenanceError> {
    fs::copy(from, to).map_err(MaintenanceError::file(to))?;
    File::open(to).and_then(|file| file.sync_all()).map_err(MaintenanceError::file(to))
}

fn safety_name(database: &Path, now: Timestamp) -> PathBuf {
    beside(database, &format!(".before-restore-{}", now.to_string().replace([':', '.'], "-")))
}

/// Puts what is there under another name before anything is taken away: whatever happens next, all of it is still there.
fn keep(database: &Path, safety: &Path) -> Result<Kept, MaintenanceError> {
    let kept = if let Some(log) = orphan_wal(database) {
        let kept = connection::write_ahead_log(safety);
        fs::rename(&log, &kept).map_err(MaintenanceError::file(&log))?;
        Kept::LogAlone { log: kept, database: safety.into() }
    } else if database.exists() {
        give_up_log(database)?;
        keep_database(database, safety)?;
        Kept::Database(safety.into())
    } else {
        return Ok(Kept::Nothing);
    };
    sync_folder_of(safety)?;
    Ok(kept)
}

/// Copies the database with its log, where that could not be emptied.
fn keep_database(database: &Path, safety: &Path) -> Result<(), MaintenanceError> {
    copy(database, safety)?;
    let log = connection::write_ahead_log(database);
    if log.exists() { copy(&log, &connection::write_ahead_log(safety)) } else { Ok(()) }
}

/// A log that stayed behind would be taken for the new file's own.
fn remove_log(database: &Path) -> Result<(), MaintenanceError> {
    for file in [connection::write_ahead_log(database), connection::log_index(database)] {
        if file.exists() {
            fs::remove_file(&file).map_err(MaintenanceError::file(&file))?;
        }
    }
    sync_folder_of(database)
}

fn sync_folder_of(file: &Path) -> Result<(), MaintenanceError> {
    files::sync_folder_of(file).map_err(MaintenanceError::file(files::folder_of(file)))
}
