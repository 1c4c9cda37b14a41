use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::backup::{copy_whole, draft_of, sync_folder_of};
use super::{MaintenanceError, check};
use crate::OpenError;
use crate::clock::Timestamp;
use crate::store::connection;
use crate::store::lock::Lock;

/// A database that was put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// How many bookings it holds.
    pub bookings: i64,
    /// Whether it holds passwords, which cannot be read without the key file.
    pub has_passwords: bool,
    /// The database that was there before, where there was one.
    pub safety_copy: Option<PathBuf>,
}

/// Puts a verified backup in the place of the database, which is kept under a name with the time in it. What is in the
/// backup's own write-ahead log is put back too.
///
/// # Errors
/// When a bridge or another program uses the database, or the backup is not whole or from a newer program.
pub fn restore(database: &Path, backup: &Path, now: Timestamp) -> Result<Restored, MaintenanceError> {
    let database = &connection::resolved(database);
    let _lock = Lock::acquire(database)?;
    let source = check::open_whole(backup)?;
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
    let safety_copy = if database.exists() {
        empty_log(database)?;
        Some(keep(database, now)?)
    } else {
        None
    };
    remove_log(database)?;
    keep_mode(database, draft)?;
    fs::rename(draft, database).map_err(MaintenanceError::file(database))?;
    sync_folder_of(database)?;
    Ok(Restored { bookings: copied.bookings, has_passwords: copied.has_passwords, safety_copy })
}

/// Moves what is in the database's log into its file. Should the power fail between the removal of the log and the change
/// of the files, the old database has lost nothing.
fn empty_log(database: &Path) -> Result<(), MaintenanceError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let emptied = Connection::open_with_flags(database, flags)
        .and_then(|old| old.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, bool>(0)));
    match emptied {
        Ok(true) => Err(OpenError::Locked { path: database.into() }.into()),
        // A database that is too damaged for this may be why a backup is put back; its log is kept as it is.
        Ok(false) | Err(_) => Ok(()),
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

/// Copies the database with its log before anything is taken away: whatever happens next, all of it is still there.
fn keep(database: &Path, now: Timestamp) -> Result<PathBuf, MaintenanceError> {
    let mut name = database.as_os_str().to_owned();
    name.push(format!(".before-restore-{}", now.to_string().replace([':', '.'], "-")));
    let safety = PathBuf::from(name);
    copy(database, &safety)?;
    let log = connection::write_ahead_log(database);
    if log.exists() {
        copy(&log, &connection::write_ahead_log(&safety))?;
    }
    sync_folder_of(&safety)?;
    Ok(safety)
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
