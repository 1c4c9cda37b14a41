use booking_core::account::{Account, DeletedAccount};

use crate::action::prelude::*;

pub(crate) struct GetAccounts;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Only accounts that are switched on, or off.
    is_active: Option<bool>,
    /// Whether to name the deleted accounts, whose bookings stay readable.
    with_deleted: Option<bool>,
}

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// By netid.
    accounts: Vec<Account>,
    /// The number of accounts.
    count: usize,
    /// The deleted accounts with bookings, by netid, if requested.
    #[serde(skip_serializing_if = "Option::is_none")]
    deleted: Option<Vec<DeletedAccount>>,
}

impl Action for GetAccounts {
    const SUMMARY: &'static str = "List accounts by netid.";
    type Request = Request;
    type Response = Response;

    async fn apply(context: &Context, request: Request) -> Result<Response, ApiError> {
        let accounts = context.service.get_accounts(request.is_active)?;
        let with_deleted = request.with_deleted == Some(true);
        let deleted = with_deleted.then(|| context.service.get_deleted_accounts()).transpose()?;
        Ok(Response { count: accounts.len(), accounts, deleted })
    }
}
