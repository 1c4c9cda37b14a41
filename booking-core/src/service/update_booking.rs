use super::change_booking::change;
use crate::Error;
use crate::booking::{Booking, BookingChange};
use crate::ids::BookingId;
use crate::service::BookingService;

impl BookingService {
    /// Changes the status, the reference or the error message of a booking.
    ///
    /// # Errors
    /// [`Error::BookingNotFound`], [`Error::InvalidTransition`], [`Error::AccountInactive`] or [`Error::AccountDeleted`] for a retry,
    /// [`Error::SlotConflict`] when the booking would hold a slot that another one holds.
    pub async fn update_booking(&self, id: BookingId, wanted: BookingChange) -> Result<Booking, Error> {
        let clock = self.clock.clone();
        self.store.write(move |connection| change(connection, id, wanted, None, clock.now())).await
    }
}
