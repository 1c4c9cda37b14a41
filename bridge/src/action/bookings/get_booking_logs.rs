use booking_core::audit::BookingLog;

use super::shared::ByBooking;
use crate::action::prelude::*;

pub(crate) struct GetBookingLogs;

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// Every change, oldest first.
    logs: Vec<BookingLog>,
}

impl Action for GetBookingLogs {
    const SUMMARY: &'static str = "List the audit trail of a booking, oldest entry first.";
    type Request = ByBooking;
    type Response = Response;

    async fn apply(context: &Context, request: ByBooking) -> Result<Response, ApiError> {
        Ok(Response { logs: context.service.get_booking_logs(request.booking_id)? })
    }
}
