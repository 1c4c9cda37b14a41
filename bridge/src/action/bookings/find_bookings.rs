use booking_core::booking::Booking;
use booking_core::query::{BookingFilter, DateRange, PageLimit};
use booking_core::search::{SearchCursor, SearchOrder, SearchQuery};
use booking_core::slot::{BookingDate, Location};
use booking_core::status::Status;
use booking_core::text::SearchText;

use crate::action::prelude::*;
use crate::http::booking_list::read_blocking;

pub(crate) struct FindBookings;

/// The default order.
const ORDER: SearchOrder = SearchOrder::Changed;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Only this account's.
    account_id: Option<AccountId>,
    /// From this day on.
    date_from: Option<BookingDate>,
    /// Up to this day, which is included.
    date_to: Option<BookingDate>,
    /// Only with this status.
    status: Option<Status>,
    /// Only at this location.
    location: Option<Location>,
    /// A part of the reference or of the account's netid, without regard to case.
    search: Option<SearchText>,
    /// `changed` (the default): by the last change, latest first; `latest`: by date, time and id, latest first.
    #[schemars(extend("default" = ORDER))]
    order: Option<SearchOrder>,
    /// The page size.
    limit: PageLimit,
    /// The `next_cursor` of the previous page.
    cursor: Option<SearchCursor>,
}

impl Request {
    fn query(self) -> Result<SearchQuery, ApiError> {
        let filter = BookingFilter {
            account_id: self.account_id,
            date: None,
            dates: DateRange::new(self.date_from, self.date_to)?,
            status: self.status,
            location: self.location,
        };
        let order = self.order.unwrap_or(ORDER);
        Ok(SearchQuery::new(filter, self.search, order, self.cursor, self.limit)?)
    }
}

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// In the order of the search.
    bookings: Vec<Booking>,
    /// The number of bookings in this response.
    count: usize,
    /// The number of bookings on all pages.
    total: u64,
    /// The position of the next page; null on the last page.
    next_cursor: Option<SearchCursor>,
}

impl Action for FindBookings {
    const SUMMARY: &'static str = "Search bookings, recently changed first.";
    type Request = Request;
    type Response = Response;

    async fn apply(context: &Context, request: Request) -> Result<Response, ApiError> {
        let (service, query) = (context.service.clone(), request.query()?);
        let page = read_blocking(move || Ok(service.find_bookings(&query)?)).await?;
        Ok(Response { count: page.bookings.len(), bookings: page.bookings, total: page.total, next_cursor: page.next })
    }
}
