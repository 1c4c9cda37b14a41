//! Moves what is committed from the write-ahead log into the database file, off the writer's path.
//!
//! SQLite would do it inside the commit that makes the log long, while everybody who writes waits. Here a thread of its own
//! copies while the writer goes on appending. The log begins anew only when all of it has been copied, and a writer that
//! never rests would outrun the copying; so the writer itself copies the rest where the log has become long.
//!
//! For one connection to copy while another begins the log anew, SQLite must be 3.51.3 or later: in earlier ones what is
//! committed could then be taken for copied and be lost (the "WAL-reset bug"), and before 3.51 NOOP means PASSIVE, which copies.

#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::Connection;

use super::connection;
use super::standing_read::StandingRead;

/// When to copy, in pages of the log that are not in the database file yet, and when to begin the log anew, in pages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) copy_at: i64,
    pub(super) restart_at: i64,
}

impl Default for Limits {
    /// With pages of 4 KiB: a copy every 8 MiB, because the sync at the end of a larger one holds up the writer's own; a log
    /// of at most about 256 MiB, because the writer waits while it begins anew, and then does so for one request in a hundred
    /// at the most. Only writing without a pause makes it that long.
    fn default() -> Self {
        Self { copy_at: 2_048, restart_at: 65_536 }
    }
}

/// How long the writer waits for reads that still use the log before it lets the log grow on.
const RESTART_PATIENCE: Duration = Duration::from_millis(20);

/// The writer's side: watches the log after every commit.
pub(super) struct Checkpointer {
    limits: Limits,
    /// Where the next attempt to begin the log anew is due.
    restart_at: i64,
    running: Option<Running>,
}

/// What goes on until it is stopped.
struct Running {
    copier: Copier,
    standing_read: StandingRead,
}

/// The state of the log, in pages.
struct Log {
    length: i64,
    copied: i64,
}

impl Checkpointer {
    /// Takes the copying from SQLite on this connection and starts the thread that does it instead.
    pub(super) fn start(writer: &Connection, path: &Path, limits: Limits) -> rusqlite::Result<Self> {
        writer.pragma_update(None, "wal_autocheckpoint", 0)?;
        // What a read that took long has let the log grow beyond is given back when it begins anew.
        let page_size: i64 = writer.query_row("PRAGMA page_size", [], |row| row.get(0))?;
        writer.pragma_update(None, "journal_size_limit", limits.restart_at * page_size)?;
        let copier = Copier::start(connection::open_copier(path)?)?;
        let running = Running { copier, standing_read: StandingRead::begin(path)? };
        Ok(Self { limits, restart_at: limits.restart_at, running: Some(running) })
    }

    /// To be called before a transaction. Where all of the log is copied, SQLite begins it anew if nobody reads it.
    pub(super) fn about_to_write(&self, writer: &Connection) {
        let Some(Running { standing_read, .. }) = &self.running else { return };
        warn(match checkpoint(writer, "NOOP") {
            Ok(log) if log.copied < log.length => Ok(()),
            Ok(_) => standing_read.end(),
            Err(error) => Err(error),
        });
    }

    /// To be called after a commit.
    pub(super) fn committed(&mut self, writer: &Connection) {
        let is_copy_due = self.look_after(writer);
        if let Some(Running { copier, standing_read }) = &self.running {
            warn(standing_read.renew());
            // No earlier: nothing is copied that lies behind the place of a read.
            if let Ok(true) = is_copy_due {
                copier.wake();
            }
        }
        warn(is_copy_due.map(|_| ()));
    }

    /// Begins the log anew where that is due, and says whether a copy is.
    fn look_after(&mut self, writer: &Connection) -> rusqlite::Result<bool> {
        let Some(Running { standing_read, .. }) = &self.running else { return Ok(false) };
        let log = checkpoint(writer, "NOOP")?;
        if log.length >= self.restart_at {
            standing_read.end()?;
            self.restart(writer)?;
            return Ok(false);
        }
        if log.length < self.limits.restart_at {
            self.restart_at = self.limits.restart_at;
        }
        Ok(log.length - log.copied >= self.limits.copy_at)
    }

    /// Copies the rest, so that the next commit goes to the beginning of the log. A read that takes long (a backup) keeps the
    /// log as it is; then the next attempt is made when the log has grown by as much again.
    fn restart(&mut self, writer: &Connection) -> rusqlite::Result<()> {
        writer.busy_timeout(RESTART_PATIENCE)?;
        let log = checkpoint(writer, "RESTART");
        writer.busy_timeout(connection::BUSY_TIMEOUT)?;
        let Log { length, copied } = log?;
        self.restart_at = if copied == length { self.limits.restart_at } else { length + self.limits.restart_at };
        Ok(())
    }

    /// Ends the thread and the standing read, and closes their connections.
    pub(super) fn stop(&mut self) {
        if let Some(Running { copier, .. }) = self.running.take() {
            copier.stop();
        }
    }
}

/// Runs a checkpoint and says how the log is after it. Both numbers are -1 where another one is going on: the writer, which
/// takes that for done, looks again after its next commit.
fn checkpoint(connection: &Connection, mode: &str) -> rusqlite::Result<Log> {
    let sql = format!("PRAGMA wal_checkpoint({mode})");
    connection.prepare_cached(&sql)?.query_row([], |row| Ok(Log { length: row.get(1)?, copied: row.get(2)? }))
}

fn warn(outcome: rusqlite::Result<()>) {
    if let Err(error) = outcome {
        log::warn!("looking after the write-ahead log: {error}");
    }
}

struct Copier {
    wake: SyncSender<()>,
    thread: JoinHandle<()>,
}

impl Copier {
    fn start(connection: Connection) -> rusqlite::Result<Self> {
        let (wake, woken) = sync_channel(1);
        let thread = std::thread::Builder::new()
            .name("checkpoints".into())
            .spawn(move || copy(&connection, &woken))
            .map_err(|cause| rusqlite::Error::ToSqlConversionFailure(Box::new(cause)))?;
        Ok(Self { wake, thread })
    }

    fn wake(&self) {
        // Full means that it will look at the log once more anyway.
        if let Err(TrySendError::Disconnected(())) = self.wake.try_send(()) {
            log::error!("the thread that moves the write-ahead log into the database has ended");
        }
    }

    fn stop(self) {
        drop(self.wake);
        if self.thread.join().is_err() {
            log::error!("the thread that moves the write-ahead log into the database ended with a panic");
        }
    }
}

fn copy(connection: &Connection, woken: &Receiver<()>) {
    while woken.recv().is_ok() {
        warn(checkpoint(connection, "PASSIVE").map(|_| ()));
    }
}
