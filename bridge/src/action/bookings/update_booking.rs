use booking_core::booking::BookingChange;
use booking_core::status::Status;
use booking_core::text::{BookingReference, ErrorMessage};

use super::shared::OneBooking;
use crate::action::at_least_one::{AtLeastOne, nothing_to_change};
use crate::action::prelude::*;

const CHANGES: [&str; 3] = ["status", "booking_reference", "error_message"];

pub(crate) struct UpdateBooking;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = AtLeastOne(&CHANGES))]
pub(crate) struct Request {
    /// Which booking.
    booking_id: BookingId,
    /// The new status.
    status: Option<Status>,
    /// The facility's confirmation number.
    booking_reference: Option<BookingReference>,
    /// Why an attempt failed.
    error_message: Option<ErrorMessage>,
}

impl Action for UpdateBooking {
    const SUMMARY: &'static str = "Change the status, reference or error message of a booking.";
    type Request = Request;
    type Response = OneBooking;

    async fn apply(context: &Context, request: Request) -> Result<OneBooking, ApiError> {
        let change = BookingChange::new(request.status, request.booking_reference, request.error_message)
            .ok_or_else(|| nothing_to_change(&CHANGES))?;
        Ok(OneBooking { booking: context.service.update_booking(request.booking_id, change).await? })
    }
}
