use booking_core::gateway::PastedText;

use super::shared::OneAccount;
use crate::action::prelude::*;

pub(crate) struct SetAccountToken;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Which account.
    account_id: AccountId,
    /// The token, or the whole JSON that the facility's page keeps as `delcom_auth`; absent to remove the token. No response
    /// contains it.
    token: Option<PastedText>,
}

impl Action for SetAccountToken {
    const SUMMARY: &'static str = "Set or remove the facility's token of an account.";
    type Request = Request;
    type Response = OneAccount;

    async fn apply(context: &Context, request: Request) -> Result<OneAccount, ApiError> {
        let token = request.token.map(|text| text.parse(context.service.now())).transpose();
        let token = token.map_err(|error| ApiError::field("token", format!("token: {error}")))?;
        Ok(OneAccount { account: context.service.set_account_token(request.account_id, token).await? })
    }
}
