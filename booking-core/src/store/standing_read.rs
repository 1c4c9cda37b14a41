//! A read that stands while nothing is written.
//!
//! Every read of a database with a write-ahead log marks in a shared file how much of the log it uses. The first one at a
//! mark asks the system for a lock on it, the others of the same process only count themselves in, and the last gives the lock
//! back. This read keeps the lock, so that no other one has to ask: without it two system calls of each short read are for that
//! lock, made while all other reads wait.

use std::path::Path;

use rusqlite::Connection;

use super::connection;

pub(super) struct StandingRead(Connection);

impl StandingRead {
    pub(super) fn begin(path: &Path) -> rusqlite::Result<Self> {
        let read = Self(connection::open_reader(path)?);
        read.renew()?;
        Ok(read)
    }

    /// Reads what is committed by now instead of what was before.
    pub(super) fn renew(&self) -> rusqlite::Result<()> {
        self.end()?;
        self.execute("BEGIN")?;
        // A transaction marks its place with the first thing that it reads.
        self.0.prepare_cached("SELECT 1 FROM sqlite_schema LIMIT 1")?.query_row([], |_| Ok(()))
    }

    /// Gives the lock back until it is renewed: a log that is read cannot begin anew.
    pub(super) fn end(&self) -> rusqlite::Result<()> {
        if self.0.is_autocommit() { Ok(()) } else { self.execute("COMMIT") }
    }

    fn execute(&self, sql: &str) -> rusqlite::Result<()> {
        self.0.prepare_cached(sql)?.execute([]).map(|_| ())
    }
}
