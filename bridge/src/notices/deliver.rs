//! Delivers what is due on one channel.

use std::sync::Arc;
use std::time::Duration;

use booking_core::clock::Timestamp;
use booking_core::notice::DueDelivery;
use booking_core::{BookingService, Error};
use futures_util::future::join_all;
use tokio::sync::watch;
use tokio::time::sleep;

use super::sender::Sender;
use crate::engine::EngineClock;

/// The deliveries of a channel that are under way at once.
const AT_ONCE: u32 = 16;
/// The time that deliveries under way may take to finish after the signal to stop. The rest is tried again at the next start.
const GRACE: Duration = Duration::from_secs(3);
/// The pause after the database could not be read or written.
const PAUSE: Duration = Duration::from_secs(5);

/// Delivers until `stopping` turns true.
pub(super) async fn run(
    sender: &Sender,
    service: &BookingService,
    clock: Arc<dyn EngineClock>,
    mut wake: watch::Receiver<()>,
    mut stopping: watch::Receiver<bool>,
) {
    loop {
        wake.mark_unchanged();
        let turn = tokio::select! {
            biased;
            turn = turn(sender, service) => turn,
            () = stopped_for(&mut stopping, GRACE) => return,
        };
        let again = async {
            match turn {
                Ok(Some(at)) => clock.sleep_until(at.into()).await,
                Ok(None) => std::future::pending().await,
                Err(error) => {
                    let cause = error.cause().unwrap_or_default();
                    log::error!("deliveries by {} cannot be read or written: {error} {cause}", sender.channel());
                    sleep(PAUSE).await;
                }
            }
        };
        tokio::select! {
            biased;
            () = stopped_for(&mut stopping, Duration::ZERO) => return,
            // The sender lives as long as the channel.
            _ = wake.changed() => {}
            () = again => {}
        }
    }
}

/// Tries what is due now. Returns when the next delivery is, `None` where none is planned.
async fn turn(sender: &Sender, service: &BookingService) -> Result<Option<Timestamp>, Error> {
    let channel = sender.channel();
    service.open_channel(channel).await?;
    let due = service.due_deliveries(channel, AT_ONCE).await?;
    for recorded in join_all(due.into_iter().map(|delivery| deliver(sender, service, delivery))).await {
        recorded?;
    }
    service.next_delivery(channel)
}

async fn deliver(sender: &Sender, service: &BookingService, delivery: DueDelivery) -> Result<(), Error> {
    let outcome = sender.deliver(&delivery).await;
    if let Err(error) = &outcome {
        log::warn!("notice {} was not delivered by {}: {error}", delivery.notice.id, sender.channel());
    }
    service.record_delivery(sender.channel(), delivery, outcome).await
}

/// Completes so long after the signal to stop.
async fn stopped_for(stopping: &mut watch::Receiver<bool>, time: Duration) {
    // The sender lives as long as the channel.
    let _ = stopping.wait_for(|stopping| *stopping).await;
    sleep(time).await;
}
