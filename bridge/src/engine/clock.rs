use std::pin::Pin;
use std::time::Duration;

use booking_core::clock::{Clock, MicroTimestamp, SystemClock, Timestamp};

/// A clock that can be waited for.
pub trait EngineClock: Clock {
    /// Completes when the clock shows `moment` or later. Never earlier.
    fn sleep_until(&self, moment: MicroTimestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
}

/// The longest sleep before the clock is read again, because the wall clock may be set or the machine suspended meanwhile.
const STEP: Duration = Duration::from_secs(1);
/// The last stretch, in which the thread yields instead of sleeping: timers are exact to a millisecond or two.
const SPIN: Duration = Duration::from_millis(2);

/// The system clock, waited for to within microseconds.
pub struct PreciseClock;

impl Clock for PreciseClock {
    fn now(&self) -> Timestamp {
        SystemClock.now()
    }

    fn now_micros(&self) -> MicroTimestamp {
        SystemClock.now_micros()
    }
}

impl EngineClock for PreciseClock {
    fn sleep_until(&self, moment: MicroTimestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            loop {
                let left = u64::try_from(moment.as_micros() - self.now_micros().as_micros()).unwrap_or(0);
                match Duration::from_micros(left) {
                    Duration::ZERO => return,
                    left if left <= SPIN => tokio::task::yield_now().await,
                    left => tokio::time::sleep(left.saturating_sub(SPIN).min(STEP)).await,
                }
            }
        })
    }
}
