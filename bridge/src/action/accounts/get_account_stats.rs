use booking_core::statistics::AccountStats;

use super::shared::ByAccount;
use crate::action::prelude::*;

pub(crate) struct GetAccountStats;

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// The counts.
    stats: AccountStats,
}

impl Action for GetAccountStats {
    const SUMMARY: &'static str = "Count the attempts of an account.";
    type Request = ByAccount;
    type Response = Response;

    async fn apply(context: &Context, request: ByAccount) -> Result<Response, ApiError> {
        Ok(Response { stats: context.service.get_account_stats(request.account_id)? })
    }
}
