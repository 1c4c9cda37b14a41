use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::backup::{draft_of, sync_folder_of};
use super::{MaintenanceError, check};
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

/// Puts a verified backup in the place of the database, which is kept under a name with the time in it.
///
/// # Errors
/// When a bridge runs on the database, or the backup is not whole or from a newer program.
pub fn restore(database: &Path, backup: &Path, now: Timestamp) -> Result<Restored, MaintenanceError> {
    let _lock = Lock::acquire(database)?;
    let source = check::open_whole(backup)?;
    let restored = Restored {
        bookings: check::count_bookings(&source).map_err(MaintenanceError::read(backup))?,
        has_passwords: check::has_passwords(&source).map_err(MaintenanceError::read(backup))?,
        safety_copy: None,
    };
    drop(source);
    let draft = draft_of(database);
    copy(backup, &draft)?;
    check::open_whole(&draft)?;
    remove_log(&draft)?;
    let safety_copy = if database.exists() { Some(keep(database, now)?) } else { None };
    remove_log(database)?;
    fs::rename(&draft, database).map_err(MaintenanceError::file(database))?;
    sync_folder_of(database)?;
    Ok(Restored { safety_copy, ..restored })
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
