use std::sync::Arc;

use actix_web::http::StatusCode;
use booking_core::BookingService;
use booking_core::account::NewAccount;
use booking_core::password::Password;
use booking_core::text::NetId;
use schemars::JsonSchema;
use serde::Deserialize;

use super::Action;
use super::shared::OneAccount;
use crate::arguments::flag;
use crate::error::ApiError;

pub(super) struct AddAccount;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Request {
    /// The name under which the person books.
    netid: NetId,
    /// The secret to book with; it never comes out again.
    password: Option<Password>,
    /// Whether bookings may be made for it; true if absent.
    #[serde(default, deserialize_with = "flag")]
    is_active: Option<bool>,
}

impl Action for AddAccount {
    const SUMMARY: &'static str = "Add an account; a deleted one with the same netid comes back with its id.";
    const STATUS: StatusCode = StatusCode::CREATED;
    const EXAMPLE: &'static str = include_str!("../../contract/add_account.json");
    type Request = Request;
    type Response = OneAccount;

    async fn apply(service: &Arc<BookingService>, request: Request) -> Result<OneAccount, ApiError> {
        let new = NewAccount {
            netid: request.netid,
            password: request.password,
            is_active: request.is_active.unwrap_or(true),
        };
        Ok(OneAccount { account: service.add_account(new).await? })
    }
}
