use booking_core::slot::{BookingDate, Location, Place, SubLocation};

use super::shared::Slots;
use crate::action::prelude::*;
use crate::action::whole_place::whole_place;

pub(crate) struct GetSlots;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = whole_place)]
pub(crate) struct Request {
    /// Where.
    location: Location,
    /// On which day.
    date: BookingDate,
    /// Only this half.
    sub_location: Option<SubLocation>,
    /// Whether to ask the facility again although it was asked in the last 30 seconds; false if absent.
    #[schemars(extend("default" = false))]
    refresh: Option<bool>,
}

impl Action for GetSlots {
    const SUMMARY: &'static str = "List the facility's slots of a day at a location.";
    type Request = Request;
    type Response = Slots;

    async fn apply(context: &Context, request: Request) -> Result<Slots, ApiError> {
        let half = Place::new(request.location, request.sub_location)?.sub_location();
        let refresh = request.refresh.unwrap_or(false);
        let mut slots = Slots::from(context.availability.day(request.location, request.date, refresh).await?);
        slots.slots.retain(|slot| half.is_none() || slot.sub_location == half);
        Ok(slots)
    }
}
