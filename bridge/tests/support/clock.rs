//! A clock that the tests set.

use std::pin::Pin;

use booking_core::clock::{Clock, MicroTimestamp, Timestamp};
use bridge::engine::EngineClock;
use tokio::sync::watch;

/// A Sunday morning in winter: 10:30 in Amsterdam.
pub(crate) const NOW: &str = "2026-11-22T09:30:00.000Z";

/// A clock that stands still until it is set, and that can be made to panic.
pub(crate) struct TestClock(watch::Sender<Option<Timestamp>>);

impl TestClock {
    pub(crate) fn at(moment: &str) -> Self {
        Self(watch::Sender::new(Some(moment.parse().unwrap())))
    }

    pub(crate) fn set(&self, moment: &str) {
        self.0.send_replace(Some(moment.parse().unwrap()));
    }

    /// Makes every later reading panic.
    pub(crate) fn smash(&self) {
        self.0.send_replace(None);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        let moment = *self.0.borrow();
        moment.expect("the clock is smashed")
    }
}

impl EngineClock for TestClock {
    fn sleep_until(&self, moment: MicroTimestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        let mut clock = self.0.subscribe();
        Box::pin(async move {
            let is_reached = |now: &Option<Timestamp>| now.is_none_or(|now| MicroTimestamp::from(now) >= moment);
            clock.wait_for(is_reached).await.expect("the clock is in use");
        })
    }
}
