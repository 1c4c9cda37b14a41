//! Accounts: the people who book.

use schemars::JsonSchema;
use serde::Serialize;

pub use crate::automation::SignInState;
use crate::clock::Timestamp;
use crate::email::{EmailAddress, NotifyEmail};
use crate::ids::{AccountId, BookingId};
use crate::password::Password;
use crate::slot::{BookingDate, TimeSlot};
use crate::statistics::StatusCounts;
use crate::text::NetId;

/// An account without its password, which never leaves the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Account {
    /// The id, never reused.
    pub id: AccountId,
    /// The name at the facility, unique ignoring case.
    pub netid: String,
    /// Whether it can book.
    pub is_active: bool,
    /// Whether its person agreed to automatic booking.
    pub may_automate: bool,
    /// Whether the facility lets it in.
    pub sign_in: SignInState,
    /// When its session at the facility ends; null where there is none, or where the facility did not tell.
    pub sign_in_until: Option<Timestamp>,
    /// The address that its notices go to; null for none.
    pub notify_email: Option<EmailAddress>,
    /// The time it was added.
    pub created_at: Timestamp,
    /// The time of its last change.
    pub updated_at: Timestamp,
}

/// An account that was deleted and has bookings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DeletedAccount {
    /// The id, never reused.
    pub id: AccountId,
    /// The name it had at the facility.
    pub netid: String,
    /// The time it was deleted.
    pub deleted_at: Timestamp,
}

/// An account's bookings in numbers.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AccountSummary {
    /// The account.
    pub account_id: AccountId,
    /// The number with each status.
    #[serde(flatten)]
    pub counts: StatusCounts,
    /// Confirmed ÷ (confirmed + failed) in percent, one decimal; 0.0 if there are none.
    pub success_rate: f64,
    /// The pending or confirmed booking that begins next; null without one.
    pub next_booking: Option<NextBooking>,
}

/// The booking that begins next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NextBooking {
    /// Its id.
    pub id: BookingId,
    /// The date in the facility's time zone.
    pub booking_date: BookingDate,
    /// The start of the slot in the facility's time zone.
    pub time_slot: TimeSlot,
    /// The moment the slot begins.
    pub starts_at: Timestamp,
}

/// Returns the state of a sign-in at `now`, from the stored columns.
pub(crate) fn sign_in_at(now: Timestamp, refused: bool, until: Option<Timestamp>) -> SignInState {
    match until {
        _ if refused => SignInState::Needed,
        None => SignInState::Unknown,
        Some(until) if until <= now => SignInState::Expired,
        Some(_) => SignInState::Ready,
    }
}

/// The input of adding an account.
pub struct NewAccount {
    /// The name at the facility.
    pub netid: NetId,
    /// The password, if any.
    pub password: Option<Password>,
    /// Whether it can book.
    pub is_active: bool,
    /// The address that its notices go to.
    pub notify_email: Option<EmailAddress>,
}

/// A change of the password, of the active flag, of the consent, of the address for notices or of several of them.
pub struct AccountChange {
    pub(crate) password: Option<Password>,
    pub(crate) is_active: Option<bool>,
    pub(crate) may_automate: Option<bool>,
    pub(crate) notify_email: Option<NotifyEmail>,
}

impl AccountChange {
    /// Returns `None` if neither is given.
    #[must_use]
    pub fn new(
        password: Option<Password>,
        is_active: Option<bool>,
        may_automate: Option<bool>,
        notify_email: Option<NotifyEmail>,
    ) -> Option<Self> {
        let changes = password.is_some() || is_active.is_some() || may_automate.is_some() || notify_email.is_some();
        changes.then_some(Self { password, is_active, may_automate, notify_email })
    }
}
