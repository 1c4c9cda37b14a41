use std::sync::Arc;

use booking_core::booking::Booking;
use booking_core::ids::AccountId;
use booking_core::query::{BookingQuery, Cursor};
use booking_core::{BookingService, Error};

use super::shared::ListArguments;
use crate::action::Action;
use crate::http::booking_list::{BookingList, Source};
use crate::http::error::ApiError;

pub(crate) struct GetAccountBookings;

struct AccountBookings(AccountId, BookingQuery);

impl Source for AccountBookings {
    fn read(
        &self,
        service: &BookingService,
        after: Option<Cursor>,
        limit: usize,
        each: &mut dyn FnMut(&Booking<&str>),
    ) -> Result<Option<Cursor>, Error> {
        service.get_account_bookings(self.0, &BookingQuery { after, ..self.1.clone() }, limit, each)
    }

    fn is_indexed(&self) -> bool {
        true
    }
}

impl Action for GetAccountBookings {
    const SUMMARY: &'static str = "List the bookings of one account.";
    const EXAMPLE: &'static str = include_str!("../../../contract/get_account_bookings.json");
    type Request = ListArguments<AccountId>;
    type Response = BookingList;

    async fn apply(service: &Arc<BookingService>, request: Self::Request) -> Result<BookingList, ApiError> {
        let bookings = AccountBookings(request.account_id, request.query()?);
        BookingList::read(service, bookings, request.cursor, request.limit).await
    }
}
