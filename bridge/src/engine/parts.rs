use std::sync::Arc;
use std::time::Duration;

use booking_core::BookingService;
use booking_core::gateway::FacilityGateway;
use tokio::sync::{Semaphore, watch};

use super::activity::Activity;
use super::clock::EngineClock;
use super::listings::Listings;
use super::metrics::EngineMetrics;
use crate::gateway::Sessions;

/// The parts that the engine's tasks share.
pub(super) struct Parts {
    pub(super) service: Arc<BookingService>,
    pub(super) gateway: Arc<dyn FacilityGateway>,
    pub(super) clock: Arc<dyn EngineClock>,
    pub(super) sessions: Sessions,
    pub(super) listings: Listings,
    pub(super) activity: Arc<Activity>,
    pub(super) metrics: EngineMetrics,
    /// The requests a second that the facility allows.
    pub(super) per_second: usize,
    /// A permit for each attempt that may be under way at once.
    pub(super) under_way: Arc<Semaphore>,
    /// Turns true when the engine stops.
    pub(super) stopping: watch::Sender<bool>,
}

/// The waits between tries of a write that the database refuses.
pub(super) struct Backoff(Duration);

impl Default for Backoff {
    fn default() -> Self {
        Self(Duration::from_millis(100))
    }
}

impl Backoff {
    const LONGEST: Duration = Duration::from_secs(10);

    /// Waits, each time twice as long, up to 10 s.
    pub(super) async fn wait(&mut self) {
        tokio::time::sleep(self.0).await;
        self.0 = (self.0 * 2).min(Self::LONGEST);
    }
}

impl Parts {
    /// Completes when the engine stops.
    pub(super) async fn stopped(&self) {
        // The sender lives as long as the parts.
        let _ = self.stopping.subscribe().wait_for(|stopping| *stopping).await;
    }
}
