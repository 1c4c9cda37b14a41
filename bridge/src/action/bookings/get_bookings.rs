use std::sync::Arc;

use booking_core::booking::Booking;
use booking_core::ids::AccountId;
use booking_core::query::{BookingQuery, Cursor};
use booking_core::{BookingService, Error};

use super::shared::ListArguments;
use crate::action::Action;
use crate::http::booking_list::{BookingList, Source};
use crate::http::error::ApiError;

pub(crate) struct GetBookings;

struct Bookings(BookingQuery);

impl Source for Bookings {
    fn read(
        &self,
        service: &BookingService,
        after: Option<Cursor>,
        limit: usize,
        each: &mut dyn FnMut(&Booking<&str>),
    ) -> Result<Option<Cursor>, Error> {
        service.get_bookings(&BookingQuery { after, ..self.0.clone() }, limit, each)
    }

    fn is_indexed(&self) -> bool {
        let filter = &self.0.filter;
        let one_key = filter.account_id.is_some() || filter.date.is_some();
        one_key || filter.location.is_none()
    }
}

impl Action for GetBookings {
    const SUMMARY: &'static str = "List bookings.";
    const EXAMPLE: &'static str = include_str!("../../../contract/get_bookings.json");
    type Request = ListArguments<Option<AccountId>>;
    type Response = BookingList;

    async fn apply(service: &Arc<BookingService>, request: Self::Request) -> Result<BookingList, ApiError> {
        let mut query = request.query()?;
        query.filter.account_id = request.account_id;
        BookingList::read(service, Bookings(query), request.cursor, request.limit).await
    }
}
