use std::mem::take;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use actix_web::web::Bytes;
use booking_core::clock::Timestamp;
use booking_core::{Commit, CommitListener};
use prometheus::{IntGauge, Registry};
use tokio::sync::{Notify, broadcast, watch};
use tokio::time::sleep;

use super::change::{Change, SlotsOfDay, event};
use super::reader::Reader;

/// The time for which changes are gathered into one event.
const GATHER: Duration = Duration::from_millis(100);
/// The events that are kept for a reader. One that is further behind gets a `resync`.
const BACKLOG: usize = 16;
/// The most readers. A browser needs one, whatever the number of its tabs.
const READERS: i64 = 1_024;

/// Gathers the changes of commits and sends them to every reader.
pub struct Feed {
    pending: Mutex<Change>,
    changed: Notify,
    events: broadcast::Sender<Bytes>,
    closing: watch::Sender<bool>,
    readers: IntGauge,
}

impl Feed {
    /// A feed without readers. The number of its readers goes into `registry`.
    ///
    /// # Errors
    /// When the registry has that metric already.
    pub fn new(registry: &Registry) -> prometheus::Result<Arc<Self>> {
        let readers = IntGauge::new("bridge_live_readers", "Open event streams.")?;
        registry.register(Box::new(readers.clone()))?;
        Ok(Arc::new(Self {
            pending: Mutex::default(),
            changed: Notify::new(),
            events: broadcast::Sender::new(BACKLOG),
            closing: watch::Sender::new(false),
            readers,
        }))
    }

    /// Sends what has been gathered, until the feed closes.
    pub async fn run(&self) {
        let mut closing = self.closing.subscribe();
        tokio::select! {
            _ = closing.wait_for(|closing| *closing) => {}
            () = self.send_changes() => {}
        }
    }

    async fn send_changes(&self) {
        loop {
            self.changed.notified().await;
            sleep(GATHER).await;
            let change = take(&mut *self.pending.lock().unwrap_or_else(PoisonError::into_inner));
            if !change.is_empty() {
                // Fails only without readers.
                let _ = self.events.send(change.event());
            }
        }
    }

    /// Tells every reader that the slots of a day changed.
    pub fn slots_changed(&self, slots: SlotsOfDay) {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner).add_slots(slots);
        self.changed.notify_one();
    }

    /// Ends every stream and opens no more.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// A stream of the events from now on; `None` if there are too many already.
    #[must_use]
    pub fn subscribe(&self, now: Timestamp) -> Option<Reader> {
        let hello = event("hello", &serde_json::json!({ "now": now }).to_string());
        let reader = Reader::new(hello, self.events.subscribe(), self.closing.subscribe(), self.readers.clone());
        (self.readers.get() <= READERS).then_some(reader)
    }
}

impl CommitListener for Feed {
    fn committed(&self, commit: &Commit<'_>) {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner).add(commit.changes);
        self.changed.notify_one();
    }
}
