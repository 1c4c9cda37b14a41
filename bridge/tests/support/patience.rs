//! Timeouts, so that a hang fails the test.

use std::sync::mpsc::channel;
use std::time::Duration;

/// Long enough on a busy machine for what must happen.
pub(crate) const PATIENCE: Duration = Duration::from_mins(2);

/// Awaits a future with a timeout.
pub(crate) async fn patiently<T>(wait: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, wait).await.expect("timed out")
}

/// Runs blocking work on another thread; none after the timeout.
pub(crate) fn in_time<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    within(PATIENCE, work)
}

/// Runs blocking work on another thread; none after this time.
pub(crate) fn within<T: Send + 'static>(time: Duration, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (sender, done) = channel();
    std::thread::spawn(move || sender.send(work()));
    done.recv_timeout(time).ok()
}
