use std::borrow::Cow;

use booking_core::automation::Explanation;
use schemars::{Schema, SchemaGenerator, json_schema};

use crate::action::bookings::create_booking;
use crate::action::bookings::shared::ByBooking;
use crate::action::prelude::*;
use crate::http::arguments::{Arguments, FromArguments};

pub(crate) struct ExplainBooking;

/// Names a booking, or describes new ones.
pub(crate) enum Request {
    Stored(ByBooking),
    New(create_booking::Request),
}

impl FromArguments for Request {
    fn from_arguments(arguments: &Arguments) -> Result<Self, ApiError> {
        if arguments.has("booking_id") {
            return ByBooking::from_arguments(arguments).map(Self::Stored);
        }
        if arguments.has("account_id") {
            return create_booking::Request::from_arguments(arguments).map(Self::New);
        }
        Err(ApiError::field("booking_id", "Give booking_id, or the arguments of create_booking."))
    }
}

impl JsonSchema for Request {
    fn schema_name() -> Cow<'static, str> {
        "ExplainBookingArguments".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [ByBooking::json_schema(generator), create_booking::Request::json_schema(generator)]
        })
    }
}

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// The state of the booking, or of the first one that these arguments would create.
    explanation: Explanation,
}

impl Action for ExplainBooking {
    const SUMMARY: &'static str = "Explain what happens to a booking next and why.";
    type Request = Request;
    type Response = Response;

    async fn apply(context: &Context, request: Request) -> Result<Response, ApiError> {
        let explanation = match request {
            Request::Stored(ByBooking { booking_id }) => context.service.explain_booking(booking_id)?,
            Request::New(new) => context.service.explain_new(&new.into_new_bookings()?)?,
        };
        Ok(Response { explanation })
    }
}
