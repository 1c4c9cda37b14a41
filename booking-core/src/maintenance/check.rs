//! Whether a database file is whole.

use std::path::Path;

use rusqlite::Connection;

use super::MaintenanceError;
use crate::store::{connection, schema};

/// Opens a database for reading only. It may be in use.
pub(super) fn open(path: &Path) -> Result<Connection, MaintenanceError> {
    let empty = || MaintenanceError::Empty(path.into());
    match path.metadata() {
        // SQLite is not shown it: it would delete a log that lies beside it.
        Ok(file) if file.is_file() && file.len() == 0 => return Err(empty()),
        Ok(file) if file.is_file() => {}
        _ => return Err(MaintenanceError::Missing(path.into())),
    }
    let connection = connection::open_reader(path).map_err(MaintenanceError::read(path))?;
    match schema::check_version(&connection, path)? {
        0 => Err(empty()),
        _ => Ok(connection),
    }
}

/// Makes sure that a database is whole. Otherwise `path` is the file to blame.
pub(super) fn require_whole(connection: &Connection, path: &Path) -> Result<(), MaintenanceError> {
    let problem = problem(connection).and_then(|found| found.map_or_else(|| lack(connection), |found| Ok(Some(found))));
    match problem.map_err(MaintenanceError::read(path))? {
        None => Ok(()),
        Some(problem) => Err(MaintenanceError::Damaged { path: path.into(), problem }),
    }
}

/// What of the schema is missing, or not as this program makes it: the rules of the bookings are kept there.
pub(super) fn lack(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let lacking = schema::schema_diff(connection)?;
    Ok((!lacking.is_empty()).then(|| format!("missing or changed in it: {}", lacking.join(", "))))
}

/// The first thing that is wrong with the structure or the references of a database.
pub(super) fn problem(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let structure: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if structure != "ok" {
        // A line before the problem says which of a connection's databases has it; here there is only one.
        return Ok(structure.lines().last().map(str::to_owned));
    }
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    match rows.next()? {
        None => Ok(None),
        Some(row) => {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            Ok(Some(format!("a row of {table} refers to a row of {parent} that is not there")))
        }
    }
}

/// How many bookings there are.
pub(super) fn count_bookings(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("SELECT count(*) FROM bookings", [], |row| row.get(0))
}

/// Whether any account has a password, which only the key file can read.
pub(super) fn has_passwords(connection: &Connection) -> rusqlite::Result<bool> {
    connection
        .query_row("SELECT EXISTS (SELECT 1 FROM accounts WHERE password_sealed IS NOT NULL)", [], |row| row.get(0))
}
