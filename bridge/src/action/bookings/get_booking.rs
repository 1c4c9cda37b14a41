use std::sync::Arc;

use booking_core::BookingService;
use booking_core::ids::BookingId;
use schemars::JsonSchema;
use serde::Deserialize;

use super::shared::OneBooking;
use crate::action::Action;
use crate::http::error::ApiError;

pub(crate) struct GetBooking;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Which booking.
    booking_id: BookingId,
}

impl Action for GetBooking {
    const SUMMARY: &'static str = "Get one booking.";
    const EXAMPLE: &'static str = include_str!("../../../contract/get_booking.json");
    type Request = Request;
    type Response = OneBooking;

    async fn apply(service: &Arc<BookingService>, request: Request) -> Result<OneBooking, ApiError> {
        Ok(OneBooking { booking: service.get_booking(request.booking_id)? })
    }
}
