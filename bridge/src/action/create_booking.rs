use std::sync::Arc;

use actix_web::http::StatusCode;
use booking_core::BookingService;
use booking_core::booking::{Booking, NewBookings, RetryInterval};
use booking_core::ids::AccountId;
use booking_core::slot::{BookingDate, Location, Place, SubLocation, TimeSlot, TimeSlots};
use booking_core::text::IdempotencyKey;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Action;
use crate::arguments::flag;
use crate::error::ApiError;

pub(super) struct CreateBooking;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Request {
    /// For whom.
    account_id: AccountId,
    /// On which day.
    booking_date: BookingDate,
    /// At which times, each named once.
    #[schemars(length(min = 1, max = TimeSlots::MAX))]
    time_slots: Vec<TimeSlot>,
    /// Where.
    location: Location,
    /// Which half, for X1 and X3.
    sub_location: Option<SubLocation>,
    /// Seconds between two attempts; 60 if absent.
    retry_interval: Option<RetryInterval>,
    /// Whether to try again by itself; false if absent.
    #[serde(default, deserialize_with = "flag")]
    auto_retry: Option<bool>,
    /// The caller's name for this attempt: a repeated request books once.
    idempotency_key: Option<IdempotencyKey>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Response {
    /// The outcome in a sentence.
    message: String,
    /// One for each slot, in the order of the request.
    bookings: Vec<Booking>,
}

impl Action for CreateBooking {
    const SUMMARY: &'static str = "Make one pending booking for each slot: all of them or none.";
    const STATUS: StatusCode = StatusCode::CREATED;
    const EXAMPLE: &'static str = include_str!("../../contract/create_booking.json");
    type Request = Request;
    type Response = Response;

    async fn apply(service: &Arc<BookingService>, request: Request) -> Result<Response, ApiError> {
        let new = NewBookings {
            account_id: request.account_id,
            booking_date: request.booking_date,
            time_slots: TimeSlots::new(request.time_slots)?,
            place: Place::new(request.location, request.sub_location)?,
            retry_interval: request.retry_interval.unwrap_or_default(),
            auto_retry: request.auto_retry.unwrap_or(false),
            idempotency_key: request.idempotency_key,
        };
        let bookings = service.create_booking(new).await?;
        let message = format!("Booking created! {} slot(s) added to queue.", bookings.len());
        Ok(Response { message, bookings })
    }
}
