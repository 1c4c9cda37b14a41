use booking_core::audit::AccountLog;

use super::shared::ByAccount;
use crate::action::prelude::*;

pub(crate) struct GetAccountLogs;

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// Every change, oldest first.
    logs: Vec<AccountLog>,
}

impl Action for GetAccountLogs {
    const SUMMARY: &'static str = "List the audit trail of an account, oldest entry first.";
    type Request = ByAccount;
    type Response = Response;

    async fn apply(context: &Context, request: ByAccount) -> Result<Response, ApiError> {
        Ok(Response { logs: context.service.get_account_logs(request.account_id)? })
    }
}
