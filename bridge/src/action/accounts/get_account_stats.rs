use std::sync::Arc;

use booking_core::BookingService;
use booking_core::ids::AccountId;
use booking_core::statistics::AccountStats;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::action::Action;
use crate::http::error::ApiError;

pub(crate) struct GetAccountStats;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Which account.
    account_id: AccountId,
}

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// The counts.
    stats: AccountStats,
}

impl Action for GetAccountStats {
    const SUMMARY: &'static str = "Count the attempts of an account.";
    const EXAMPLE: &'static str = include_str!("../../../contract/get_account_stats.json");
    type Request = Request;
    type Response = Response;

    async fn apply(service: &Arc<BookingService>, request: Request) -> Result<Response, ApiError> {
        Ok(Response { stats: service.get_account_stats(request.account_id)? })
    }
}
