//! The connections that read.
//!
//! A thread that reads keeps to one connection while that is free. Handed from processor to processor, all that a connection
//! remembers would have to be fetched from the other processor's cache with every read.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, TryLockError};
use std::time::Duration;

use r2d2::{Pool, PooledConnection};
use r2d2_sqlite::SqliteConnectionManager;
use rusqlite::Connection;

use super::connection;
use crate::Error;

/// How long a read waits for a free connection before it gives up.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the kept connections together remember of the file, in KiB: until the next commit they need not ask the system for it.
const CACHE: u32 = 16 * 1024;

/// How many connections read at once.
#[derive(Debug, Clone, Copy)]
pub struct ReaderCount {
    /// For threads that read again and again: each keeps to one.
    pub kept: u32,
    /// For reads beside theirs.
    pub spare: u32,
}

type Reader = PooledConnection<SqliteConnectionManager>;

pub(super) struct Readers {
    kept: Vec<Mutex<Reader>>,
    spare: Pool<SqliteConnectionManager>,
}

impl Readers {
    /// Opens them all.
    pub(super) fn open(path: &Path, count: ReaderCount) -> rusqlite::Result<Self> {
        let unopened = |_| rusqlite::Error::InvalidPath(path.into());
        let spare = Pool::builder()
            .max_size(count.kept + count.spare)
            .connection_timeout(PATIENCE)
            .test_on_check_out(false)
            // They stay with the file that the writer has, whatever is put in its place, and with their planned statements.
            .idle_timeout(None)
            .max_lifetime(None)
            .build(connection::reader_manager(path))
            .map_err(unopened)?;
        let keep = |_| {
            let reader = spare.get().map_err(unopened)?;
            connection::remember(&reader, CACHE / count.kept)?;
            Ok(Mutex::new(reader))
        };
        Ok(Self { kept: (0..count.kept).map(keep).collect::<rusqlite::Result<_>>()?, spare })
    }

    /// Runs a short read on this thread.
    pub(super) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        if let Some(own) = self.own() {
            return run(&own, work);
        }
        let spare = self.spare.get().map_err(|error| Error::StorageUnavailable { cause: error.to_string() })?;
        run(&spare, work)
    }

    fn own(&self) -> Option<MutexGuard<'_, Reader>> {
        match self.kept.get(thread_number() % self.kept.len().max(1))?.try_lock() {
            Ok(own) => Some(own),
            // A read that panicked left its statement, which was reset, and nothing else.
            Err(TryLockError::Poisoned(own)) => Some(own.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }
}

fn run<T>(connection: &Connection, work: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
    let outcome = work(connection);
    connection::forget_after_failure(connection, &outcome);
    outcome
}

/// Threads are numbered as they first ask.
fn thread_number() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    thread_local! {
        static NUMBER: usize = NEXT.fetch_add(1, Ordering::Relaxed);
    }
    NUMBER.with(|number| *number)
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    fn readers(count: ReaderCount) -> (tempfile::TempDir, Readers) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bookings.db");
        File::create(&path).unwrap();
        (folder, Readers::open(&path, count).unwrap())
    }

    fn which(connection: &Connection) -> *const Connection {
        std::ptr::from_ref(connection)
    }

    #[test]
    fn a_thread_keeps_to_its_connection_and_takes_another_while_that_is_in_use() {
        let (_folder, readers) = readers(ReaderCount { kept: 1, spare: 1 });
        let own = readers.read(|own| Ok(which(own))).unwrap();
        assert_eq!(readers.read(|own| Ok(which(own))).unwrap(), own);
        let (outer, inner) = readers.read(|outer| Ok((which(outer), readers.read(|inner| Ok(which(inner)))?))).unwrap();
        assert_eq!(outer, own);
        assert_ne!(inner, own);
    }

    #[test]
    fn a_read_that_panics_costs_no_connection() {
        let (_folder, readers) = readers(ReaderCount { kept: 1, spare: 0 });
        let own = readers.read(|own| Ok(which(own))).unwrap();
        let panicked = catch_unwind(AssertUnwindSafe(|| readers.read::<()>(|_| panic!("a read panics"))));
        assert!(panicked.is_err());
        assert_eq!(readers.read(|own| Ok(which(own))).unwrap(), own);
    }
}
