use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::MaintenanceError;
use crate::files::{parent_dir, sync_parent_dir};
use crate::store::{connection, schema};

/// A copy of a database of bookings, in the folder of the database that is in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseCopy {
    /// The file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// The time of its last change.
    pub changed: SystemTime,
}

/// Lists the copies in the database's folder by name: backups, and what restores have replaced.
///
/// # Errors
/// When the folder cannot be read.
pub fn copies(database: &Path) -> Result<Vec<DatabaseCopy>, MaintenanceError> {
    let folder = parent_dir(database);
    let read = || -> io::Result<Vec<DatabaseCopy>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if is_copy(&path, database) {
                let metadata = path.metadata()?;
                found.push(DatabaseCopy { path, size: metadata.len(), changed: metadata.modified()? });
            }
        }
        found.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(found)
    };
    read().map_err(MaintenanceError::file(folder))
}

/// Deletes a copy, which is named by its file name or its path.
///
/// # Errors
/// [`MaintenanceError::NoCopy`] for any other file, the database included; or when it cannot be deleted.
pub fn delete_copy(database: &Path, copy: &Path) -> Result<(), MaintenanceError> {
    let path = parent_dir(database).join(copy.file_name().unwrap_or_default());
    let is_here = copy.file_name().map(Path::new) == Some(copy) || same_file(copy, &path);
    if !is_here || !is_copy(&path, database) {
        return Err(MaintenanceError::NoCopy(copy.into()));
    }
    for file in [connection::write_ahead_log(&path), connection::wal_index(&path), path] {
        match fs::remove_file(&file) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(MaintenanceError::file(&file)(cause)),
            _ => {}
        }
    }
    sync_parent_dir(database).map_err(MaintenanceError::file(parent_dir(database)))
}

fn is_copy(path: &Path, database: &Path) -> bool {
    let is_log =
        path.extension().and_then(OsStr::to_str).is_some_and(|end| end.ends_with("-wal") || end.ends_with("-shm"));
    !is_log && !same_file(path, database) && schema::is_ours(path)
}

fn same_file(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
