use crate::Error;
use crate::booking::Booking;
use crate::ids::BookingId;
use crate::service::BookingService;
use crate::store::bookings;

impl BookingService {
    /// One booking.
    ///
    /// # Errors
    /// [`Error::BookingNotFound`].
    pub fn get_booking(&self, id: BookingId) -> Result<Booking, Error> {
        self.store.read(|connection| bookings::find(connection, id))
    }
}
