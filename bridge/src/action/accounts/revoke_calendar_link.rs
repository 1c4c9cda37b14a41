use super::shared::{ByAccount, OneAccount};
use crate::action::prelude::*;

pub(crate) struct RevokeCalendarLink;

impl Action for RevokeCalendarLink {
    const SUMMARY: &'static str = "End the calendar link of an account.";
    type Request = ByAccount;
    type Response = OneAccount;

    async fn apply(context: &Context, request: ByAccount) -> Result<OneAccount, ApiError> {
        Ok(OneAccount { account: context.service.revoke_calendar_link(request.account_id).await? })
    }
}
