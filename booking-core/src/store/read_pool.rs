//! The connections that read.
//!
//! A thread that reads again and again keeps to one of them. Handed from processor to processor, all that a connection
//! remembers would have to be fetched from the other processor's cache with every read.

use std::cell::Cell;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, TryLockError};
use std::time::Duration;

use r2d2::{Pool, PooledConnection};
use r2d2_sqlite::SqliteConnectionManager;
use rusqlite::Connection;

use super::connection;
use crate::{Error, OpenError};

/// How long a read waits for a free connection before it gives up.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the kept connections together remember of the file, in KiB: until the next commit they need not ask the system for it.
const CACHE: u32 = 16 * 1024;

/// What each of them remembers where they are many: as much as SQLite lets every connection.
const LEAST_CACHE: u32 = 2_000;

/// How many connections read at once.
#[derive(Debug, Clone, Copy)]
pub struct ReaderCount {
    /// For threads that keep to one.
    pub kept: u32,
    /// For everybody else, and for whoever finds the kept one in use: there is one at least.
    pub spare: u32,
}

type Reader = PooledConnection<SqliteConnectionManager>;

thread_local! {
    /// The place of this thread among those that keep to a connection.
    static PLACE: Cell<Option<usize>> = const { Cell::new(None) };
}

pub(super) struct ReadPool {
    kept: Vec<Mutex<Reader>>,
    next_place: AtomicUsize,
    spare: Pool<SqliteConnectionManager>,
}

impl ReadPool {
    /// Opens them all.
    pub(super) fn open(path: &Path, count: ReaderCount) -> Result<Self, OpenError> {
        let unopened = |cause: r2d2::Error| OpenError::unavailable(path, cause);
        let spare = Pool::builder()
            .max_size(count.kept + count.spare.max(1))
            .connection_timeout(PATIENCE)
            .test_on_check_out(false)
            // They stay with the file that the writer has, whatever is put in its place, and with their planned statements.
            .idle_timeout(None)
            .max_lifetime(None)
            .build(connection::reader_manager(path))
            .map_err(unopened)?;
        let keep = |_| {
            let reader = spare.get().map_err(unopened)?;
            connection::remember(&reader, (CACHE / count.kept).max(LEAST_CACHE))
                .map_err(|cause| OpenError::of_sqlite(path, &cause))?;
            Ok(Mutex::new(reader))
        };
        let kept = (0..count.kept).map(keep).collect::<Result<_, _>>()?;
        Ok(Self { kept, next_place: AtomicUsize::new(0), spare })
    }

    /// Lets this thread keep to one connection. Where there are more such threads than connections, they share.
    pub(super) fn keep_one(&self) {
        if PLACE.get().is_none() {
            PLACE.set(Some(self.next_place.fetch_add(1, Ordering::Relaxed)));
        }
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
        match self.kept.get(PLACE.get()? % self.kept.len().max(1))?.try_lock() {
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

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    fn readers(count: ReaderCount) -> (tempfile::TempDir, ReadPool) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bookings.db");
        File::create(&path).unwrap();
        let readers = ReadPool::open(&path, count).unwrap();
        (folder, readers)
    }

    /// How much of the file the connection of a read may keep tells which kind it is.
    fn is_kept(connection: &Connection) -> bool {
        let size: i64 = connection.pragma_query_value(None, "cache_size", |row| row.get(0)).unwrap();
        size == -i64::from(CACHE)
    }

    #[test]
    fn a_thread_reads_over_the_connection_that_it_keeps_while_that_is_free() {
        let (_folder, readers) = readers(ReaderCount { kept: 1, spare: 1 });
        assert!(!readers.read(|first| Ok(is_kept(first))).unwrap());
        readers.keep_one();
        let kinds = readers.read(|outer| Ok((is_kept(outer), readers.read(|inner| Ok(is_kept(inner)))?)));
        assert_eq!(kinds.unwrap(), (true, false));
        let elsewhere = std::thread::scope(|scope| scope.spawn(|| readers.read(|other| Ok(is_kept(other)))).join());
        assert!(!elsewhere.unwrap().unwrap());
    }

    #[test]
    fn a_read_that_panics_costs_no_connection() {
        let (_folder, readers) = readers(ReaderCount { kept: 1, spare: 0 });
        readers.keep_one();
        let panicked = catch_unwind(AssertUnwindSafe(|| readers.read::<()>(|_| panic!("a read panics"))));
        assert!(panicked.is_err());
        assert!(readers.read(|own| Ok(is_kept(own))).unwrap());
    }
}
