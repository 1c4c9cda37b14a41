//! How connections are set up.

use std::path::{Path, PathBuf};
use std::time::Duration;

use r2d2_sqlite::SqliteConnectionManager;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::Error;
use crate::files::{beside, folder_of};

/// How long a connection waits for another program that has locked the database.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(2);
/// More than the number of different statements that callers commonly ask for.
const CACHED_STATEMENTS: usize = 128;

/// What the writer keeps of the file, in KiB. A group of creates changes more pages than SQLite keeps by default; those
/// beyond would be written early, some of them twice, and read again.
const WRITER_CACHE: u32 = 16 * 1024;

/// How many links from one to the next are followed: as many as Linux follows.
const LONGEST_CHAIN: usize = 40;

/// Opens the file for writing and leaves it as it is: it may turn out to be one that is not ours to change.
pub(super) fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(plain(path), flags)?;
    set_up(&connection)?;
    Ok(connection)
}

/// Makes it the one connection that writes. `synchronous=FULL` syncs the log at every commit: an answer given is on disk.
pub(super) fn set_up_writer(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    remember(connection, WRITER_CACHE)?;
    // In memory, what a savepoint may have to undo would be kept in pieces of a kilobyte, each of them allocated: a sixth of the
    // time of a create. In a file it is one piece of memory, as large as `.cargo/config.toml` says, before there is any file.
    connection.pragma_update(None, "temp_store", "FILE")?;
    // Otherwise what is deleted stays in the file until something else needs its place, and a sealed password can be opened for
    // as long as it stays. FAST is not enough: it leaves a page as it was that is given up, with the rows that moved away from it.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "foreign_keys", true)
}

/// Lets the connection keep so many KiB of the file.
pub(super) fn remember(connection: &Connection, kib: u32) -> rusqlite::Result<()> {
    // SQLite takes a negative size as KiB.
    connection.pragma_update(None, "cache_size", -i64::from(kib))
}

/// What readers and the writer have in common.
fn set_up(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    // A statement is planned once, whatever its values will be. SQLite would plan it anew for each value, to see whether
    // that value makes a partial index fit; ours fit by the words of the statement.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // An image may have no folder for temporary files.
    connection.pragma_update(None, "temp_store", "MEMORY")
}

/// A connection that only moves the write-ahead log into the database file.
pub(crate) fn open_copier(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(plain(path), flags)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    Ok(connection)
}

/// Makes connections that can only read.
pub(super) fn reader_manager(path: &Path) -> SqliteConnectionManager {
    SqliteConnectionManager::file(plain(path))
        .with_flags(OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .with_init(|connection| set_up(connection))
}

/// A connection that can only read, outside the pool.
pub(crate) fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(plain(path), flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    Ok(connection)
}

/// Forgets what was read of the file where reading it failed: it may be mended by the next time.
pub(super) fn forget_after_failure<T>(connection: &Connection, outcome: &Result<T, Error>) {
    if let Err(Error::StorageUnavailable { .. }) = outcome
        && let Err(error) = connection.execute_batch("PRAGMA shrink_memory")
    {
        log::warn!("forgetting what was read of the database: {error}");
    }
}

/// The file that a symbolic link leads to, also where there is none yet, or the name as it is. SQLite puts the log beside that
/// file, and a link to a database is no second database.
pub(crate) fn resolved(database: &Path) -> PathBuf {
    let mut file = database.to_owned();
    // A chain without an end is left to the system, which refuses it.
    for _ in 0..LONGEST_CHAIN {
        let Ok(target) = file.read_link() else { break };
        file = folder_of(&file).join(target);
    }
    file
}

/// The whole name of a file, which SQLite takes for nothing else: a name that begins with `file:` would be an address to it,
/// and `:memory:` no file at all.
pub(crate) fn plain(file: &Path) -> PathBuf {
    std::path::absolute(file).unwrap_or_else(|_| file.into())
}

/// The file that holds what is committed but not yet moved into the database file.
pub(crate) fn write_ahead_log(path: &Path) -> PathBuf {
    beside(path, "-wal")
}

/// The file through which the processes that use the log find their way in it.
pub(crate) fn log_index(path: &Path) -> PathBuf {
    beside(path, "-shm")
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
        let copier = open_copier(&path).unwrap();
        assert_eq!([durability(&writer), durability(&copier)], [("wal".into(), FULL), ("wal".into(), FULL)]);
    }
}
