use booking_core::account::Account;

use crate::action::prelude::*;

pub(crate) struct GetAccounts;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Only accounts that are switched on, or off.
    is_active: Option<bool>,
}

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// By netid.
    accounts: Vec<Account>,
    /// The number of accounts.
    count: usize,
}

impl Action for GetAccounts {
    const SUMMARY: &'static str = "List accounts by netid.";
    type Request = Request;
    type Response = Response;

    async fn apply(context: &Context, request: Request) -> Result<Response, ApiError> {
        let accounts = context.service.get_accounts(request.is_active)?;
        Ok(Response { count: accounts.len(), accounts })
    }
}
