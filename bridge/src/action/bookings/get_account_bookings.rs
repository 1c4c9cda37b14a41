use booking_core::query::BookingQuery;

use super::shared::ListArguments;
use crate::action::prelude::*;
use crate::http::booking_list::{BookingList, ReadBatch};

pub(crate) struct GetAccountBookings;

impl Action for GetAccountBookings {
    const SUMMARY: &'static str = "List the bookings of one account.";
    type Request = ListArguments<AccountId>;
    type Response = BookingList;

    async fn apply(context: &Context, request: Self::Request) -> Result<BookingList, ApiError> {
        let query = request.query()?;
        let account = request.account_id;
        let read: Box<ReadBatch> = Box::new(move |service, after, limit, each| {
            service.get_account_bookings(account, &BookingQuery { after, ..query.clone() }, limit, each)
        });
        BookingList::read(&context.service, request.page(), true, read).await
    }
}
