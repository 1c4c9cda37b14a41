use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::backup::copy;
use super::{MaintenanceError, check};
use crate::OpenError;
use crate::clock::Timestamp;
use crate::files::{parent_dir, sibling, sync_parent_dir, temp_file};
use crate::permissions::{self, Owner};
use crate::store::connection;
use crate::store::file_identity::orphan_wal;
use crate::store::lock::Lock;

/// A database that was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The number of bookings in it.
    pub bookings: i64,
    /// Whether it holds passwords, which need the key file.
    pub has_passwords: bool,
    /// Copies of what was there before: a database, the WAL of a database, or both.
    pub kept: Vec<PathBuf>,
    /// Whether the backup is a database file without its WAL: if it was copied from a running bridge, its last changes are
    /// missing.
    pub lacks_wal: bool,
}

/// Replaces the database by a verified backup, WAL included. The old files are kept under names with the time in them. The new
/// file has the old one's owner and mode.
///
/// # Errors
/// When a bridge or another program has the database open, or the backup is damaged or from a newer program.
pub fn restore(database: &Path, backup: &Path, now: Timestamp) -> Result<Restored, MaintenanceError> {
    // Before the file is opened, because SQLite would create a WAL.
    let lacks_wal = is_in_wal_mode(backup) && !connection::write_ahead_log(backup).exists();
    let source = check::open(backup)?;
    check::require_whole(&source, backup)?;
    let owner = Owner::of(database);
    let (database, _lock) = Lock::acquire(database)?;
    let (file, made) = copy(&source, backup, &database, owner)?;
    if orphan_wal(&database).is_none() {
        empty_wal(&database)?;
    }
    let kept = keep(&database, now, owner)?;
    let permissions = fs::metadata(&database).map_err(MaintenanceError::file(&database))?.permissions();
    file.as_file().set_permissions(permissions).map_err(MaintenanceError::file(&database))?;
    remove_wal(&database)?;
    file.persist(&database).map_err(|error| MaintenanceError::file(&database)(error.error))?;
    sync_parent(&database)?;
    Ok(Restored { bookings: made.bookings, has_passwords: made.has_passwords, kept, lacks_wal })
}

/// As [`restore`], of a backup that is read from `source`: where a container has no file of the host's.
///
/// # Errors
/// As [`restore`], or when `source` cannot be read.
pub fn restore_from(database: &Path, source: &mut impl io::Read, now: Timestamp) -> Result<Restored, MaintenanceError> {
    let (directory, owner) = (parent_dir(database), Owner::of(database));
    permissions::create_dir(directory, owner).map_err(MaintenanceError::file(directory))?;
    let mut received = temp_file(database, owner).map_err(MaintenanceError::file(database))?;
    io::copy(source, received.as_file_mut()).map_err(MaintenanceError::file(received.path()))?;
    let restored = restore(database, received.path(), now);
    // SQLite leaves them beside a file in WAL mode.
    for log in [connection::write_ahead_log(received.path()), connection::wal_index(received.path())] {
        let _ = fs::remove_file(log);
    }
    restored
}

/// Whether the file's header names the WAL (byte 18, the "file format write version"). Files that [`backup`](super::backup())
/// wrote do not.
fn is_in_wal_mode(database: &Path) -> bool {
    let mut header = [0; 19];
    File::open(database).and_then(|mut file| file.read_exact(&mut header)).is_ok() && header[18] == 2
}

/// Moves the WAL into the database file and removes it. SQLite does that only for a program that has the database to itself;
/// another program would go on writing to the replaced file.
fn empty_wal(database: &Path) -> Result<(), MaintenanceError> {
    let emptied = connection::open(database)
        .and_then(|old| old.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(())));
    match emptied.map_err(|cause| OpenError::of_sqlite(database, &cause)) {
        Err(locked @ OpenError::Locked { .. }) => Err(locked.into()),
        // A damaged database is a reason to restore: its WAL is kept as it is.
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Copies the database and its WAL, as far as they have content, before anything is removed.
fn keep(database: &Path, now: Timestamp, owner: Owner) -> Result<Vec<PathBuf>, MaintenanceError> {
    let safety = sibling(database, &format!(".before-restore-{}", now.to_string().replace([':', '.'], "-")));
    let wal = (connection::write_ahead_log(database), connection::write_ahead_log(&safety));
    let mut kept = Vec::new();
    for (from, to) in [(database.to_owned(), safety), wal] {
        if fs::metadata(&from).is_ok_and(|found| found.len() > 0) {
            copy_file(&from, &to, owner).map_err(MaintenanceError::file(&to))?;
            kept.push(to);
        }
    }
    sync_parent(database)?;
    Ok(kept)
}

/// Copies a file with its mode, and syncs the copy.
fn copy_file(from: &Path, to: &Path, owner: Owner) -> io::Result<()> {
    let (mut source, mut copy) = (File::open(from)?, permissions::create(to, owner)?);
    io::copy(&mut source, &mut copy)?;
    copy.set_permissions(source.metadata()?.permissions())?;
    copy.sync_all()
}

/// Removes the WAL, which SQLite would apply to the restored file.
fn remove_wal(database: &Path) -> Result<(), MaintenanceError> {
    for file in [connection::write_ahead_log(database), connection::wal_index(database)] {
        if file.exists() {
            fs::remove_file(&file).map_err(MaintenanceError::file(&file))?;
        }
    }
    sync_parent(database)
}

fn sync_parent(file: &Path) -> Result<(), MaintenanceError> {
    sync_parent_dir(file).map_err(MaintenanceError::file(parent_dir(file)))
}
