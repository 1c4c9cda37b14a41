//! Checks of a database file.

use std::io::ErrorKind;
use std::path::Path;

use rusqlite::Connection;

use super::MaintenanceError;
use crate::store::{connection, schema};

/// Opens a database read-only. It may be in use.
pub(super) fn open(path: &Path) -> Result<Connection, MaintenanceError> {
    let empty = || MaintenanceError::Empty(path.into());
    match path.metadata() {
        // SQLite would delete the WAL of an empty file, so it must not open it.
        Ok(file) if file.is_file() && file.len() == 0 => return Err(empty()),
        Ok(file) if file.is_file() => {}
        Err(cause) if cause.kind() == ErrorKind::PermissionDenied => return Err(MaintenanceError::file(path)(cause)),
        _ => return Err(MaintenanceError::Missing(path.into())),
    }
    let connection = connection::open_reader(path).map_err(MaintenanceError::read(path))?;
    match schema::check_version(&connection, path)? {
        0 => Err(empty()),
        _ => Ok(connection),
    }
}

/// Fails with the first problem of the database. `path` is the file named in the error.
pub(super) fn require_whole(connection: &Connection, path: &Path) -> Result<(), MaintenanceError> {
    let problem =
        problem(connection).and_then(|found| found.map_or_else(|| schema_problem(connection), |found| Ok(Some(found))));
    match problem.map_err(MaintenanceError::read(path))? {
        None => Ok(()),
        Some(problem) => Err(MaintenanceError::Damaged { path: path.into(), problem }),
    }
}

/// Returns the differences between the file's schema and the schema of its version, which holds the rules of bookings.
pub(super) fn schema_problem(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let differing = schema::schema_diff(connection)?;
    Ok((!differing.is_empty()).then(|| format!("missing or changed: {}", differing.join(", "))))
}

/// Returns the first problem of the file's structure or its foreign keys.
pub(super) fn problem(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let structure: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if structure != "ok" {
        // The line before the problem names the attached database.
        return Ok(structure.lines().last().map(str::to_owned));
    }
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    match rows.next()? {
        None => Ok(None),
        Some(row) => {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            Ok(Some(format!("a row of {table} references a missing row of {parent}")))
        }
    }
}

/// Counts the bookings.
pub(super) fn count_bookings(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("SELECT count(*) FROM bookings", [], |row| row.get(0))
}

/// Whether any account has a password.
pub(super) fn has_passwords(connection: &Connection) -> rusqlite::Result<bool> {
    connection
        .query_row("SELECT EXISTS (SELECT 1 FROM accounts WHERE password_sealed IS NOT NULL)", [], |row| row.get(0))
}
