use booking_core::query::BookingQuery;

use super::shared::ListArguments;
use crate::action::prelude::*;
use crate::http::booking_list::{BookingList, ReadBatch};

pub(crate) struct GetBookings;

impl Action for GetBookings {
    const SUMMARY: &'static str = "List bookings.";
    type Request = ListArguments<Option<AccountId>>;
    type Response = BookingList;

    async fn apply(context: &Context, request: Self::Request) -> Result<BookingList, ApiError> {
        let mut query = request.query()?;
        query.filter.account_id = request.account_id;
        // No index leads to one location's bookings of all accounts and days: such a read may scan the whole table.
        let filter = &query.filter;
        let is_indexed = filter.location.is_none() || filter.account_id.is_some() || filter.date.is_some();
        let read: Box<ReadBatch> = Box::new(move |service, after, limit, each| {
            service.get_bookings(&BookingQuery { after, ..query.clone() }, limit, each)
        });
        BookingList::read(&context.service, request.page(), is_indexed, read).await
    }
}
