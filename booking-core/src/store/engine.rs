//! The one row of the engine's own state.

use rusqlite::Connection;

use super::commit::WriteTransaction;
use crate::Error;

/// Whether new attempts are paused.
pub(crate) fn is_paused(connection: &Connection) -> Result<bool, Error> {
    Ok(connection.prepare_cached("SELECT paused FROM engine WHERE id = 1")?.query_row([], |row| row.get(0))?)
}

/// Pauses or resumes new attempts.
pub(crate) fn set_paused(transaction: &WriteTransaction<'_>, paused: bool) -> Result<(), Error> {
    transaction.prepare_cached("UPDATE engine SET paused = ?1 WHERE id = 1")?.execute([paused])?;
    transaction.changed_engine();
    Ok(())
}

/// The name of the profile and time zone from which the due moments were computed; empty before the first time.
pub(crate) fn fingerprint(connection: &Connection) -> Result<String, Error> {
    Ok(connection.prepare_cached("SELECT fingerprint FROM engine WHERE id = 1")?.query_row([], |row| row.get(0))?)
}

/// Keeps the name of the profile and time zone from which all due moments have been computed.
pub(crate) fn set_fingerprint(transaction: &WriteTransaction<'_>, fingerprint: &str) -> Result<(), Error> {
    transaction.prepare_cached("UPDATE engine SET fingerprint = ?1 WHERE id = 1")?.execute([fingerprint])?;
    transaction.changed_engine();
    Ok(())
}
