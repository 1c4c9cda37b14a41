use booking_core::slot::{BookingDate, Location};

use super::shared::{Locations, Unused, counts, read_days};
use crate::action::prelude::*;

/// The most dates of a request.
const DATES: usize = 14;

pub(crate) struct RefreshMultiple;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the older front end sends credentials that slots do not need")]
pub(crate) struct Request {
    /// Where.
    locations: Locations,
    /// On which days, 1 to 14.
    #[schemars(length(min = 1, max = DATES))]
    dates: Vec<BookingDate>,
    netid: Option<Unused>,
    password: Option<Unused>,
}

/// The slots that the facility listed.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// One entry for each day and location.
    results: Vec<DayCounts>,
    /// All slots.
    total_slots: usize,
    /// The slots that are open.
    total_available: usize,
}

/// The slots of a day at a location.
#[derive(Serialize, JsonSchema)]
struct DayCounts {
    /// The location.
    location: Location,
    /// The date.
    date: BookingDate,
    /// All slots.
    slots_count: usize,
    /// The slots that are open.
    available_count: usize,
}

impl Action for RefreshMultiple {
    const SUMMARY: &'static str = "Ask the facility for the slots of several days and locations.";
    type Request = Request;
    type Response = Response;

    async fn apply(context: &Context, request: Request) -> Result<Response, ApiError> {
        let mut dates = request.dates;
        if !(1..=DATES).contains(&dates.len()) {
            return Err(ApiError::field("dates", format!("{} dates were given. Use 1 to {DATES}.", dates.len())));
        }
        dates.sort_unstable();
        dates.dedup();
        let days = read_days(context, &request.locations.0, &dates, true).await?;
        let counted = days.into_iter().map(|(location, date, day)| {
            let (slots_count, available_count) = counts(&day.slots);
            DayCounts { location, date, slots_count, available_count }
        });
        let results: Vec<DayCounts> = counted.collect();
        Ok(Response {
            total_slots: results.iter().map(|day| day.slots_count).sum(),
            total_available: results.iter().map(|day| day.available_count).sum(),
            results,
        })
    }
}
