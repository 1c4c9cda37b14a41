use booking_core::account::Account;

use super::shared::ByAccount;
use crate::action::prelude::*;

pub(crate) struct CreateCalendarLink;

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// The account of the link.
    account: Account,
    /// The secret part of the link, which is `/api/calendar/<secret>.ics` at the web app. No other response contains it.
    secret: String,
}

impl Action for CreateCalendarLink {
    const SUMMARY: &'static str =
        "Make a link under which a calendar app reads an account's bookings; an earlier link ends.";
    type Request = ByAccount;
    type Response = Response;

    async fn apply(context: &Context, request: ByAccount) -> Result<Response, ApiError> {
        let (account, secret) = context.service.create_calendar_link(request.account_id).await?;
        Ok(Response { account, secret: secret.expose().to_string() })
    }
}
