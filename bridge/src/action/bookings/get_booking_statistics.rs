use booking_core::query::DateRange;
use booking_core::slot::BookingDate;
use booking_core::statistics::{BookingStatistics, GroupBy, StatisticsQuery};

use crate::action::prelude::*;

pub(crate) struct GetBookingStatistics;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Only this account's.
    account_id: Option<AccountId>,
    /// From this day on.
    date_from: Option<BookingDate>,
    /// Up to this day, which is included.
    date_to: Option<BookingDate>,
    /// The breakdowns to include; duplicates are ignored.
    group_by: Option<Vec<GroupBy>>,
}

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// The counts.
    statistics: BookingStatistics,
}

impl Action for GetBookingStatistics {
    const SUMMARY: &'static str = "Count bookings, with breakdowns for charts on request.";
    type Request = Request;
    type Response = Response;

    async fn apply(context: &Context, request: Request) -> Result<Response, ApiError> {
        let query = StatisticsQuery {
            account_id: request.account_id,
            dates: DateRange::new(request.date_from, request.date_to)?,
            group_by: request.group_by.unwrap_or_default(),
        };
        Ok(Response { statistics: context.service.get_booking_statistics(&query)? })
    }
}
