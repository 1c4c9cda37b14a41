use std::sync::Arc;

use booking_core::BookingService;
use booking_core::ids::AccountId;
use booking_core::statistics::AccountStats;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Action;
use crate::error::ApiError;

pub(super) struct GetAccountStats;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Request {
    /// Which account.
    account_id: AccountId,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Response {
    /// The counts.
    stats: AccountStats,
}

impl Action for GetAccountStats {
    const SUMMARY: &'static str = "Count the attempts of an account.";
    const EXAMPLE: &'static str = include_str!("../../contract/get_account_stats.json");
    type Request = Request;
    type Response = Response;

    async fn apply(service: &Arc<BookingService>, request: Request) -> Result<Response, ApiError> {
        Ok(Response { stats: service.get_account_stats(request.account_id)? })
    }
}
