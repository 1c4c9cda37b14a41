//! The SQLite repository: one writer, many readers, one process.

pub(crate) mod accounts;
pub(crate) mod audit_log;
pub(crate) mod booking_list;
pub(crate) mod bookings;
mod checkpointer;
pub(crate) mod commit;
pub(crate) mod connection;
pub(crate) mod file_identity;
pub(crate) mod idempotency;
pub(crate) mod lock;
#[cfg(test)]
mod query_plan;
mod read_pool;
mod row;
pub(crate) mod schema;
mod standing_read;
pub(crate) mod totals;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Connection;

use crate::{Error, OpenError};
use checkpointer::{Checkpointer, Limits};
use commit::WriteTransaction;
pub use commit::{Changes, Commit, CommitListener};
use read_pool::ReadPool;
pub use read_pool::ReaderCount;
use writer::Writer;

/// An open database. While it exists no other process can open the same file through this type.
pub(crate) struct Store {
    writer: Writer,
    readers: ReadPool,
    path: PathBuf,
    _lock: lock::Lock,
}

impl Store {
    /// Opens the file, makes it where there is none, and brings its schema up to date.
    pub(crate) fn open(
        path: &Path,
        readers: ReaderCount,
        listeners: Vec<Arc<dyn CommitListener>>,
    ) -> Result<Self, OpenError> {
        let path = &connection::resolved(path);
        let lock = lock::Lock::acquire(path)?;
        if let Some(log) = file_identity::orphan_wal(path) {
            return Err(OpenError::LogAlone { path: path.into(), log });
        }
        let unusable = |cause| OpenError::of_sqlite(path, &cause);
        lock::check_writable(path)?;
        let mut connection = connection::open(path).map_err(unusable)?;
        schema::migrate(&mut connection, path)?;
        connection::set_up_writer(&connection).map_err(unusable)?;
        let readers = ReadPool::open(path, readers)?;
        let checkpointer = Checkpointer::start(&connection, path, Limits::default()).map_err(unusable)?;
        let writer =
            Writer::start(connection, checkpointer, listeners).map_err(|cause| OpenError::unavailable(path, cause))?;
        Ok(Self { writer, readers, path: path.into(), _lock: lock })
    }

    /// Lets this thread keep to one connection for its reads.
    pub(crate) fn keep_reader(&self) {
        self.readers.keep_one();
    }

    /// Runs a short read on this thread.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        self.readers.read(work)
    }

    /// Runs `work` on the writer and returns when its changes are on disk. An error undoes all that `work` did.
    pub(crate) async fn write<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&WriteTransaction<'_>) -> Result<T, Error> + Send + 'static,
    {
        self.writer.write(work).await
    }

    pub(crate) fn waiting_writes(&self) -> usize {
        self.writer.waiting()
    }

    /// The bytes of the database and of its write-ahead log.
    pub(crate) fn size(&self) -> u64 {
        let log = connection::write_ahead_log(&self.path);
        [&self.path, &log].iter().filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum()
    }

    /// Commits what is queued and closes the writer's connection. Later writes are refused.
    pub(crate) fn close(&self) {
        self.writer.close();
    }
}
