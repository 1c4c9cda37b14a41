use actix_web::http::StatusCode;
use booking_core::booking::{Booking, NewBookings};
use booking_core::retry_policy::{RetryInterval, RetryPolicy};
use booking_core::slot::{BookingDate, Location, Place, SubLocation, TimeSlot, TimeSlots};
use booking_core::text::IdempotencyKey;

use crate::action::prelude::*;
use crate::action::whole_place::whole_place;

/// The default of `auto_retry`.
const AUTO_RETRY: bool = false;

pub(crate) struct CreateBooking;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = whole_place)]
pub(crate) struct Request {
    /// The account to book for.
    account_id: AccountId,
    /// The day.
    booking_date: BookingDate,
    /// The times, without duplicates.
    #[schemars(length(min = 1, max = TimeSlots::MAX), extend("uniqueItems" = true))]
    time_slots: Vec<TimeSlot>,
    /// The location.
    location: Location,
    /// The half of X1 or X3.
    sub_location: Option<SubLocation>,
    /// Seconds between two attempts; 60 if absent.
    #[schemars(extend("default" = RetryInterval::default()))]
    retry_interval: Option<RetryInterval>,
    /// Whether to keep trying until the slot becomes available; false if absent.
    #[schemars(extend("default" = AUTO_RETRY))]
    auto_retry: Option<bool>,
    /// A key of the caller's choice: a repeated request books once.
    idempotency_key: Option<IdempotencyKey>,
}

impl Request {
    /// The bookings that it asks for.
    ///
    /// # Errors
    /// `invalid_field` for a time slot that is named twice, or a sub-location that the location does not have.
    pub(crate) fn into_new_bookings(self) -> Result<NewBookings, ApiError> {
        Ok(NewBookings {
            account_id: self.account_id,
            booking_date: self.booking_date,
            time_slots: TimeSlots::new(self.time_slots)?,
            place: Place::new(self.location, self.sub_location)?,
            retry: RetryPolicy {
                interval: self.retry_interval.unwrap_or_default(),
                auto_retry: self.auto_retry.unwrap_or(AUTO_RETRY),
            },
            idempotency_key: self.idempotency_key,
        })
    }
}

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// The outcome in a sentence.
    message: String,
    /// One for each slot, in the order of the request.
    bookings: Vec<Booking>,
}

impl Action for CreateBooking {
    const SUMMARY: &'static str = "Make one pending booking for each slot: all of them or none.";
    const STATUS: StatusCode = StatusCode::CREATED;
    type Request = Request;
    type Response = Response;

    async fn apply(context: &Context, request: Request) -> Result<Response, ApiError> {
        let bookings = context.service.create_booking(request.into_new_bookings()?).await?;
        let message = format!("Booking created! {} slot(s) added to queue.", bookings.len());
        Ok(Response { message, bookings })
    }
}
