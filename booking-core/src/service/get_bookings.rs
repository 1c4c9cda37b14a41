use crate::Error;
use crate::booking::Booking;
use crate::query::{BookingQuery, Cursor};
use crate::service::BookingService;
use crate::store::booking_list;

impl BookingService {
    /// Shows up to `limit` bookings to `each`, by date, time and id, and returns the place to go on from where there are
    /// more. Between two calls nothing is held open, so a list of any length can be read at the pace of a slow caller.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn get_bookings(
        &self,
        query: &BookingQuery,
        limit: usize,
        each: &mut dyn FnMut(&Booking<&str>),
    ) -> Result<Option<Cursor>, Error> {
        self.store.read(|connection| booking_list::select(connection, query, limit, each))
    }
}
