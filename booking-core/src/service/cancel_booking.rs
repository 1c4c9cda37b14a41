use rusqlite::Connection;

use super::change_booking::change;
use crate::Error;
use crate::booking::{Booking, BookingChange};
use crate::clock::Timestamp;
use crate::ids::BookingId;
use crate::service::BookingService;
use crate::status::Status;
use crate::store::bookings;
use crate::text::CancelReason;

impl BookingService {
    /// Gives up a pending or confirmed booking; its slot is free again.
    ///
    /// # Errors
    /// [`Error::BookingNotFound`], [`Error::InvalidTransition`].
    pub async fn cancel_booking(&self, id: BookingId, reason: Option<CancelReason>) -> Result<Booking, Error> {
        let clock = self.clock.clone();
        self.store.write(move |connection| cancel(connection, id, reason.as_ref(), clock.now())).await
    }
}

fn cancel(
    connection: &Connection,
    id: BookingId,
    reason: Option<&CancelReason>,
    now: Timestamp,
) -> Result<Booking, Error> {
    let booking = bookings::find(connection, id)?;
    if !booking.status.holds_slot() {
        return Err(Error::InvalidTransition { booking_id: id, from: booking.status, to: Status::Cancelled });
    }
    change(connection, id, BookingChange::cancelled(), reason, now)
}
