use actix_web::http::StatusCode;
use booking_core::account::NewAccount;
use booking_core::email::EmailAddress;
use booking_core::password::Password;
use booking_core::text::NetId;

use super::shared::OneAccount;
use crate::action::prelude::*;

/// The default of `is_active`.
const ACTIVE: bool = true;

pub(crate) struct AddAccount;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The facility's name for the account.
    netid: NetId,
    /// The password at the facility; no response contains it.
    password: Option<Password>,
    /// Whether bookings may be made for it; true if absent.
    #[schemars(extend("default" = ACTIVE))]
    is_active: Option<bool>,
    /// The address that its notices go to; none if absent.
    notify_email: Option<EmailAddress>,
}

impl Action for AddAccount {
    const SUMMARY: &'static str = "Add an account; a deleted one with the same netid comes back with its id.";
    const STATUS: StatusCode = StatusCode::CREATED;
    type Request = Request;
    type Response = OneAccount;

    async fn apply(context: &Context, request: Request) -> Result<OneAccount, ApiError> {
        let new = NewAccount {
            netid: request.netid,
            password: request.password,
            is_active: request.is_active.unwrap_or(ACTIVE),
            notify_email: request.notify_email,
        };
        Ok(OneAccount { account: context.service.add_account(new).await? })
    }
}
