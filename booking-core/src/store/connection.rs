//! Connections and their pragmas.

use std::path::{Path, PathBuf};
use std::time::Duration;

use r2d2_sqlite::SqliteConnectionManager;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::files::sibling;

/// The longest wait while another program has the database locked.
const BUSY_TIMEOUT: Duration = Duration::from_secs(2);

/// The prepared statements that a connection caches. More than the program has.
const CACHED_STATEMENTS: usize = 128;

/// The writer's page cache in KiB. With SQLite's default of 2,000, a group of creates would spill pages and read them again.
const WRITER_CACHE: i64 = 16 * 1024;

/// Opens the file for reading and writing. Runs no pragma that writes, because the file may belong to another program.
pub(crate) fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(absolute(path), flags)?;
    set_up(&connection)?;
    Ok(connection)
}

/// Sets the pragmas of the connection that writes. `synchronous=FULL` syncs the WAL at every commit.
pub(super) fn set_up_writer(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // SQLite takes a negative size as KiB.
    connection.pragma_update(None, "cache_size", -WRITER_CACHE)?;
    // Savepoint journals stay in memory up to STMTJRNL_SPILL (`.cargo/config.toml`); with MEMORY they would be allocated in small
    // pieces. See `scripts/benchmarks/README.md`.
    connection.pragma_update(None, "temp_store", "FILE")?;
    // Overwrites deleted content, because a deleted password could be decrypted as long as it stayed in the file. FAST leaves freed
    // pages as they are.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "foreign_keys", true)
}

/// Opens a connection for checkpoints only.
pub(super) fn open_checkpointer(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(absolute(path), flags)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    Ok(connection)
}

/// Opens read-only connections for the read pool.
pub(super) fn reader_manager(path: &Path) -> SqliteConnectionManager {
    SqliteConnectionManager::file(absolute(path))
        .with_flags(OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .with_init(|connection| set_up(connection))
}

/// Opens a read-only connection outside of the read pool.
pub(crate) fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(absolute(path), flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    Ok(connection)
}

fn set_up(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    // Plans do not depend on bound values, so a statement is planned once.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // A container image may have no directory for temporary files.
    connection.pragma_update(None, "temp_store", "MEMORY")
}

/// The absolute path, which SQLite cannot mistake for a `file:` URI or `:memory:`.
pub(crate) fn absolute(file: &Path) -> PathBuf {
    std::path::absolute(file).unwrap_or_else(|_| file.into())
}

/// The write-ahead log (WAL): commits that are not yet in the database file.
pub(crate) fn write_ahead_log(path: &Path) -> PathBuf {
    sibling(path, "-wal")
}

/// The shared-memory index of the WAL.
pub(crate) fn wal_index(path: &Path) -> PathBuf {
    sibling(path, "-shm")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SQLite's number for `synchronous=FULL`.
    const FULL: i64 = 2;

    fn durability(connection: &Connection) -> (String, i64) {
        let journal = connection.pragma_query_value(None, "journal_mode", |row| row.get(0));
        let synchronous = connection.pragma_query_value(None, "synchronous", |row| row.get(0));
        (journal.unwrap(), synchronous.unwrap())
    }

    /// A test that kills the process cannot notice a missing sync, because the system keeps what a dead process wrote.
    #[test]
    fn commits_and_checkpoints_are_synced_to_disk() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bookings.db");
        std::fs::File::create(&path).unwrap();
        let writer = open(&path).unwrap();
        set_up_writer(&writer).unwrap();
        let checkpointer = open_checkpointer(&path).unwrap();
        assert_eq!([durability(&writer), durability(&checkpointer)], [("wal".into(), FULL), ("wal".into(), FULL)]);
    }
}
