use booking_core::attempt::Attempt;
use booking_core::gateway::Outcome;
use booking_core::plan::PlanId;
use booking_core::query::{AttemptCursor, AttemptPage, AttemptQuery, PageLimit};

use crate::action::prelude::*;

/// The default of `limit`.
const LIMIT: i64 = 100;

pub(crate) struct GetAttempts;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Only of this booking.
    booking_id: Option<BookingId>,
    /// Only of this account.
    account_id: Option<AccountId>,
    /// Only of this plan's bookings.
    plan_id: Option<PlanId>,
    /// Only with this outcome.
    outcome: Option<Outcome>,
    /// The page size; 100 if absent.
    #[schemars(extend("default" = LIMIT))]
    limit: Option<PageLimit>,
    /// The `next_cursor` of the previous page.
    cursor: Option<AttemptCursor>,
}

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// Newest first.
    attempts: Vec<Attempt>,
    /// The position of the next page; null on the last one.
    next_cursor: Option<AttemptCursor>,
}

impl Action for GetAttempts {
    const SUMMARY: &'static str = "List attempts, newest first.";
    type Request = Request;
    type Response = Response;

    async fn apply(context: &Context, request: Request) -> Result<Response, ApiError> {
        let Request { booking_id, account_id, plan_id, outcome, limit, cursor } = request;
        let limit = limit.map_or_else(|| PageLimit::try_from(LIMIT), Ok);
        let limit = limit.map_err(|error| ApiError::internal(error.to_string()))?;
        let query = AttemptQuery { booking_id, account_id, plan_id, outcome, after: cursor, limit };
        let AttemptPage { attempts, next } = context.service.get_attempts(&query)?;
        Ok(Response { attempts, next_cursor: next })
    }
}
