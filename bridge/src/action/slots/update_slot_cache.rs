use booking_core::slot::{BookingDate, Location};

use super::shared::{Unused, counts};
use crate::action::prelude::*;

pub(crate) struct UpdateSlotCache;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the older front end sends credentials that slots do not need")]
pub(crate) struct Request {
    /// Where.
    location: Location,
    /// On which day.
    date: BookingDate,
    netid: Option<Unused>,
    password: Option<Unused>,
}

/// The slots that the facility listed.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// All slots.
    slots_count: usize,
    /// The slots that are open.
    available_count: usize,
}

impl Action for UpdateSlotCache {
    const SUMMARY: &'static str = "Ask the facility for the slots of a day at a location.";
    type Request = Request;
    type Response = Response;

    async fn apply(context: &Context, request: Request) -> Result<Response, ApiError> {
        let day = context.availability.day(request.location, request.date, true).await?;
        let (slots_count, available_count) = counts(&day.slots);
        Ok(Response { slots_count, available_count })
    }
}
