use crate::action::bookings::shared::{ByBooking, OneBooking};
use crate::action::prelude::*;

pub(crate) struct AttemptNow;

impl Action for AttemptNow {
    const SUMMARY: &'static str = "Attempt a pending booking at once, whatever the clock says.";
    type Request = ByBooking;
    type Response = OneBooking;

    async fn apply(context: &Context, request: ByBooking) -> Result<OneBooking, ApiError> {
        Ok(OneBooking { booking: context.service.attempt_now(request.booking_id).await? })
    }
}
