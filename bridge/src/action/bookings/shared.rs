//! Requests and responses that several booking actions share.

use booking_core::booking::Booking;
use booking_core::query::{BookingFilter, BookingQuery, Cursor, DateRange, ListOrder, PageLimit};
use booking_core::slot::{BookingDate, Location};
use booking_core::status::Status;

use crate::action::prelude::*;

/// One booking.
#[derive(Serialize, JsonSchema)]
pub(crate) struct OneBooking {
    /// The booking as it is now.
    pub(crate) booking: Booking,
}

/// Names one booking.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ByBooking {
    /// Which booking.
    pub(crate) booking_id: BookingId,
}

/// The default order of a list.
const ORDER: ListOrder = ListOrder::Ascending;

/// Selects bookings to list. `A` is an account id or an optional one.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListArguments<A> {
    /// Only this account's.
    pub(crate) account_id: A,
    /// Only on this day.
    date: Option<BookingDate>,
    /// From this day on.
    date_from: Option<BookingDate>,
    /// Up to this day, which is included.
    date_to: Option<BookingDate>,
    /// Only with this status.
    status: Option<Status>,
    /// Only at this location.
    location: Option<Location>,
    /// `asc` (the default) or `desc`, by date, time and id.
    #[schemars(extend("default" = ORDER))]
    order: Option<ListOrder>,
    /// The page size; absent for the whole list.
    limit: Option<PageLimit>,
    /// The `next_cursor` of the previous page.
    cursor: Option<Cursor>,
}

impl<A> ListArguments<A> {
    /// The position to read from, and how many bookings at most.
    pub(crate) fn page(&self) -> (Option<Cursor>, Option<PageLimit>) {
        (self.cursor, self.limit)
    }

    /// The query for the list from its beginning.
    ///
    /// # Errors
    /// `invalid_field` for a range of dates that ends before it begins.
    pub(crate) fn query(&self) -> Result<BookingQuery, ApiError> {
        let filter = BookingFilter {
            account_id: None,
            date: self.date,
            dates: DateRange::new(self.date_from, self.date_to)?,
            status: self.status,
            location: self.location,
        };
        Ok(BookingQuery { filter, order: self.order.unwrap_or(ORDER), after: None })
    }
}
