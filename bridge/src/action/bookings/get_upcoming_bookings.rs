use booking_core::query::{Cursor, PageLimit, UpcomingQuery};

use crate::action::prelude::*;
use crate::http::booking_list::{BookingList, ReadBatch};

pub(crate) struct GetUpcomingBookings;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Only this account's.
    account_id: Option<AccountId>,
    /// The page size; absent for the whole list.
    limit: Option<PageLimit>,
    /// The `next_cursor` of the previous page.
    cursor: Option<Cursor>,
}

impl Action for GetUpcomingBookings {
    const SUMMARY: &'static str = "List pending and confirmed bookings whose slot has not begun, soonest first.";
    type Request = Request;
    type Response = BookingList;

    async fn apply(context: &Context, request: Request) -> Result<BookingList, ApiError> {
        let account_id = request.account_id;
        let read: Box<ReadBatch> = Box::new(move |service, after, limit, each| {
            service.get_upcoming_bookings(&UpcomingQuery { account_id, after }, limit, each)
        });
        BookingList::read(&context.service, (request.cursor, request.limit), true, read).await
    }
}
