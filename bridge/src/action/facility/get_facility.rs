use booking_core::clock::Timestamp;
use booking_core::facility::Facility;
use booking_core::slot::BookingDate;

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
            facility: context.service.profile().map(Facility::from).unwrap_or_default(),
        };
        Ok(Response { facility })
    }
}
