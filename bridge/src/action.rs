//! The one switch: an action's name to its file.

mod add_account;
mod cancel_booking;
mod create_booking;
mod delete_account;
mod get_account;
mod get_account_bookings;
mod get_account_stats;
mod get_accounts;
mod get_booking;
mod get_booking_logs;
mod get_booking_statistics;
mod get_bookings;
mod get_facility;
mod get_upcoming_bookings;
mod mark_booking_confirmed;
mod mark_booking_failed;
mod shared;
mod update_account;
mod update_booking;

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use booking_core::BookingService;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::answer::Answer;
use crate::arguments::Arguments;
use crate::error::ApiError;
use crate::openapi::Describe;

/// An operation that callers can ask for.
pub trait Action {
    /// What it does, in a sentence.
    const SUMMARY: &'static str;
    /// The status of its success.
    const STATUS: StatusCode = StatusCode::OK;
    /// A request and its answer, which a test holds against the running bridge.
    const EXAMPLE: &'static str;
    /// Its arguments.
    type Request: DeserializeOwned + JsonSchema;
    /// The members of its answer beside `success`.
    type Response: Answer + JsonSchema;

    /// Carries it out.
    fn apply(
        service: &Arc<BookingService>,
        request: Self::Request,
    ) -> impl Future<Output = Result<Self::Response, ApiError>>;
}

async fn carry_out<A: Action>(arguments: &Arguments, service: &Arc<BookingService>) -> Result<HttpResponse, ApiError> {
    let request = arguments.parse::<A::Request>()?;
    A::apply(service, request).await?.into_response(A::STATUS)
}

macro_rules! actions {
    ($($variant:ident: $name:ident),+ $(,)?) => {
        /// The name of an action.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum ActionName {
            $(#[doc = concat!("`", stringify!($name), "`")] $variant),+
        }

        impl ActionName {
            /// Every one there is.
            pub const ALL: [Self; [$(stringify!($name)),+].len()] = [$(Self::$variant),+];

            /// The name as callers write it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => stringify!($name)),+ }
            }

            /// The action that callers mean by `name`.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                match name { $(stringify!($name) => Some(Self::$variant),)+ _ => None }
            }

            /// Adds the action to the OpenAPI document.
            pub fn describe(self, document: &mut Describe) {
                match self {
                    $(Self::$variant => document.add::<$name::$variant>(stringify!($name), stringify!($variant))),+
                }
            }
        }

        /// Carries out the action with these arguments.
        ///
        /// # Errors
        /// What is wrong with the arguments, or what the service says.
        pub async fn run(
            name: ActionName,
            arguments: &Arguments,
            service: &Arc<BookingService>,
        ) -> Result<HttpResponse, ApiError> {
            match name {
                $(ActionName::$variant => carry_out::<$name::$variant>(arguments, service).await),+
            }
        }
    };
}

actions! {
    CreateBooking: create_booking,
    GetBookings: get_bookings,
    GetBooking: get_booking,
    UpdateBooking: update_booking,
    CancelBooking: cancel_booking,
    MarkBookingConfirmed: mark_booking_confirmed,
    MarkBookingFailed: mark_booking_failed,
    GetAccountBookings: get_account_bookings,
    GetBookingLogs: get_booking_logs,
    GetUpcomingBookings: get_upcoming_bookings,
    GetBookingStatistics: get_booking_statistics,
    AddAccount: add_account,
    GetAccounts: get_accounts,
    GetAccount: get_account,
    UpdateAccount: update_account,
    DeleteAccount: delete_account,
    GetAccountStats: get_account_stats,
    GetFacility: get_facility,
}

/// The names of all actions, for a sentence.
#[must_use]
pub fn list() -> String {
    ActionName::ALL.map(ActionName::as_str).join(", ")
}
