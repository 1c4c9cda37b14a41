//! The facility's clock.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

/// The system clock or one that stands still until it is set, plus a constant skew.
pub(crate) struct Clock {
    frozen: Option<Mutex<DateTime<Utc>>>,
    skew: TimeDelta,
}

impl Clock {
    pub(crate) fn new(frozen_at: Option<DateTime<Utc>>, skew: TimeDelta) -> Self {
        Self { frozen: frozen_at.map(Mutex::new), skew }
    }

    /// Returns the facility's time, skew included.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        let now = match &self.frozen {
            Some(frozen) => *frozen.lock().unwrap_or_else(PoisonError::into_inner),
            None => Utc::now(),
        };
        now + self.skew
    }

    /// Sets a frozen clock. Returns false if this is the system clock.
    pub(crate) fn set(&self, now: DateTime<Utc>) -> bool {
        let Some(frozen) = &self.frozen else { return false };
        *frozen.lock().unwrap_or_else(PoisonError::into_inner) = now;
        true
    }
}
