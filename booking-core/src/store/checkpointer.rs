//! Moves committed pages from the write-ahead log (WAL) into the database file on a thread of its own.
//!
//! SQLite would run the checkpoint inside a commit, and every queued write would wait for it. The WAL restarts from its
//! beginning only after a complete checkpoint, which this thread never reaches while the writer keeps appending. Therefore the
//! writer's own automatic checkpoint stays on with a high limit.
//!
//! Two connections that checkpoint need SQLite 3.51.3 or later: earlier versions can lose commits ("WAL-reset bug").

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::connection;

/// The shortest time between two checkpoints. Each one syncs the database file, which delays the writer's sync of the WAL.
const INTERVAL: Duration = Duration::from_millis(50);

/// The WAL's length in pages at which the writer checkpoints it: 256 MiB with pages of 4 KiB.
const WAL_LIMIT: i64 = 65_536;

/// Turns the writer's automatic checkpoint off.
pub(super) fn leave_to_others(writer: &Connection) -> rusqlite::Result<()> {
    writer.pragma_update(None, "wal_autocheckpoint", 0)?;
    // The first read creates the log, which must exist before the writer notes its identity.
    writer.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    // The last connection that closes would otherwise checkpoint and delete the log.
    writer.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map(drop)
}

/// The running thread.
pub(super) struct Checkpointer {
    wake: SyncSender<()>,
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Checkpointer {
    pub(super) fn start(writer: &Connection, path: &Path) -> rusqlite::Result<Self> {
        writer.pragma_update(None, "wal_autocheckpoint", WAL_LIMIT)?;
        // A long read lets the WAL grow beyond the limit. The file is cut back when the WAL restarts.
        let page_size: i64 = writer.query_row("PRAGMA page_size", [], |row| row.get(0))?;
        writer.pragma_update(None, "journal_size_limit", WAL_LIMIT * page_size)?;
        let connection = connection::open_checkpointer(path)?;
        let ((wake, woken), (stop, stopped)) = (sync_channel(1), channel());
        let thread = std::thread::Builder::new()
            .name("checkpointer".into())
            .spawn(move || run(&connection, &woken, &stopped))
            .map_err(|cause| rusqlite::Error::ToSqlConversionFailure(Box::new(cause)))?;
        Ok(Self { wake, stop, thread })
    }

    /// Requests a checkpoint. Returns at once.
    pub(super) fn wake(&self) {
        // A full channel holds an earlier request, whose checkpoint will include this commit.
        let _ = self.wake.try_send(());
    }

    /// Ends the thread and closes its connection.
    pub(super) fn stop(self) {
        drop((self.wake, self.stop));
        if self.thread.join().is_err() {
            log::error!("the checkpointer panicked");
        }
    }
}

fn run(connection: &Connection, woken: &Receiver<()>, stopped: &Receiver<()>) {
    while woken.recv().is_ok() {
        if let Err(error) = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())) {
            log::warn!("WAL checkpoint failed: {error}");
        }
        if stopped.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Disconnected) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::*;

    #[test]
    fn the_wal_restarts_after_a_checkpoint_and_stays_short() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bookings.db");
        File::create(&path).unwrap();
        let writer = connection::open(&path).unwrap();
        connection::set_up_writer(&writer).unwrap();
        writer.execute_batch("CREATE TABLE rows (text TEXT)").unwrap();
        let checkpointer = Checkpointer::start(&writer, &path).unwrap();
        writer.pragma_update(None, "wal_autocheckpoint", 100).unwrap();
        for _ in 0..2_000 {
            writer.execute_batch("INSERT INTO rows (text) VALUES (hex(randomblob(3000)))").unwrap();
            checkpointer.wake();
        }
        checkpointer.stop();
        let pages = std::fs::metadata(connection::write_ahead_log(&path)).unwrap().len() / 4_096;
        assert!(pages < 1_000, "{pages}");
    }

    #[test]
    fn the_wal_is_kept_for_another_program() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bookings.db");
        File::create(&path).unwrap();
        let writer = connection::open(&path).unwrap();
        connection::set_up_writer(&writer).unwrap();
        leave_to_others(&writer).unwrap();
        writer.execute_batch("CREATE TABLE rows (text TEXT)").unwrap();
        let length = |path: &Path| std::fs::metadata(path).unwrap().len();
        let before = length(&path);
        for _ in 0..2_000 {
            writer.execute_batch("INSERT INTO rows (text) VALUES (hex(randomblob(3000)))").unwrap();
        }
        writer.close().unwrap();
        assert_eq!(length(&path), before);
        assert!(length(&connection::write_ahead_log(&path)) > 2_000 * 4_096);
    }

    #[test]
    fn sqlite_has_no_wal_reset_bug() {
        assert!(rusqlite::version_number() >= 3_051_003, "SQLite {}", rusqlite::version());
    }
}
