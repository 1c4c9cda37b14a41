//! Reads of bookings and their audit trails.

use crate::Error;
use crate::audit::BookingLog;
use crate::booking::Booking;
use crate::ids::{AccountId, BookingId};
use crate::query::{BookingFilter, BookingQuery, Cursor, UpcomingQuery};
use crate::search::{SearchPage, SearchQuery};
use crate::service::BookingService;
use crate::store::{accounts, audit_log, booking_list, booking_search, bookings};

impl BookingService {
    /// Returns one booking.
    ///
    /// # Errors
    /// [`Error::BookingNotFound`].
    pub fn get_booking(&self, id: BookingId) -> Result<Booking, Error> {
        self.store.read(|connection| bookings::find(connection, id, self.clock.calendar()))
    }

    /// Passes up to `limit` bookings to `each`, by date, time and id. Returns the cursor of the next page, `None` on the last.
    /// Nothing stays open between two calls, so a slow caller does not hold a connection.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn get_bookings(
        &self,
        query: &BookingQuery,
        limit: usize,
        each: &mut dyn FnMut(&Booking<&str>),
    ) -> Result<Option<Cursor>, Error> {
        self.store.read(|connection| booking_list::select(connection, query, self.clock.calendar(), limit, each))
    }

    /// Returns a page of the bookings that match, and the number of all that do. May read the whole table.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn find_bookings(&self, query: &SearchQuery) -> Result<SearchPage, Error> {
        self.store.read(|connection| booking_search::select(connection, query, self.clock.calendar()))
    }

    /// Lists one account's bookings as [`BookingService::get_bookings`] does. Bookings of an archived account stay readable.
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
            accounts::find_with_archived(connection, account_id, self.now())?;
            booking_list::select(
                connection,
                &BookingQuery { filter, ..query.clone() },
                self.clock.calendar(),
                limit,
                each,
            )
        })
    }

    /// Lists the pending and confirmed bookings whose slot has not begun in the facility's time zone, soonest first, as
    /// [`BookingService::get_bookings`] does.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn get_upcoming_bookings(
        &self,
        query: &UpcomingQuery,
        limit: usize,
        each: &mut dyn FnMut(&Booking<&str>),
    ) -> Result<Option<Cursor>, Error> {
        let latest_started = self.clock.latest_started()?;
        self.store.read(|connection| {
            booking_list::select_upcoming(connection, query, latest_started, self.clock.calendar(), limit, each)
        })
    }

    /// Returns a booking's audit trail, oldest entry first.
    ///
    /// # Errors
    /// [`Error::BookingNotFound`].
    pub fn get_booking_logs(&self, id: BookingId) -> Result<Vec<BookingLog>, Error> {
        self.store.read(|connection| {
            bookings::find(connection, id, self.clock.calendar())?;
            audit_log::of_booking(connection, id)
        })
    }
}
