//! The SQLite store: one writer thread, a pool of readers, exclusive use of the file.

pub(crate) mod account_log;
pub(crate) mod accounts;
pub(crate) mod attempts;
pub(crate) mod audit_log;
pub(crate) mod booking_list;
pub(crate) mod booking_search;
pub(crate) mod bookings;
pub(crate) mod calendar_links;
mod checkpointer;
pub(crate) mod commit;
pub(crate) mod connection;
pub(crate) mod engine;
pub(crate) mod file_identity;
pub(crate) mod idempotency;
pub(crate) mod lock;
pub(crate) mod notice_deliveries;
pub(crate) mod notices;
pub(crate) mod plan_bookings;
pub(crate) mod plans;
#[cfg(test)]
mod query_plans;
mod read_pool;
mod row;
pub(crate) mod schedule;
pub(crate) mod schema;
pub(crate) mod totals;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Connection;

use crate::{Error, OpenError};
use checkpointer::Checkpointer;
use commit::WriteTransaction;
pub use commit::{Changes, Commit, CommitListener};
use read_pool::ReadPool;
use writer::Writer;

/// The program that moves committed pages from the write-ahead log into the database file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checkpoints {
    /// This one.
    Own,
    /// Another one, which replicates the log and must see each part of it before it is overwritten. The log grows until that
    /// program runs.
    External,
}

/// An open database, locked against other processes.
pub(crate) struct Store {
    writer: Writer,
    readers: ReadPool,
    path: PathBuf,
    _lock: lock::Lock,
}

impl Store {
    /// Opens the file, creates it if missing, and migrates its schema. `readers` is the size of the read pool.
    pub(crate) fn open(
        path: &Path,
        readers: u32,
        checkpoints: Checkpoints,
        listeners: Vec<Arc<dyn CommitListener>>,
    ) -> Result<Self, OpenError> {
        let (path, lock) = lock::Lock::acquire(path)?;
        if let Some(wal) = file_identity::orphan_wal(&path) {
            return Err(OpenError::OrphanWal { path, wal });
        }
        let unusable = |cause| OpenError::of_sqlite(&path, &cause);
        let mut connection = connection::open(&path).map_err(unusable)?;
        schema::migrate(&mut connection, &path)?;
        connection::set_up_writer(&connection).map_err(unusable)?;
        let readers = ReadPool::open(&path, readers)?;
        let checkpointer = match checkpoints {
            Checkpoints::Own => Some(Checkpointer::start(&connection, &path).map_err(unusable)?),
            Checkpoints::External => {
                checkpointer::leave_to_others(&connection).map_err(unusable)?;
                None
            }
        };
        let writer =
            Writer::start(connection, checkpointer, listeners).map_err(|cause| OpenError::unavailable(&path, cause))?;
        Ok(Self { writer, readers, path, _lock: lock })
    }

    /// Runs a short read on this thread.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        self.readers.read(work)
    }

    /// Runs `work` on the writer thread and returns when its changes are on disk. An error rolls them back.
    pub(crate) async fn write<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&WriteTransaction<'_>) -> Result<T, Error> + Send + 'static,
    {
        self.writer.write(work).await
    }

    /// The number of queued writes.
    pub(crate) fn waiting_writes(&self) -> usize {
        self.writer.waiting()
    }

    /// The size of the database and its WAL in bytes.
    pub(crate) fn size(&self) -> u64 {
        let wal = connection::write_ahead_log(&self.path);
        [&self.path, &wal].iter().filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum()
    }

    /// Commits the queued writes and closes the writer's connection. Later writes are refused.
    pub(crate) fn close(&self) {
        self.writer.close();
    }
}
