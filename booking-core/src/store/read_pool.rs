//! The pool of read-only connections.

use std::path::Path;
use std::time::Duration;

use r2d2::Pool;
use r2d2_sqlite::SqliteConnectionManager;
use rusqlite::Connection;

use super::connection;
use crate::{Error, OpenError};

/// The longest wait for a free connection.
const TIMEOUT: Duration = Duration::from_secs(5);

pub(super) struct ReadPool(Pool<SqliteConnectionManager>);

impl ReadPool {
    /// Opens `size` connections, at least one.
    pub(super) fn open(path: &Path, size: u32) -> Result<Self, OpenError> {
        let pool = Pool::builder()
            .max_size(size.max(1))
            .connection_timeout(TIMEOUT)
            .test_on_check_out(false)
            // Connections stay open, which keeps their prepared statements and the file that the writer has open.
            .idle_timeout(None)
            .max_lifetime(None)
            .build(connection::reader_manager(path))
            .map_err(|cause| OpenError::unavailable(path, cause))?;
        Ok(Self(pool))
    }

    /// Runs `work` on this thread.
    pub(super) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        let connection = self.0.get().map_err(|error| Error::StorageUnavailable { cause: error.to_string() })?;
        work(&connection)
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    #[test]
    fn a_read_that_panics_returns_its_connection_to_the_pool() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bookings.db");
        File::create(&path).unwrap();
        let pool = ReadPool::open(&path, 1).unwrap();
        catch_unwind(AssertUnwindSafe(|| pool.read::<()>(|_| panic!("a read panics")))).unwrap_err();
        pool.read(|_| Ok(())).unwrap();
    }
}
