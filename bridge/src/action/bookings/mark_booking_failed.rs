use booking_core::text::ErrorMessage;

use super::shared::OneBooking;
use crate::action::prelude::*;

pub(crate) struct MarkBookingFailed;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Which booking.
    booking_id: BookingId,
    /// Why it failed.
    error_message: ErrorMessage,
}

impl Action for MarkBookingFailed {
    const SUMMARY: &'static str = "Record that an attempt failed.";
    type Request = Request;
    type Response = OneBooking;

    async fn apply(context: &Context, request: Request) -> Result<OneBooking, ApiError> {
        let booking = context.service.mark_booking_failed(request.booking_id, request.error_message).await?;
        Ok(OneBooking { booking })
    }
}
