use super::shared::{ByBooking, OneBooking};
use crate::action::prelude::*;

pub(crate) struct GetBooking;

impl Action for GetBooking {
    const SUMMARY: &'static str = "Get one booking.";
    type Request = ByBooking;
    type Response = OneBooking;

    async fn apply(service: &Arc<BookingService>, request: ByBooking) -> Result<OneBooking, ApiError> {
        Ok(OneBooking { booking: service.get_booking(request.booking_id)? })
    }
}
