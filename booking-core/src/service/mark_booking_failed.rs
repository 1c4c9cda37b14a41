use crate::Error;
use crate::booking::{Booking, BookingChange};
use crate::ids::BookingId;
use crate::service::BookingService;
use crate::text::ErrorMessage;

impl BookingService {
    /// Sets a booking to failed and says why.
    ///
    /// # Errors
    /// As [`BookingService::update_booking`].
    pub async fn mark_booking_failed(&self, id: BookingId, message: ErrorMessage) -> Result<Booking, Error> {
        self.update_booking(id, BookingChange::failed(message)).await
    }
}
