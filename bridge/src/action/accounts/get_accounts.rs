use std::sync::Arc;

use booking_core::BookingService;
use booking_core::account::Account;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::action::Action;
use crate::http::arguments::StrictBool;
use crate::http::error::ApiError;

pub(crate) struct GetAccounts;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Only those that are switched on, or off.
    is_active: Option<StrictBool>,
}

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// By netid.
    accounts: Vec<Account>,
    /// How many there are.
    count: usize,
}

impl Action for GetAccounts {
    const SUMMARY: &'static str = "List accounts by netid.";
    const EXAMPLE: &'static str = include_str!("../../../contract/get_accounts.json");
    type Request = Request;
    type Response = Response;

    async fn apply(service: &Arc<BookingService>, request: Request) -> Result<Response, ApiError> {
        let accounts = service.get_accounts(request.is_active.map(StrictBool::into))?;
        Ok(Response { count: accounts.len(), accounts })
    }
}
