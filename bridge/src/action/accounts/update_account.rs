use booking_core::account::AccountChange;
use booking_core::email::NotifyEmail;
use booking_core::password::Password;

use super::shared::OneAccount;
use crate::action::at_least_one::{AtLeastOne, nothing_to_change};
use crate::action::prelude::*;

const CHANGES: [&str; 4] = ["password", "is_active", "may_automate", "notify_email"];

pub(crate) struct UpdateAccount;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = AtLeastOne(&CHANGES))]
pub(crate) struct Request {
    /// Which account.
    account_id: AccountId,
    /// The new password at the facility; no response contains it.
    password: Option<Password>,
    /// Whether bookings may be made for it.
    is_active: Option<bool>,
    /// Whether bookings may be made for it automatically.
    may_automate: Option<bool>,
    /// The address that its notices go to; an empty text removes it.
    notify_email: Option<NotifyEmail>,
}

impl Action for UpdateAccount {
    const SUMMARY: &'static str = "Change the password of an account, its switch, the consent to automatic booking or the address \
                                   for its notices.";
    type Request = Request;
    type Response = OneAccount;

    async fn apply(context: &Context, request: Request) -> Result<OneAccount, ApiError> {
        let change =
            AccountChange::new(request.password, request.is_active, request.may_automate, request.notify_email)
                .ok_or_else(|| nothing_to_change(&CHANGES))?;
        Ok(OneAccount { account: context.service.update_account(request.account_id, change).await? })
    }
}
