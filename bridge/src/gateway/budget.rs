use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use governor::clock::Clock;
use governor::middleware::StateInformationMiddleware;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use tokio::sync::{Mutex as Turn, watch};
use tokio::time::{Instant, sleep, timeout};

/// The longest wait for the budget. Who waits longer is told to come back.
const PATIENCE: Duration = Duration::from_secs(30);

/// The budget of requests to the facility, shared by everything that asks it.
///
/// Urgent requests go in the order in which they came. The others wait while an urgent one waits.
pub(super) struct Budget {
    per_second: NonZeroU32,
    limiter: RateLimiter<NotKeyed, InMemoryState, TokioClock, StateInformationMiddleware>,
    seen: Mutex<Seen>,
    turn: Turn<()>,
    urgent: watch::Sender<usize>,
}

/// The use of the budget.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, schemars::JsonSchema)]
pub struct BudgetUse {
    /// The requests a second that the profile allows.
    pub per_second: u32,
    /// The requests that are used up at this moment, 0 to `per_second`.
    pub used: u32,
}

/// The facility asked everybody to wait so long, or the budget is used up for so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HeldBack(pub(super) Duration);

struct Seen {
    not_before: Instant,
    checked_at: Instant,
    remaining: u32,
}

/// The time since the budget was made, by the runtime's clock, which tests can stop.
#[derive(Debug, Clone)]
struct TokioClock(Instant);

impl Clock for TokioClock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.0.elapsed()
    }
}

/// Counts an urgent request while it waits, also where its future is dropped.
struct Waiting<'a>(&'a watch::Sender<usize>);

impl<'a> Waiting<'a> {
    fn new(count: &'a watch::Sender<usize>) -> Self {
        count.send_modify(|count| *count += 1);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
}

impl Budget {
    /// A full budget.
    pub(super) fn new(per_second: NonZeroU32) -> Self {
        let now = Instant::now();
        let limiter = RateLimiter::direct_with_clock(Quota::per_second(per_second), TokioClock(now));
        Self {
            per_second,
            limiter: limiter.with_middleware(),
            seen: Mutex::new(Seen { not_before: now, checked_at: now, remaining: per_second.get() }),
            turn: Turn::new(()),
            urgent: watch::Sender::new(0),
        }
    }

    /// Waits until a request may be sent.
    ///
    /// # Errors
    /// At once where the facility asked everybody to wait, otherwise after [`PATIENCE`].
    pub(super) async fn take(&self, is_urgent: bool) -> Result<(), HeldBack> {
        let waiting = async { if is_urgent { self.take_urgent().await } else { self.take_other().await } };
        timeout(PATIENCE, waiting).await.unwrap_or(Err(HeldBack(Duration::from_secs(1))))
    }

    /// Everybody waits so long from now.
    pub(super) fn hold_back(&self, wait: Duration) {
        let until = Instant::now() + wait;
        self.seen(|seen| seen.not_before = seen.not_before.max(until));
    }

    pub(super) fn usage(&self) -> BudgetUse {
        let per_second = self.per_second.get();
        let used = self.seen(|seen| {
            let regained = seen.checked_at.elapsed().as_secs_f64() * f64::from(per_second);
            (f64::from(per_second - seen.remaining.min(per_second)) - regained).max(0.0)
        });
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to `per_second`, a u32")]
        let used = used.ceil() as u32;
        BudgetUse { per_second, used }
    }

    async fn take_urgent(&self) -> Result<(), HeldBack> {
        let waiting = Waiting::new(&self.urgent);
        // The lock is fair: who asks first is served first.
        let turn = self.turn.lock().await;
        while let Err(wait) = self.check()? {
            sleep(wait).await;
        }
        drop((turn, waiting));
        Ok(())
    }

    async fn take_other(&self) -> Result<(), HeldBack> {
        let mut urgent = self.urgent.subscribe();
        loop {
            // The sender lives as long as the budget.
            let _ = urgent.wait_for(|count| *count == 0).await;
            match self.check()? {
                Ok(()) => return Ok(()),
                Err(wait) => sleep(wait).await,
            }
        }
    }

    /// Takes a request from the budget, or tells when there may be one.
    fn check(&self) -> Result<Result<(), Duration>, HeldBack> {
        let now = Instant::now();
        self.seen(|seen| {
            if now < seen.not_before {
                return Err(HeldBack(seen.not_before - now));
            }
            match self.limiter.check() {
                Ok(state) => {
                    (seen.checked_at, seen.remaining) = (now, state.remaining_burst_capacity());
                    Ok(Ok(()))
                }
                Err(not_until) => Ok(Err(not_until.wait_time_from(self.limiter.clock().now()))),
            }
        })
    }

    fn seen<T>(&self, look: impl FnOnce(&mut Seen) -> T) -> T {
        look(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn budget(per_second: u32) -> Arc<Budget> {
        Arc::new(Budget::new(NonZeroU32::new(per_second).unwrap()))
    }

    #[tokio::test(start_paused = true)]
    async fn a_burst_goes_at_once_and_the_rest_by_the_second() {
        let (budget, start) = (budget(10), Instant::now());
        for _ in 0..10 {
            budget.take(true).await.unwrap();
        }
        assert_eq!((start.elapsed(), budget.usage().used), (Duration::ZERO, 10));
        for _ in 0..10 {
            budget.take(false).await.unwrap();
        }
        assert!((Duration::from_millis(999)..Duration::from_millis(1_020)).contains(&start.elapsed()));
        sleep(Duration::from_millis(500)).await;
        assert!((4..=5).contains(&budget.usage().used));
        sleep(Duration::from_secs(5)).await;
        assert_eq!(budget.usage(), BudgetUse { per_second: 10, used: 0 });
    }

    #[tokio::test(start_paused = true)]
    async fn urgent_requests_go_first_and_in_their_order() {
        let budget = budget(1);
        budget.take(true).await.unwrap();
        let (sender, mut order) = tokio::sync::mpsc::unbounded_channel();
        for (name, is_urgent) in [("other", false), ("first", true), ("second", true), ("third", true)] {
            let (budget, sender) = (budget.clone(), sender.clone());
            tokio::spawn(async move {
                budget.take(is_urgent).await.unwrap();
                sender.send(name).unwrap();
            });
        }
        for expected in ["first", "second", "third", "other"] {
            assert_eq!(order.recv().await, Some(expected));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn everybody_waits_as_the_facility_asked() {
        let budget = budget(5);
        budget.hold_back(Duration::from_mins(1));
        budget.hold_back(Duration::from_secs(1));
        for is_urgent in [true, false] {
            assert_eq!(budget.take(is_urgent).await, Err(HeldBack(Duration::from_mins(1))));
        }
        sleep(Duration::from_mins(1)).await;
        assert_eq!(budget.take(false).await, Ok(()));
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_without_an_end() {
        let budget = budget(1);
        let waiting: Vec<_> = (0..40)
            .map(|_| {
                let budget = budget.clone();
                tokio::spawn(async move { budget.take(true).await })
            })
            .collect();
        let mut held_back = 0;
        for one in waiting {
            held_back += usize::from(one.await.unwrap().is_err());
        }
        assert!((8..=10).contains(&held_back), "{held_back}");
        budget.take(false).await.unwrap();
    }
}
