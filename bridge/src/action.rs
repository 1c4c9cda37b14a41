//! The registry of actions, in one macro call, and one file an action.

mod accounts;
mod at_least_one;
mod bookings;
mod contract;
mod facility;

use std::sync::Arc;

use actix_web::HttpResponse;
use booking_core::BookingService;
use schemars::SchemaGenerator;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::http::arguments::Arguments;
use crate::http::error::ApiError;
pub use contract::{Action, Description};

macro_rules! actions {
    ($($subject:ident::$action:ident),+ $(,)?) => {
        /// The name of an action, `snake_case` on the wire.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
        #[strum(serialize_all = "snake_case")]
        #[expect(missing_docs, reason = "each action documents itself")]
        pub enum ActionName { $($action),+ }

        impl ActionName {
            /// The name of the action's type, as in `GetBooking`.
            #[must_use]
            pub const fn type_name(self) -> &'static str {
                match self { $(Self::$action => stringify!($action)),+ }
            }

            /// Describes the action for the OpenAPI document.
            #[must_use]
            pub fn describe(self, requests: &mut SchemaGenerator, responses: &mut SchemaGenerator) -> Description {
                match self { $(Self::$action => Description::of::<$subject::$action>(requests, responses)),+ }
            }
        }

        /// Carries out the action with these arguments.
        ///
        /// # Errors
        /// `invalid_field` for wrong arguments, or the service's error.
        pub async fn run(
            name: ActionName,
            arguments: &Arguments,
            service: &Arc<BookingService>,
        ) -> Result<HttpResponse, ApiError> {
            match name {
                $(ActionName::$action => contract::carry_out::<$subject::$action>(arguments, service).await),+
            }
        }
    };
}

actions! {
    bookings::CreateBooking,
    bookings::GetBookings,
    bookings::GetBooking,
    bookings::UpdateBooking,
    bookings::CancelBooking,
    bookings::MarkBookingConfirmed,
    bookings::MarkBookingFailed,
    bookings::GetAccountBookings,
    bookings::GetBookingLogs,
    bookings::GetUpcomingBookings,
    bookings::GetBookingStatistics,
    accounts::AddAccount,
    accounts::GetAccounts,
    accounts::GetAccount,
    accounts::UpdateAccount,
    accounts::DeleteAccount,
    accounts::GetAccountStats,
    facility::GetFacility,
}

impl ActionName {
    /// The name as callers write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Whether the action changes nothing, which its name says.
    #[must_use]
    pub fn is_read(self) -> bool {
        self.as_str().starts_with("get_")
    }

    /// All names, comma separated, for an error message.
    #[must_use]
    pub fn list() -> String {
        Self::VARIANTS.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ")
    }
}
