use booking_core::service::Deletion;

use super::shared::ByAccount;
use crate::action::prelude::*;

pub(crate) struct DeleteAccount;

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// The outcome in a sentence.
    message: &'static str,
}

impl Action for DeleteAccount {
    const SUMMARY: &'static str = "Delete an account; its bookings stay readable.";
    type Request = ByAccount;
    type Response = Response;

    async fn apply(context: &Context, request: ByAccount) -> Result<Response, ApiError> {
        let message = match context.service.delete_account(request.account_id).await? {
            Deletion::Removed => "Account deleted.",
            Deletion::Archived => "Account deleted. Its bookings stay in the history.",
        };
        Ok(Response { message })
    }
}
