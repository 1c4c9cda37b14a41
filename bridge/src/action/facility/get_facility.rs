use std::sync::Arc;

use booking_core::BookingService;
use booking_core::clock::Timestamp;
use booking_core::slot::BookingDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::action::Action;
use crate::http::error::ApiError;

pub(crate) struct GetFacility;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {}

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// What holds for every booking.
    facility: Facility,
}

/// What holds for every booking.
#[derive(Serialize, JsonSchema)]
struct Facility {
    /// The IANA name of the zone in which dates and times are meant.
    time_zone: &'static str,
    /// This moment.
    now: Timestamp,
    /// The date there at this moment.
    today: BookingDate,
}

impl Action for GetFacility {
    const SUMMARY: &'static str = "Tell the facility's time zone, date and time.";
    const EXAMPLE: &'static str = include_str!("../../../contract/get_facility.json");
    type Request = Request;
    type Response = Response;

    async fn apply(service: &Arc<BookingService>, _: Request) -> Result<Response, ApiError> {
        let facility = Facility { time_zone: service.time_zone().name(), now: service.now(), today: service.today()? };
        Ok(Response { facility })
    }
}
