use booking_core::account::AccountSummary;

use crate::action::prelude::*;
use crate::http::booking_list::read_blocking;

pub(crate) struct GetAccountSummaries;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {}

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// By netid, one for each account.
    summaries: Vec<AccountSummary>,
}

impl Action for GetAccountSummaries {
    const SUMMARY: &'static str = "Count the bookings of every account and find its next one.";
    type Request = Request;
    type Response = Response;

    async fn apply(context: &Context, _: Request) -> Result<Response, ApiError> {
        let service = context.service.clone();
        let summaries = read_blocking(move || Ok(service.get_account_summaries()?)).await?;
        Ok(Response { summaries })
    }
}
