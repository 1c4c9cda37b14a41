use super::shared::{ByAccount, OneAccount};
use crate::action::prelude::*;

pub(crate) struct GetAccount;

impl Action for GetAccount {
    const SUMMARY: &'static str = "Get one account.";
    type Request = ByAccount;
    type Response = OneAccount;

    async fn apply(context: &Context, request: ByAccount) -> Result<OneAccount, ApiError> {
        Ok(OneAccount { account: context.service.get_account(request.account_id)? })
    }
}
