use crate::Error;
use crate::audit::BookingLog;
use crate::ids::BookingId;
use crate::service::BookingService;
use crate::store::{bookings, logs};

impl BookingService {
    /// A booking's audit trail, oldest entry first.
    ///
    /// # Errors
    /// [`Error::BookingNotFound`].
    pub fn get_booking_logs(&self, id: BookingId) -> Result<Vec<BookingLog>, Error> {
        self.store.read(|connection| {
            bookings::find(connection, id)?;
            logs::of_booking(connection, id)
        })
    }
}
