use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use booking_core::attempt::Lateness;

use super::lateness::Latenesses;
use super::readiness::Findings;
use super::status::LatenessSummary;

/// The report of the running engine about itself.
#[derive(Default)]
pub(super) struct Activity {
    running: AtomicBool,
    latenesses: Mutex<Latenesses>,
    pub(super) findings: Findings,
}

impl Activity {
    pub(super) fn is_running(&self) -> bool {
        self.running.load(Ordering::Relaxed)
    }

    pub(super) fn set_running(&self, running: bool) {
        self.running.store(running, Ordering::Relaxed);
    }

    pub(super) fn sent(&self, lateness: Lateness) {
        self.latenesses.lock().unwrap_or_else(PoisonError::into_inner).add(lateness);
    }

    pub(super) fn lateness(&self) -> LatenessSummary {
        self.latenesses.lock().unwrap_or_else(PoisonError::into_inner).summary()
    }
}
