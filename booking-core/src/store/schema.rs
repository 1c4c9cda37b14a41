//! The schema and how an older file is brought up to it.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::OpenError;

/// The steps from an empty file to today's schema; the file's `user_version` counts those it has taken. A step is frozen
/// once it is released.
const MIGRATIONS: [&str; 3] = [
    include_str!("../../migrations/0001_initial.sql"),
    include_str!("../../migrations/0002_cheaper_counts_and_inserts.sql"),
    include_str!("../../migrations/0003_ids_and_times_that_can_be_read.sql"),
];

/// Marks a file as one of this program's, as SQLite's `application_id`: the letters "bkng".
const APPLICATION: i64 = 0x626b_6e67;

/// Takes the steps that are missing, in one transaction: a crash leaves the old schema or the new one, and a file that is
/// refused stays as it is.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), OpenError> {
    let unusable = |cause| OpenError::of_sqlite(path, &cause);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(unusable)?;
    let taken = check_version(&transaction, path)?;
    for step in &MIGRATIONS[taken..] {
        transaction.execute_batch(step).map_err(unusable)?;
    }
    let marks = format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {}", MIGRATIONS.len());
    transaction.execute_batch(&marks).map_err(unusable)?;
    transaction.commit().map_err(unusable)
}

/// How many of the steps the file has taken, if it is one of this program's and not from a newer one.
pub(crate) fn check_version(connection: &Connection, path: &Path) -> Result<usize, OpenError> {
    let unusable = |cause| OpenError::of_sqlite(path, &cause);
    if is_foreign(connection).map_err(unusable)? {
        return Err(OpenError::Foreign { path: path.into() });
    }
    let found = pragma(connection, "user_version").map_err(unusable)?;
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    match usize::try_from(found) {
        Ok(taken) if taken <= MIGRATIONS.len() => Ok(taken),
        _ => Err(OpenError::Newer { path: path.into(), found, known }),
    }
}

/// Whether the file has taken all the steps.
pub(crate) fn is_current(connection: &Connection) -> rusqlite::Result<bool> {
    Ok(usize::try_from(pragma(connection, "user_version")?).is_ok_and(|taken| taken == MIGRATIONS.len()))
}

/// The tables, indexes and triggers that the file does not hold as the steps it has taken make them. What else is in it, such
/// as an operator's own view, is not looked at. The steps are taken once more in memory, which a start has no time for.
pub(crate) fn lacking(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let taken = usize::try_from(pragma(connection, "user_version")?).unwrap_or(usize::MAX).min(MIGRATIONS.len());
    let sound = Connection::open_in_memory()?;
    for step in &MIGRATIONS[..taken] {
        sound.execute_batch(step)?;
    }
    let found = objects(connection)?;
    let expected = objects(&sound)?.into_iter().filter(|object| !found.contains(object));
    Ok(expected.map(|[kind, name, ..]| format!("{kind} {name}")).collect())
}

/// The kind, name and table of every object, and the statement that made it.
fn objects(connection: &Connection) -> rusqlite::Result<Vec<[String; 4]>> {
    let mut statement = connection
        .prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")?;
    let read = |row: &rusqlite::Row<'_>| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]);
    statement.query_map([], read)?.collect()
}

/// Every file that holds anything carries the mark of the program that it belongs to; an empty one is anybody's.
fn is_foreign(connection: &Connection) -> rusqlite::Result<bool> {
    if pragma(connection, "application_id")? == APPLICATION {
        return Ok(false);
    }
    connection.query_row("SELECT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))
}

fn pragma(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, name, |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use crate::store::query_plan::empty_database;

    /// A table in memory for every row costs more than the rest of its checks.
    #[test]
    fn no_check_of_a_row_builds_a_table() {
        let connection = empty_database();
        let mut tables =
            connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%CHECK%'").unwrap();
        let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert!(tables.contains(&"bookings".to_owned()) && tables.contains(&"booking_logs".to_owned()), "{tables:?}");
        for table in tables {
            let mut program = connection.prepare(&format!("EXPLAIN INSERT INTO {table} DEFAULT VALUES")).unwrap();
            let steps: Vec<String> =
                program.query_map([], |row| row.get("opcode")).unwrap().map(Result::unwrap).collect();
            assert!(!steps.iter().any(|step| step == "OpenEphemeral"), "{table}");
        }
    }
}
