use std::sync::Arc;

use booking_core::BookingService;
use booking_core::audit::BookingLog;
use booking_core::ids::BookingId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::action::Action;
use crate::http::error::ApiError;

pub(crate) struct GetBookingLogs;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Which booking.
    booking_id: BookingId,
}

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// Every change, oldest first.
    logs: Vec<BookingLog>,
}

impl Action for GetBookingLogs {
    const SUMMARY: &'static str = "List the audit trail of a booking, oldest entry first.";
    const EXAMPLE: &'static str = include_str!("../../../contract/get_booking_logs.json");
    type Request = Request;
    type Response = Response;

    async fn apply(service: &Arc<BookingService>, request: Request) -> Result<Response, ApiError> {
        Ok(Response { logs: service.get_booking_logs(request.booking_id)? })
    }
}
