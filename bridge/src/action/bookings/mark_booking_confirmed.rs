use booking_core::text::BookingReference;

use super::shared::OneBooking;
use crate::action::prelude::*;

pub(crate) struct MarkBookingConfirmed;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Which booking.
    booking_id: BookingId,
    /// The facility's confirmation number.
    booking_reference: BookingReference,
}

impl Action for MarkBookingConfirmed {
    const SUMMARY: &'static str = "Record that the facility confirmed a booking; an earlier error is cleared.";
    type Request = Request;
    type Response = OneBooking;

    async fn apply(context: &Context, request: Request) -> Result<OneBooking, ApiError> {
        let booking = context.service.mark_booking_confirmed(request.booking_id, request.booking_reference).await?;
        Ok(OneBooking { booking })
    }
}
