use booking_core::slot::{BookingDate, Location};

use super::shared::{OptionalTime, Slots};
use crate::action::prelude::*;

pub(crate) struct GetCachedAvailability;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Where.
    location: Location,
    /// On which day.
    date: BookingDate,
    /// Only slots from this time on.
    time_window_start: Option<OptionalTime>,
    /// Only slots up to this time.
    time_window_end: Option<OptionalTime>,
    /// Whether to ask the facility again although it was asked in the last 30 seconds; false if absent.
    #[schemars(extend("default" = false))]
    force_refresh: Option<bool>,
}

impl Action for GetCachedAvailability {
    const SUMMARY: &'static str = "List the facility's slots of a day at a location, within a window of time.";
    type Request = Request;
    type Response = Slots;

    async fn apply(context: &Context, request: Request) -> Result<Slots, ApiError> {
        let refresh = request.force_refresh.unwrap_or(false);
        let mut slots = Slots::from(context.availability.day(request.location, request.date, refresh).await?);
        let start = request.time_window_start.and_then(|time| time.0);
        let end = request.time_window_end.and_then(|time| time.0);
        slots
            .slots
            .retain(|slot| start.is_none_or(|start| slot.time >= start) && end.is_none_or(|end| slot.time <= end));
        Ok(slots)
    }
}
