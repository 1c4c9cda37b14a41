use std::sync::Arc;

use booking_core::booking::Booking;
use booking_core::ids::AccountId;
use booking_core::query::{Cursor, PageLimit, UpcomingQuery};
use booking_core::{BookingService, Error};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::action::Action;
use crate::http::booking_list::{BookingList, Source};
use crate::http::error::ApiError;

pub(crate) struct GetUpcomingBookings;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Only this account's.
    account_id: Option<AccountId>,
    /// The most bookings to answer; all of them without it.
    limit: Option<PageLimit>,
    /// The `next_cursor` of the page before.
    cursor: Option<Cursor>,
}

struct Upcoming(Option<AccountId>);

impl Source for Upcoming {
    fn read(
        &self,
        service: &BookingService,
        after: Option<Cursor>,
        limit: usize,
        each: &mut dyn FnMut(&Booking<&str>),
    ) -> Result<Option<Cursor>, Error> {
        service.get_upcoming_bookings(&UpcomingQuery { account_id: self.0, after }, limit, each)
    }

    fn is_indexed(&self) -> bool {
        true
    }
}

impl Action for GetUpcomingBookings {
    const SUMMARY: &'static str = "List pending and confirmed bookings whose slot has not begun yet, soonest first.";
    const EXAMPLE: &'static str = include_str!("../../../contract/get_upcoming_bookings.json");
    type Request = Request;
    type Response = BookingList;

    async fn apply(service: &Arc<BookingService>, request: Request) -> Result<BookingList, ApiError> {
        BookingList::read(service, Upcoming(request.account_id), request.cursor, request.limit).await
    }
}
