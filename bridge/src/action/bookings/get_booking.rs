use super::shared::{ByBooking, OneBooking};
use crate::action::prelude::*;

pub(crate) struct GetBooking;

impl Action for GetBooking {
    const SUMMARY: &'static str = "Get one booking.";
    type Request = ByBooking;
    type Response = OneBooking;

    async fn apply(context: &Context, request: ByBooking) -> Result<OneBooking, ApiError> {
        Ok(OneBooking { booking: context.service.get_booking(request.booking_id)? })
    }
}
