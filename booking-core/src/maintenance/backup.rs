use std::io::ErrorKind;
use std::path::Path;

use rusqlite::{Connection, ErrorCode, ffi};
use tempfile::NamedTempFile;

use super::MaintenanceError;
use super::check;
use crate::files::{parent_dir, persist_noclobber, temp_file};
use crate::permissions::{self, Owner};
use crate::store::connection;

/// A backup that was written and verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backup {
    /// The number of bookings in it.
    pub bookings: i64,
    /// Whether it holds passwords, which need the key file.
    pub has_passwords: bool,
}

/// Writes a snapshot of the database, verifies it and syncs it. The database may be in use. The target appears only when the
/// copy is complete. Root gives it to the database's owner.
///
/// # Errors
/// When the target exists, or the copy fails or is damaged.
pub fn backup(database: &Path, target: &Path) -> Result<Backup, MaintenanceError> {
    if target.exists() {
        return Err(MaintenanceError::Exists(target.into()));
    }
    let source = check::open(database)?;
    let (directory, owner) = (parent_dir(target), Owner::of(database));
    permissions::create_dir(directory, owner).map_err(MaintenanceError::file(directory))?;
    let (file, made) = copy(&source, database, target, owner)?;
    persist_noclobber(file, target).map_err(|cause| match cause.kind() {
        ErrorKind::AlreadyExists => MaintenanceError::Exists(target.into()),
        _ => MaintenanceError::file(target)(cause),
    })?;
    Ok(made)
}

/// Copies `source`, opened from `from`, with its WAL to a temporary file beside `target`, verifies the copy and syncs it.
pub(super) fn copy(
    source: &Connection,
    from: &Path,
    target: &Path,
    owner: Owner,
) -> Result<(NamedTempFile, Backup), MaintenanceError> {
    let file = temp_file(target, owner).map_err(MaintenanceError::file(target))?;
    let name = connection::absolute(file.path());
    let name = name.to_str().ok_or_else(|| MaintenanceError::read(target)("the path is not UTF-8"))?;
    source.execute("VACUUM INTO ?1", [name]).map_err(|cause| {
        if is_write_failure(&cause) {
            MaintenanceError::write(target)(cause)
        } else {
            MaintenanceError::read(from)(cause)
        }
    })?;
    let copy = check::open(file.path())?;
    // A problem of the copy is one of the source.
    check::require_whole(&copy, from)?;
    file.as_file().sync_all().map_err(MaintenanceError::file(target))?;
    let made = Backup {
        bookings: check::count_bookings(&copy).map_err(MaintenanceError::read(target))?,
        has_passwords: check::has_passwords(&copy).map_err(MaintenanceError::read(target))?,
    };
    Ok((file, made))
}

/// Whether the failure is about the copy. The source is only read.
fn is_write_failure(cause: &rusqlite::Error) -> bool {
    let Some(failure) = cause.sqlite_error() else { return false };
    let while_writing = [ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR_TRUNCATE, ffi::SQLITE_IOERR_FSYNC];
    match failure.code {
        ErrorCode::CannotOpen | ErrorCode::DiskFull | ErrorCode::ReadOnly => true,
        ErrorCode::SystemIoFailure => while_writing.contains(&failure.extended_code),
        _ => false,
    }
}
