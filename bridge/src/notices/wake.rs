use booking_core::{Commit, CommitListener};
use tokio::sync::watch;

/// Wakes every channel after a commit that wrote a notice.
pub(super) struct Wake(watch::Sender<()>);

impl Default for Wake {
    fn default() -> Self {
        Self(watch::Sender::new(()))
    }
}

impl Wake {
    /// Receives the commits from now on.
    pub(super) fn subscribe(&self) -> watch::Receiver<()> {
        self.0.subscribe()
    }
}

impl CommitListener for Wake {
    fn committed(&self, commit: &Commit<'_>) {
        if commit.changes.notices {
            self.0.send_replace(());
        }
    }
}
