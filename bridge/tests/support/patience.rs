//! Bounds on waiting: a hang is a test that fails, not one that never ends.

use std::sync::mpsc::channel;
use std::time::Duration;

/// Enough for whatever is sure to come, on the busiest machine.
pub(crate) const PATIENCE: Duration = Duration::from_mins(2);

/// Waits for what must come.
pub(crate) async fn patiently<T>(wait: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, wait).await.expect("it came to nothing")
}

/// Does what may block, on a thread of its own; none where it has not ended in time.
pub(crate) fn in_time<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (sender, done) = channel();
    std::thread::spawn(move || sender.send(work()));
    done.recv_timeout(PATIENCE).ok()
}
