//! The writer thread. It runs the queued requests in one transaction, each in a savepoint, so that one sync serves many
//! requests (group commit). Requests are answered after the commit.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

use rusqlite::Connection;
use tokio::sync::mpsc::{self, error::TrySendError};
use tokio::sync::oneshot;

use super::checkpointer::Checkpointer;
use super::commit::{Changes, Commit, CommitListener, WriteTransaction};
use super::file_identity::FileIdentity;
use crate::Error;

/// The maximum number of requests in a transaction.
const GROUP_LIMIT: usize = 64;
/// The capacity of the queue. A request beyond it fails with [`Error::Overloaded`].
const QUEUE_LIMIT: usize = 1_024;

enum Message {
    Write(Box<dyn Job>),
    Close,
}

/// A queued request. It runs in a savepoint and is answered after the commit.
trait Job: Send {
    /// Returns the changes to keep, or `None` to roll the savepoint back.
    fn run(&mut self, connection: &Connection) -> Option<Changes>;
    fn answer(self: Box<Self>, commit: Result<(), Error>);
}

struct Request<T, W> {
    work: Option<W>,
    outcome: Option<Result<T, Error>>,
    reply: oneshot::Sender<Result<T, Error>>,
}

impl<T: Send, W: FnOnce(&WriteTransaction<'_>) -> Result<T, Error> + Send> Job for Request<T, W> {
    fn run(&mut self, connection: &Connection) -> Option<Changes> {
        let transaction = WriteTransaction::new(connection);
        self.outcome = self.work.take().map(|work| work(&transaction));
        matches!(self.outcome, Some(Ok(_))).then(|| transaction.into_changes())
    }

    fn answer(self: Box<Self>, commit: Result<(), Error>) {
        // A refusal may be due to another request of the group, so it is valid only if the commit succeeded.
        let answer = match (commit, self.outcome) {
            (Err(error), _) => Err(error),
            (Ok(()), Some(outcome)) => outcome,
            (Ok(()), None) => Err(Error::internal("a write panicked")),
        };
        // The receiver is gone if the caller dropped its future.
        let _ = self.reply.send(answer);
    }
}

pub(super) struct Writer {
    queue: mpsc::Sender<Message>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    pub(super) fn start(
        connection: Connection,
        checkpointer: Option<Checkpointer>,
        listeners: Vec<Arc<dyn CommitListener>>,
    ) -> std::io::Result<Self> {
        let identity = FileIdentity::of(Path::new(connection.path().unwrap_or_default()))?;
        let (queue, requests) = mpsc::channel(QUEUE_LIMIT);
        let worker = Worker { connection, identity, checkpointer, requests, listeners };
        let thread = std::thread::Builder::new().name("writer".into()).spawn(move || worker.run())?;
        Ok(Self { queue, thread: Mutex::new(Some(thread)) })
    }

    pub(super) async fn write<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&WriteTransaction<'_>) -> Result<T, Error> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let request = Box::new(Request { work: Some(work), outcome: None, reply });
        match self.queue.try_send(Message::Write(request)) {
            Ok(()) => answer.await.unwrap_or_else(|_| Err(Error::internal("the writer has stopped"))),
            Err(TrySendError::Full(_)) => Err(Error::Overloaded),
            Err(TrySendError::Closed(_)) => Err(Error::StorageUnavailable { cause: "the writer is closed".into() }),
        }
    }

    pub(super) fn waiting(&self) -> usize {
        self.queue.max_capacity() - self.queue.capacity()
    }

    pub(super) fn close(&self) {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(thread) = thread else { return };
        // While the queue is full, retry: the writer takes requests out of it.
        while let Err(TrySendError::Full(_)) = self.queue.try_send(Message::Close) {
            std::thread::yield_now();
        }
        if thread.join().is_err() {
            log::error!("the writer thread panicked");
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.close();
    }
}

struct Worker {
    connection: Connection,
    identity: FileIdentity,
    checkpointer: Option<Checkpointer>,
    requests: mpsc::Receiver<Message>,
    listeners: Vec<Arc<dyn CommitListener>>,
}

impl Worker {
    fn run(mut self) {
        let mut group = Vec::with_capacity(GROUP_LIMIT);
        while self.collect(&mut group) {
            let started = Instant::now();
            let outcome = self.commit_group(&mut group);
            let (took, requests) = (started.elapsed(), group.len());
            for job in group.drain(..) {
                job.answer(outcome.as_ref().map(|_| ()).map_err(Clone::clone));
            }
            if let Ok(changes) = &outcome {
                for listener in &self.listeners {
                    listener.committed(&Commit { took, requests, changes });
                }
                if let Some(checkpointer) = &self.checkpointer {
                    checkpointer.wake();
                }
            }
        }
        let Self { connection, checkpointer, .. } = self;
        if let Some(checkpointer) = checkpointer {
            checkpointer.stop();
            // SQLite empties the WAL only when the last connection closes, and readers may still be open. A copy of the database
            // file alone must hold everything.
            if let Err(error) = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())) {
                log::warn!("WAL checkpoint failed: {error}");
            }
        }
        if let Err((_, error)) = connection.close() {
            log::error!("closing the database failed: {error}");
        }
    }

    /// Waits for a request and takes the queued ones. Returns false when the queue is closed and empty.
    fn collect(&mut self, group: &mut Vec<Box<dyn Job>>) -> bool {
        while group.is_empty() {
            match self.requests.blocking_recv() {
                Some(message) => self.accept(message, group),
                None => return false,
            }
        }
        while group.len() < GROUP_LIMIT {
            match self.requests.try_recv() {
                Ok(message) => self.accept(message, group),
                Err(_) => break,
            }
        }
        true
    }

    fn accept(&mut self, message: Message, group: &mut Vec<Box<dyn Job>>) {
        match message {
            Message::Write(job) => group.push(job),
            // Requests in the queue still run.
            Message::Close => self.requests.close(),
        }
    }

    fn commit_group(&self, group: &mut [Box<dyn Job>]) -> Result<Changes, Error> {
        let outcome = self.run_group(group);
        if outcome.is_err()
            && !self.connection.is_autocommit()
            && let Err(error) = self.execute("ROLLBACK")
        {
            // The callers get the first error. The next transaction tries again.
            log::error!("rollback failed: {}", error.cause().unwrap_or_default());
        }
        outcome
    }

    fn run_group(&self, group: &mut [Box<dyn Job>]) -> Result<Changes, Error> {
        let mut changes = Changes::default();
        self.execute("BEGIN IMMEDIATE")?;
        for job in group {
            self.execute("SAVEPOINT request")?;
            let kept = catch_unwind(AssertUnwindSafe(|| job.run(&self.connection))).unwrap_or(None);
            if self.connection.is_autocommit() {
                return Err(Error::StorageUnavailable { cause: "SQLite rolled the transaction back".into() });
            }
            match kept {
                Some(kept) => changes.append(kept),
                None => self.execute("ROLLBACK TO request")?,
            }
            self.execute("RELEASE request")?;
        }
        self.identity.check()?;
        self.execute("COMMIT")?;
        changes.deduplicate();
        Ok(changes)
    }

    fn execute(&self, sql: &str) -> Result<(), Error> {
        self.connection.prepare_cached(sql)?.execute([])?;
        Ok(())
    }
}
