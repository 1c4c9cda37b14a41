use std::sync::Arc;

use booking_core::BookingService;
use booking_core::ids::AccountId;
use booking_core::query::BookingQuery;

use super::shared::ListArguments;
use crate::action::Action;
use crate::http::booking_list::BookingList;
use crate::http::error::ApiError;

pub(crate) struct GetAccountBookings;

impl Action for GetAccountBookings {
    const SUMMARY: &'static str = "List the bookings of one account.";
    const EXAMPLE: &'static str = include_str!("../../../contract/get_account_bookings.json");
    type Request = ListArguments<AccountId>;
    type Response = BookingList;

    async fn apply(service: &Arc<BookingService>, request: Self::Request) -> Result<BookingList, ApiError> {
        let query = request.query()?;
        let account = request.account_id;
        BookingList::read(service, request.page(), true, move |service, after, limit, each| {
            service.get_account_bookings(account, &BookingQuery { after, ..query.clone() }, limit, each)
        })
        .await
    }
}
