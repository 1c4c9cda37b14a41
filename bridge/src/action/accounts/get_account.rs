use std::sync::Arc;

use booking_core::BookingService;
use booking_core::ids::AccountId;
use schemars::JsonSchema;
use serde::Deserialize;

use super::shared::OneAccount;
use crate::action::Action;
use crate::http::error::ApiError;

pub(crate) struct GetAccount;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Which account.
    account_id: AccountId,
}

impl Action for GetAccount {
    const SUMMARY: &'static str = "Get one account.";
    const EXAMPLE: &'static str = include_str!("../../../contract/get_account.json");
    type Request = Request;
    type Response = OneAccount;

    async fn apply(service: &Arc<BookingService>, request: Request) -> Result<OneAccount, ApiError> {
        Ok(OneAccount { account: service.get_account(request.account_id)? })
    }
}
