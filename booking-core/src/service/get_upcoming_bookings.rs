use crate::Error;
use crate::booking::Booking;
use crate::query::{Cursor, UpcomingQuery};
use crate::service::BookingService;
use crate::store::booking_list;

impl BookingService {
    /// As [`BookingService::get_bookings`], of the pending and confirmed bookings whose slot has not begun yet in the
    /// facility's time zone, soonest first.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn get_upcoming_bookings(
        &self,
        query: &UpcomingQuery,
        limit: usize,
        each: &mut dyn FnMut(&Booking<&str>),
    ) -> Result<Option<Cursor>, Error> {
        let last_begun = self.clock.last_begun()?;
        self.store.read(|connection| booking_list::select_upcoming(connection, query, last_begun, limit, each))
    }
}
