//! A clock that the tests set.

use std::sync::Mutex;

use booking_core::clock::{Clock, Timestamp};

/// A Sunday morning in winter: 10:30 in Amsterdam.
pub(crate) const NOW: &str = "2026-11-22T09:30:00.000Z";

/// A clock that stands still until it is set, and that can be made to panic.
pub(crate) struct TestClock(Mutex<Option<Timestamp>>);

impl TestClock {
    pub(crate) fn at(moment: &str) -> Self {
        Self(Mutex::new(Some(moment.parse().unwrap())))
    }

    pub(crate) fn set(&self, moment: &str) {
        *self.0.lock().unwrap() = Some(moment.parse().unwrap());
    }

    /// Makes every later reading panic.
    pub(crate) fn smash(&self) {
        *self.0.lock().unwrap() = None;
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        let moment = *self.0.lock().unwrap();
        moment.expect("the clock is smashed")
    }
}
