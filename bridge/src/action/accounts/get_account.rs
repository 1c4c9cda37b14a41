use super::shared::{ByAccount, OneAccount};
use crate::action::prelude::*;

pub(crate) struct GetAccount;

impl Action for GetAccount {
    const SUMMARY: &'static str = "Get one account.";
    type Request = ByAccount;
    type Response = OneAccount;

    async fn apply(service: &Arc<BookingService>, request: ByAccount) -> Result<OneAccount, ApiError> {
        Ok(OneAccount { account: service.get_account(request.account_id)? })
    }
}
