use crate::Error;
use crate::booking::{Booking, BookingChange};
use crate::ids::BookingId;
use crate::service::BookingService;
use crate::text::BookingReference;

impl BookingService {
    /// Sets a booking to confirmed under the facility's reference; an earlier error is cleared.
    ///
    /// # Errors
    /// As [`BookingService::update_booking`].
    pub async fn mark_booking_confirmed(&self, id: BookingId, reference: BookingReference) -> Result<Booking, Error> {
        self.update_booking(id, BookingChange::confirmed(reference)).await
    }
}
