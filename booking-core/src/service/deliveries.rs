//! The deliveries of notices. Only the task that delivers them calls these operations, so that without a channel nothing but
//! the notices is written.

use crate::Error;
use crate::clock::Timestamp;
use crate::facility_clock::FacilityClock;
use crate::notice::{Channel, ChannelState, DueDelivery, next_try, oldest_delivered};
use crate::service::BookingService;
use crate::service::change_booking::note;
use crate::store::commit::WriteTransaction;
use crate::store::{notice_deliveries, notices};

impl BookingService {
    /// Begins to deliver to a channel, from the next notice on. A channel that was configured before goes on where it was.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn open_channel(&self, channel: Channel) -> Result<(), Error> {
        if self.store.read(|connection| notice_deliveries::read_to(connection, channel))?.is_some() {
            return Ok(());
        }
        self.store
            .write(move |transaction| notice_deliveries::set_read_to(transaction, channel, notices::last(transaction)?))
            .await
    }

    /// Ends a channel that is not configured: what it did not deliver is given up.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn close_channel(&self, channel: Channel) -> Result<(), Error> {
        if self.store.read(|connection| notice_deliveries::read_to(connection, channel))?.is_none() {
            return Ok(());
        }
        let why = "The channel is no longer configured.";
        self.store.write(move |transaction| notice_deliveries::remove_channel(transaction, channel, why)).await
    }

    /// Lists up to `limit` of a channel's deliveries that are due, those of new notices included, the longest due first.
    /// Notices that are older than a day are not delivered.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn due_deliveries(&self, channel: Channel, limit: u32) -> Result<Vec<DueDelivery>, Error> {
        let (last, read_to) = self
            .store
            .read(|connection| Ok((notices::last(connection)?, notice_deliveries::read_to(connection, channel)?)))?;
        if read_to.is_some_and(|read_to| read_to < last) {
            let clock = self.clock.clone();
            self.store.write(move |transaction| add(transaction, channel, clock.now())).await?;
        }
        self.store.read(|connection| notice_deliveries::due(connection, channel, self.now(), limit))
    }

    /// Returns when a channel's next delivery is due.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn next_delivery(&self, channel: Channel) -> Result<Option<Timestamp>, Error> {
        self.store.read(|connection| notice_deliveries::next_due(connection, channel))
    }

    /// Records a try: delivered, or why not. A delivery that failed is tried again for a day and then given up. The booking's
    /// audit trail tells of the end.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn record_delivery(
        &self,
        channel: Channel,
        delivery: DueDelivery,
        outcome: Result<(), String>,
    ) -> Result<(), Error> {
        let clock = self.clock.clone();
        self.store.write(move |transaction| record(transaction, channel, &delivery, &outcome, &clock)).await
    }

    /// Returns the state of a channel's deliveries.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn channel_state(&self, channel: Channel) -> Result<ChannelState, Error> {
        self.store.read(|connection| notice_deliveries::state(connection, channel))
    }
}

/// Adds the deliveries of the notices that were written since the last time.
fn add(transaction: &WriteTransaction<'_>, channel: Channel, now: Timestamp) -> Result<(), Error> {
    let (last, oldest) = (notices::last(transaction)?, oldest_delivered(now));
    let Some(read_to) = notice_deliveries::read_to(transaction, channel)? else { return Ok(()) };
    match channel {
        Channel::Webhook => notice_deliveries::add_to_webhook(transaction, read_to, oldest, now)?,
        Channel::Email => notice_deliveries::add_to_email(transaction, read_to, oldest, now)?,
    }
    notice_deliveries::set_read_to(transaction, channel, last)
}

fn record(
    transaction: &WriteTransaction<'_>,
    channel: Channel,
    delivery: &DueDelivery,
    outcome: &Result<(), String>,
    clock: &FacilityClock,
) -> Result<(), Error> {
    let now = clock.now();
    let Some(tries) = notice_deliveries::count_try(transaction, delivery.id, now)? else { return Ok(()) };
    let notice = &delivery.notice;
    let way = match channel {
        Channel::Webhook => "to the webhook",
        Channel::Email => "by e-mail",
    };
    let words = match outcome {
        Ok(()) => {
            notice_deliveries::succeed(transaction, delivery.id, now)?;
            format!("Notice sent {way}: {}", notice.message)
        }
        Err(error) => {
            let next_try_at = next_try(notice.created_at, now, tries);
            notice_deliveries::fail(transaction, delivery.id, error, next_try_at)?;
            if next_try_at.is_some() {
                return Ok(());
            }
            log::warn!("notice {} was given up {way} after {tries} tries: {error}", notice.id);
            format!("Notice could not be sent {way} within a day. {error}")
        }
    };
    notice.booking_id.map_or(Ok(()), |id| note(transaction, id, &words, now))
}
