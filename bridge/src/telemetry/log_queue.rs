//! The log's way to standard error. Every request writes a line; written straight away, the workers would wait for one
//! another and for the system with each of them. A thread of its own writes what has gathered, at once.

use std::io::{self, Write};
use std::mem::take;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// The most that may wait to be written, in bytes; a line more waits with its worker.
const LIMIT: usize = 1024 * 1024;

/// How long the first line waits for others. Without it the thread would wake up for every line, which costs more than the
/// line.
const GATHER: Duration = Duration::from_millis(10);

#[derive(Default)]
struct Lines {
    waiting: Vec<u8>,
    is_closed: bool,
}

#[derive(Default)]
struct Shared {
    lines: Mutex<Lines>,
    changed: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_while(&self, condition: impl FnMut(&mut Lines) -> bool) -> MutexGuard<'_, Lines> {
        self.changed.wait_while(self.lock(), condition).unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes the logger's lines.
pub struct LogQueue(Arc<Shared>);

/// Writes the lines. Dropping it writes what is left.
pub struct LogWriter {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

/// A queue in front of `out`, and the thread that empties it.
///
/// # Errors
/// When the thread cannot be started.
pub fn start(out: impl Write + Send + 'static) -> io::Result<(LogQueue, LogWriter)> {
    let shared = Arc::new(Shared::default());
    let own = shared.clone();
    let thread = std::thread::Builder::new().name("log".into()).spawn(move || write(&own, out))?;
    Ok((LogQueue(shared.clone()), LogWriter { shared, thread: Some(thread) }))
}

fn write(shared: &Shared, mut out: impl Write) {
    loop {
        drop(shared.wait_while(|lines| lines.waiting.is_empty() && !lines.is_closed));
        std::thread::sleep(GATHER);
        let mut lines = shared.lock();
        let bytes = take(&mut lines.waiting);
        drop(lines);
        if bytes.is_empty() {
            return;
        }
        shared.changed.notify_all();
        // There is nowhere left to complain when the log itself cannot be written.
        let _ = out.write_all(&bytes);
    }
}

impl Write for LogQueue {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut lines = self.0.wait_while(|lines| lines.waiting.len() > LIMIT && !lines.is_closed);
        let first = lines.waiting.is_empty();
        lines.waiting.extend_from_slice(line);
        drop(lines);
        if first {
            self.0.changed.notify_all();
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for LogWriter {
    fn drop(&mut self) {
        self.shared.lock().is_closed = true;
        self.shared.changed.notify_all();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn every_line_is_written_once_and_whole_even_beyond_the_limit() {
        let kept = Kept::default();
        let (mut queue, writer) = start(kept.clone()).unwrap();
        let lines: Vec<String> =
            (0..50_000).map(|number| format!("line {number}, as long as they are in life\n")).collect();
        for line in &lines {
            queue.write_all(line.as_bytes()).unwrap();
        }
        drop(writer);
        assert_eq!(String::from_utf8(kept.0.lock().unwrap().clone()).unwrap(), lines.concat());
    }
}
