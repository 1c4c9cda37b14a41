use std::sync::Arc;

use booking_core::BookingService;
use booking_core::account::Account;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Action;
use crate::arguments::Flag;
use crate::error::ApiError;

pub(super) struct GetAccounts;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Request {
    /// Only those that are switched on, or off.
    is_active: Option<Flag>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Response {
    /// By netid.
    accounts: Vec<Account>,
    /// How many there are.
    count: usize,
}

impl Action for GetAccounts {
    const SUMMARY: &'static str = "List accounts by netid.";
    const EXAMPLE: &'static str = include_str!("../../contract/get_accounts.json");
    type Request = Request;
    type Response = Response;

    async fn apply(service: &Arc<BookingService>, request: Request) -> Result<Response, ApiError> {
        let accounts = service.get_accounts(request.is_active.map(Flag::into))?;
        Ok(Response { count: accounts.len(), accounts })
    }
}
