use crate::Error;
use crate::booking::Booking;
use crate::ids::AccountId;
use crate::query::{BookingFilter, BookingQuery, Cursor};
use crate::service::BookingService;
use crate::store::{accounts, booking_list};

impl BookingService {
    /// As [`BookingService::get_bookings`], of one account. The account may be archived: its bookings stay readable.
    ///
    /// # Errors
    /// [`Error::AccountNotFound`].
    pub fn get_account_bookings(
        &self,
        account_id: AccountId,
        query: &BookingQuery,
        limit: usize,
        each: &mut dyn FnMut(&Booking<&str>),
    ) -> Result<Option<Cursor>, Error> {
        let filter = BookingFilter { account_id: Some(account_id), ..query.filter.clone() };
        self.store.read(|connection| {
            accounts::find_with_archived(connection, account_id)?;
            booking_list::select(connection, &BookingQuery { filter, ..query.clone() }, limit, each)
        })
    }
}
