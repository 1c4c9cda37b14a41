//! The schema and the migrations that bring an older file up to it.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::OpenError;

/// The version of the first release. Until then a change of `0001_initial.sql` raises this number, and files of lower
/// versions are refused because no migration leads from them.
const FIRST: i64 = 11;

/// The migrations, each with the `user_version` that a file has after it. A released migration never changes: a change of
/// the schema is a new entry.
const MIGRATIONS: [(i64, &str); 1] = [(FIRST, include_str!("../../migrations/0001_initial.sql"))];

/// The version after all migrations.
const LATEST: i64 = MIGRATIONS[MIGRATIONS.len() - 1].0;

/// SQLite's `application_id` of this program's files: the letters "bkng".
const APPLICATION_ID: u32 = 0x626b_6e67;

/// Applies the missing migrations in one transaction: a crash leaves the old schema or the new one, and a file that is
/// refused is not changed.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), OpenError> {
    let unusable = |cause| OpenError::of_sqlite(path, &cause);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(unusable)?;
    let version = check_version(&transaction, path)?;
    for (_, sql) in MIGRATIONS.iter().filter(|(after, _)| *after > version) {
        transaction.execute_batch(sql).map_err(unusable)?;
    }
    let marks = format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {LATEST}");
    transaction.execute_batch(&marks).map_err(unusable)?;
    transaction.commit().map_err(unusable)
}

/// Returns the file's schema version, 0 for an empty file. Refuses files of other programs and of versions that this program
/// cannot migrate.
pub(crate) fn check_version(connection: &Connection, path: &Path) -> Result<i64, OpenError> {
    let unusable = |cause| OpenError::of_sqlite(path, &cause);
    if is_foreign(connection).map_err(unusable)? {
        return Err(OpenError::Foreign { path: path.into() });
    }
    match pragma(connection, "user_version").map_err(unusable)? {
        version @ (0 | FIRST..=LATEST) => Ok(version),
        found @ 1..FIRST => Err(OpenError::Unreleased { path: path.into(), found }),
        found => Err(OpenError::Newer { path: path.into(), found, known: LATEST }),
    }
}

/// Whether all migrations have been applied.
pub(crate) fn is_current(connection: &Connection) -> rusqlite::Result<bool> {
    Ok(pragma(connection, "user_version")? == LATEST)
}

/// The tables, indexes and triggers that are missing or differ from what the file's version prescribes. Objects that an
/// operator added, such as a view, are ignored.
pub(crate) fn schema_diff(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let version = pragma(connection, "user_version")?;
    let reference = Connection::open_in_memory()?;
    for (_, sql) in MIGRATIONS.iter().filter(|(after, _)| *after <= version) {
        reference.execute_batch(sql)?;
    }
    let found = objects(connection)?;
    let differing = objects(&reference)?.into_iter().filter(|object| !found.contains(object));
    Ok(differing.map(|[kind, name, ..]| format!("{kind} {name}")).collect())
}

/// The kind, name, table and SQL of every object.
fn objects(connection: &Connection) -> rusqlite::Result<Vec<[String; 4]>> {
    let mut statement = connection
        .prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")?;
    let read = |row: &rusqlite::Row<'_>| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]);
    statement.query_map([], read)?.collect()
}

/// Whether the file belongs to another program. An empty file belongs to none.
fn is_foreign(connection: &Connection) -> rusqlite::Result<bool> {
    if pragma(connection, "application_id")? == i64::from(APPLICATION_ID) {
        return Ok(false);
    }
    connection.query_row("SELECT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))
}

/// Whether the file's header has this program's mark (bytes 68 to 71 of a SQLite file). Opens no database, because SQLite would
/// write files beside it.
pub(crate) fn is_ours(path: &Path) -> bool {
    let mut header = [0; 72];
    let read = path.is_file() && File::open(path).and_then(|mut file| file.read_exact(&mut header)).is_ok();
    read && header.starts_with(b"SQLite format 3\0") && header[68..] == APPLICATION_ID.to_be_bytes()
}

fn pragma(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, name, |row| row.get(0))
}
