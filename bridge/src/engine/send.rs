//! Sends what is due at one moment.

use std::sync::Arc;

use booking_core::clock::MicroTimestamp;
use booking_core::service::Claimed;
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;

use super::parts::Parts;

/// The requests that are built before their bytes are written.
const TOGETHER: usize = 4;

/// Sends attempts at a moment, in their order, and records the answers. A stop before that moment withdraws them.
pub(super) async fn send_at(parts: Arc<Parts>, at: MicroTimestamp, claimed: Vec<Claimed>) {
    let permits: Vec<_> = claimed.iter().map(|_| parts.under_way.clone().try_acquire_owned().ok()).collect();
    let is_time = tokio::select! {
        biased;
        () = parts.clock.sleep_until(at) => true,
        () = parts.stopped() => false,
    };
    if is_time {
        // Futures are polled for the first time in the order in which they were added.
        let attempts = claimed.into_iter().zip(permits).enumerate();
        let parts = &parts;
        let sent: FuturesUnordered<_> = attempts
            .map(|(place, (attempt, permit))| async move {
                // Connections run on the same thread: without a pause the first request waits until the last one is built.
                for _ in 0..place / TOGETHER {
                    tokio::task::yield_now().await;
                }
                parts.carry_out(attempt, permit).await;
            })
            .collect();
        sent.collect::<()>().await;
    } else {
        for attempt in &claimed {
            parts.withdraw(attempt).await;
        }
    }
}
