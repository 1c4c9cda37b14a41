use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::Path;

use rusqlite::{Connection, ErrorCode, ffi};

use super::MaintenanceError;
use super::check;
use crate::files::{self, draft_of, folder_of};
use crate::permissions;
use crate::store::connection;

/// A backup that was made and verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backup {
    /// How many bookings it holds.
    pub bookings: i64,
    /// Whether it holds passwords, which cannot be read without the key file.
    pub has_passwords: bool,
}

/// Writes a copy of the database as it is at one moment, while others go on reading and writing, and verifies it. It gets
/// its name only when it is whole and on disk; for the moment before, an empty file keeps the name for it.
///
/// # Errors
/// When the target exists, or the copy cannot be made or is not whole.
pub fn backup(database: &Path, target: &Path) -> Result<Backup, MaintenanceError> {
    if target.exists() {
        return Err(MaintenanceError::Exists(target.into()));
    }
    let source = check::open(database)?;
    let folder = folder_of(target);
    permissions::make_folder(folder).map_err(MaintenanceError::file(folder))?;
    let draft = draft_of(target);
    let made = copy_whole(&source, database, &draft).and_then(|made| place(&draft, target).map(|()| made));
    if made.is_err() {
        // The error that is reported is the first one; a draft that cannot be removed is no second one.
        let _ = fs::remove_file(&draft);
    }
    made
}

/// Writes what `source`, opened from `from`, holds at this moment to `draft`, log and all, verifies it and puts it on disk.
pub(super) fn copy_whole(source: &Connection, from: &Path, draft: &Path) -> Result<Backup, MaintenanceError> {
    if draft.exists() {
        fs::remove_file(draft).map_err(MaintenanceError::file(draft))?;
    }
    permissions::file().create_new(true).open(draft).map_err(MaintenanceError::file(draft))?;
    let name = connection::plain(draft);
    let name = name.to_str().ok_or_else(|| MaintenanceError::read(draft)("the name is not UTF-8"))?;
    source.execute("VACUUM INTO ?1", [name]).map_err(|cause| {
        if is_of_writing(&cause) { MaintenanceError::write(draft)(cause) } else { MaintenanceError::read(from)(cause) }
    })?;
    let copy = check::open(draft)?;
    // What is wrong with the copy is wrong with what was copied.
    check::require_whole(&copy, from)?;
    File::open(draft).and_then(|file| file.sync_all()).map_err(MaintenanceError::file(draft))?;
    Ok(Backup {
        bookings: check::count_bookings(&copy).map_err(MaintenanceError::read(draft))?,
        has_passwords: check::has_passwords(&copy).map_err(MaintenanceError::read(draft))?,
    })
}

/// Whether the copy could not be written; what is copied is only read.
fn is_of_writing(cause: &rusqlite::Error) -> bool {
    let Some(failure) = cause.sqlite_error() else { return false };
    let while_writing = [ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR_TRUNCATE, ffi::SQLITE_IOERR_FSYNC];
    match failure.code {
        ErrorCode::CannotOpen | ErrorCode::DiskFull | ErrorCode::ReadOnly => true,
        ErrorCode::SystemIoFailure => while_writing.contains(&failure.extended_code),
        _ => false,
    }
}

fn place(draft: &Path, target: &Path) -> Result<(), MaintenanceError> {
    files::place(draft, target).map_err(|cause| match cause.kind() {
        ErrorKind::AlreadyExists => MaintenanceError::Exists(target.into()),
        _ => MaintenanceError::file(target)(cause),
    })
}
