//! Sends what is due at one moment.

use std::sync::{Arc, OnceLock};

use booking_core::attempt::Attempt;
use booking_core::clock::MicroTimestamp;
use booking_core::service::Claimed;
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use tokio::sync::futures::Notified;
use tokio::sync::{Notify, OwnedSemaphorePermit, watch};

use super::parts::Parts;

/// The requests that are built before their bytes are written.
const TOGETHER: usize = 4;
/// The reads that precede a request are rehearsed so long before it, in microseconds.
const REHEARSAL_MICROS: i64 = 200_000;

/// Sends attempts at a moment, in their order, and records the answers. A stop before that moment withdraws them.
pub(super) async fn send_at(parts: Arc<Parts>, at: MicroTimestamp, claimed: Vec<Claimed>) {
    let parts = &parts;
    let attempts: Vec<Attempt> = claimed.iter().map(|claimed| claimed.attempt.clone()).collect();
    // Wakes its waiters in the order in which they were made. A watch channel wakes them in a random one.
    let (moment, is_time) = (Notify::new(), OnceLock::new());
    let unsent = watch::Sender::new(claimed.len());
    let send = async |place: usize, claimed: Claimed, permit: Option<OwnedSemaphorePermit>, woken: Notified<'_>| {
        woken.await;
        if is_time.get() != Some(&true) {
            return parts.withdraw(&claimed).await;
        }
        // Connections run on the same thread: without a pause the first request waits until the last one is built.
        for _ in 0..place / TOGETHER {
            tokio::task::yield_now().await;
        }
        unsent.send_modify(|unsent| *unsent -= 1);
        let answer = parts.carry_out(&claimed).await;
        // Records take processor time: they wait until all requests are on their way.
        let _ = unsent.subscribe().wait_for(|unsent| *unsent == 0).await;
        // Given back before the record is written, whose commit lets the next attempt begin.
        drop(permit);
        parts.record(&claimed.attempt, answer).await;
    };
    // Polled in the order in which they are added.
    let all: FuturesUnordered<_> = claimed
        .into_iter()
        .enumerate()
        .map(|(place, claimed)| {
            let permit = parts.under_way.clone().try_acquire_owned().ok();
            send(place, claimed, permit, moment.notified())
        })
        .collect();
    let decision = async {
        let has_come = tokio::select! {
            biased;
            () = wait(parts, at, &attempts) => true,
            () = parts.stopped() => false,
        };
        is_time.get_or_init(|| has_come);
        moment.notify_waiters();
    };
    tokio::join!(all.collect::<()>(), decision);
}

/// Waits until `at`. Shortly before, it reads what each attempt will read, so that statements and pages are in memory: after
/// a minute of sleep the first reads took 15 ms.
async fn wait(parts: &Parts, at: MicroTimestamp, attempts: &[Attempt]) {
    let rehearsal = at.plus_micros(-REHEARSAL_MICROS);
    if parts.clock.now_micros() < rehearsal {
        parts.clock.sleep_until(rehearsal).await;
        for attempt in attempts {
            // A read that fails here fails again when the attempt is sent, and is told there.
            let _ = parts.service.get_account(attempt.account_id);
            let _ = parts.service.is_wanted(attempt);
        }
    }
    parts.clock.sleep_until(at).await;
}
