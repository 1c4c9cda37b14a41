use booking_core::booking::Booking;
use booking_core::text::CancelReason;

use crate::action::prelude::*;

pub(crate) struct CancelBooking;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Which booking.
    booking_id: BookingId,
    /// Why; it goes into the audit trail.
    reason: Option<CancelReason>,
}

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// The outcome in a sentence.
    message: String,
    /// The booking as it is now.
    booking: Booking,
}

impl Action for CancelBooking {
    const SUMMARY: &'static str = "Cancel a pending or confirmed booking.";
    type Request = Request;
    type Response = Response;

    async fn apply(context: &Context, request: Request) -> Result<Response, ApiError> {
        let booking = context.service.cancel_booking(request.booking_id, request.reason).await?;
        Ok(Response { message: format!("Booking {} cancelled.", booking.id), booking })
    }
}
