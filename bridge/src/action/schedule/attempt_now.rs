use crate::action::bookings::shared::{ByBooking, OneBooking};
use crate::action::prelude::*;

pub(crate) struct AttemptNow;

impl Action for AttemptNow {
    const SUMMARY: &'static str = "Attempt a pending booking at once, whatever the clock says.";
    type Request = ByBooking;
    type Response = OneBooking;

    async fn apply(service: &Arc<BookingService>, request: ByBooking) -> Result<OneBooking, ApiError> {
        Ok(OneBooking { booking: service.attempt_now(request.booking_id).await? })
    }
}
