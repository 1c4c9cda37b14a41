use booking_core::clock::Timestamp;
use booking_core::facility::Facility;
use booking_core::slot::{BookingDate, TimeSlot};

use crate::action::prelude::*;

pub(crate) struct GetFacility;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {}

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// The facts that hold for every booking.
    facility: FacilityNow,
}

/// The facts that hold for every booking, and the facility's time.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Facility")]
struct FacilityNow {
    /// The IANA name of the zone in which dates and times are meant.
    time_zone: &'static str,
    /// This moment.
    now: Timestamp,
    /// The date there at this moment.
    today: BookingDate,
    /// The highest local time that the clock has shown there today. Slots of today up to this time have begun.
    local_time: TimeSlot,
    /// The moment the next day begins there.
    next_day_at: Timestamp,
    #[serde(flatten)]
    facility: Facility,
}

impl Action for GetFacility {
    const SUMMARY: &'static str = "Tell the facility's time zone, date, time, hours, locations and connection.";
    type Request = Request;
    type Response = Response;

    async fn apply(context: &Context, _: Request) -> Result<Response, ApiError> {
        let facility = FacilityNow {
            time_zone: context.service.time_zone().name(),
            now: context.service.now(),
            today: context.service.today()?,
            local_time: context.service.local_time()?,
            next_day_at: context.service.next_day_at()?,
            facility: context.service.profile().map(Facility::from).unwrap_or_default(),
        };
        Ok(Response { facility })
    }
}
