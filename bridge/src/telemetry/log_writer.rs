//! The log's way to standard error. A thread of its own writes, so that a reader that is slow or gone stops neither a
//! request nor the shutdown: lines that do not fit the buffer are dropped and counted.

use std::io::{self, BufWriter, Write};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use tracing_appender::non_blocking::{ErrorCounter, NonBlocking, NonBlockingBuilder, WorkerGuard};

/// The number of lines that may wait to be written.
const BUFFERED_LINES: usize = 8_192;
/// The time that the last lines may take to be written when the process ends.
const FLUSH_TIMEOUT: Duration = Duration::from_secs(2);

/// Writes log lines until it is dropped.
pub struct LogWriter {
    lines: NonBlocking,
    guard: Option<WorkerGuard>,
}

impl LogWriter {
    /// Starts the thread that writes to standard error.
    #[must_use]
    pub fn to_stderr() -> Self {
        let builder = NonBlockingBuilder::default().lossy(true).buffered_lines_limit(BUFFERED_LINES).thread_name("log");
        let (lines, guard) = builder.finish(BufWriter::new(io::stderr()));
        Self { lines, guard: Some(guard) }
    }

    /// The end that takes lines; writing to it never blocks.
    #[must_use]
    pub fn lines(&self) -> impl Write + Send + use<> {
        self.lines.clone()
    }

    /// Counts the lines that were dropped.
    #[must_use]
    pub fn dropped(&self) -> ErrorCounter {
        self.lines.error_counter()
    }
}

impl Drop for LogWriter {
    /// Waits for the last lines, but not for long. The guard reports its own timeout on standard output, which may be the
    /// same pipe that nobody reads, so it is dropped on a thread that nobody waits for.
    fn drop(&mut self) {
        let guard = self.guard.take();
        let (flushed, outcome) = mpsc::channel();
        let flush = move || {
            drop(guard);
            let _ = flushed.send(());
        };
        if thread::Builder::new().spawn(flush).is_ok() {
            let _ = outcome.recv_timeout(FLUSH_TIMEOUT);
        }
    }
}
