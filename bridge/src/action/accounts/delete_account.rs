use std::sync::Arc;

use booking_core::BookingService;
use booking_core::ids::AccountId;
use booking_core::service::Deletion;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::action::Action;
use crate::http::error::ApiError;

pub(crate) struct DeleteAccount;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Which account.
    account_id: AccountId,
}

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// The outcome in a sentence.
    message: &'static str,
}

impl Action for DeleteAccount {
    const SUMMARY: &'static str = "Take an account out of every list; the bookings it has made stay readable.";
    const EXAMPLE: &'static str = include_str!("../../../contract/delete_account.json");
    type Request = Request;
    type Response = Response;

    async fn apply(service: &Arc<BookingService>, request: Request) -> Result<Response, ApiError> {
        let message = match service.delete_account(request.account_id).await? {
            Deletion::Removed => "Account deleted.",
            Deletion::Archived => "Account deleted. Its bookings stay in the history.",
        };
        Ok(Response { message })
    }
}
