use booking_core::slot::BookingDate;

use super::shared::{Locations, Slots, read_days};
use crate::action::prelude::*;

/// The most days that are watched.
const MOST_DAYS: u8 = 14;
/// The default of `date_range`.
const DAYS: u8 = 7;

pub(crate) struct GetMonitoringUpdates;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Where.
    locations: Locations,
    /// The number of days from today on, 1 to 14; 7 if absent.
    #[schemars(range(min = 1, max = MOST_DAYS), extend("default" = DAYS))]
    date_range: Option<u8>,
}

impl Action for GetMonitoringUpdates {
    const SUMMARY: &'static str = "List the facility's slots of the next days at some locations.";
    type Request = Request;
    type Response = Slots;

    async fn apply(context: &Context, request: Request) -> Result<Slots, ApiError> {
        let range = request.date_range.unwrap_or(DAYS);
        if !(1..=MOST_DAYS).contains(&range) {
            let message = format!("date_range {range} is out of range. Use 1 to {MOST_DAYS} days.");
            return Err(ApiError::field("date_range", message));
        }
        let first = context.service.today()?;
        let dates: Vec<BookingDate> = (0..range).filter_map(|days| first.plus_days(days.into())).collect();
        let days = read_days(context, &request.locations.0, &dates, false).await?;
        let checked_at = days.iter().filter_map(|(_, _, day)| day.checked_at).min();
        Ok(Slots { slots: days.into_iter().flat_map(|(_, _, day)| day.slots).collect(), checked_at })
    }
}
