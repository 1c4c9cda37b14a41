//! The registry of actions, in one macro call, and one file an action.

mod accounts;
mod at_least_one;
mod bookings;
mod contract;
mod facility;
mod notices;
mod plans;
mod prelude;
mod schedule;
mod slots;
mod whole_place;

use actix_web::HttpResponse;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::http::arguments::Arguments;
use crate::http::error::ApiError;
pub use contract::{Action, Context};

/// Receives the type of every action.
pub trait ActionVisitor {
    /// Receives an action and its golden file: a request and its response, which a test replays.
    fn visit<A: Action>(&mut self, name: ActionName, example: &'static str);
}

macro_rules! actions {
    ($($subject:ident::$module:ident::$action:ident),+ $(,)?) => {
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

            /// Shows every action to the visitor.
            pub fn visit_all(visitor: &mut impl ActionVisitor) {
                $(visitor.visit::<$subject::$module::$action>(
                    Self::$action,
                    include_str!(concat!("../contract/", stringify!($module), ".json")),
                );)+
            }
        }

        /// Carries out the action with these arguments.
        ///
        /// # Errors
        /// `invalid_field` for wrong arguments, or the service's error.
        pub async fn run(
            name: ActionName,
            arguments: &Arguments,
            context: &Context,
        ) -> Result<HttpResponse, ApiError> {
            match name {
                $(ActionName::$action => contract::carry_out::<$subject::$module::$action>(arguments, context).await),+
            }
        }
    };
}

actions! {
    bookings::create_booking::CreateBooking,
    bookings::get_bookings::GetBookings,
    bookings::get_booking::GetBooking,
    bookings::find_bookings::FindBookings,
    bookings::update_booking::UpdateBooking,
    bookings::cancel_booking::CancelBooking,
    bookings::mark_booking_confirmed::MarkBookingConfirmed,
    bookings::mark_booking_failed::MarkBookingFailed,
    bookings::get_account_bookings::GetAccountBookings,
    bookings::get_booking_logs::GetBookingLogs,
    bookings::get_upcoming_bookings::GetUpcomingBookings,
    bookings::get_booking_statistics::GetBookingStatistics,
    accounts::add_account::AddAccount,
    accounts::get_accounts::GetAccounts,
    accounts::get_account::GetAccount,
    accounts::update_account::UpdateAccount,
    accounts::delete_account::DeleteAccount,
    accounts::get_account_stats::GetAccountStats,
    accounts::get_account_summaries::GetAccountSummaries,
    accounts::get_account_logs::GetAccountLogs,
    accounts::set_account_token::SetAccountToken,
    accounts::create_calendar_link::CreateCalendarLink,
    accounts::revoke_calendar_link::RevokeCalendarLink,
    schedule::get_attempts::GetAttempts,
    schedule::attempt_now::AttemptNow,
    schedule::explain_booking::ExplainBooking,
    schedule::get_engine::GetEngine,
    schedule::set_engine::SetEngine,
    plans::create_plan::CreatePlan,
    plans::preview_plan::PreviewPlan,
    plans::get_plans::GetPlans,
    plans::get_plan::GetPlan,
    plans::cancel_plan::CancelPlan,
    facility::get_facility::GetFacility,
    notices::get_notice_settings::GetNoticeSettings,
    notices::send_test_notice::SendTestNotice,
    slots::get_slots::GetSlots,
    slots::get_cached_availability::GetCachedAvailability,
    slots::update_slot_cache::UpdateSlotCache,
    slots::refresh_multiple::RefreshMultiple,
    slots::get_monitoring_updates::GetMonitoringUpdates,
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
        ["get_", "find_", "explain_", "preview_"].iter().any(|verb| self.as_str().starts_with(verb))
    }

    /// All names, comma separated, for an error message.
    #[must_use]
    pub fn list() -> String {
        Self::VARIANTS.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ")
    }
}
