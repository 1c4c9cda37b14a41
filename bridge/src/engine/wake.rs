use booking_core::{Commit, CommitListener};
use tokio::sync::Notify;

/// Wakes the engine after a commit that may have changed what is due.
#[derive(Default)]
pub(super) struct Wake(Notify);

impl Wake {
    /// Completes after the next such commit, or at once if there was one since the last call.
    pub(super) async fn committed(&self) {
        self.0.notified().await;
    }
}

impl CommitListener for Wake {
    fn committed(&self, commit: &Commit<'_>) {
        if commit.changes.engine || !commit.changes.bookings.is_empty() || !commit.changes.plans.is_empty() {
            self.0.notify_one();
        }
    }
}
