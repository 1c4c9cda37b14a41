//! The schema and how an older file is brought up to it.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::OpenError;

/// The steps from an empty file to today's schema; the file's `user_version` counts those it has taken. A step is frozen
/// once it is released.
const MIGRATIONS: [&str; 1] = [include_str!("../../migrations/0001_initial.sql")];

/// Takes the steps that are missing, in one transaction: a crash leaves the old schema or the new one.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), OpenError> {
    let unusable = |cause| OpenError::Unusable { path: path.into(), cause };
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(unusable)?;
    let found: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(unusable)?;
    let taken = usize::try_from(found).ok().filter(|taken| *taken <= MIGRATIONS.len());
    let Some(taken) = taken else {
        let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
        return Err(OpenError::Newer { path: path.into(), found, known });
    };
    if taken == 0 && has_tables(&transaction).map_err(unusable)? {
        return Err(OpenError::Foreign { path: path.into() });
    }
    for step in &MIGRATIONS[taken..] {
        transaction.execute_batch(step).map_err(unusable)?;
    }
    transaction.execute_batch(&format!("PRAGMA user_version = {}", MIGRATIONS.len())).map_err(unusable)?;
    transaction.commit().map_err(unusable)
}

fn has_tables(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))
}
