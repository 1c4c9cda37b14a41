use schemars::JsonSchema;
use serde::Serialize;

use crate::clock::Timestamp;
use crate::domain::string_enum::string_enum;
use crate::slot::SubLocation;
use crate::text::{BookingReference, ErrorMessage};

/// The next step of a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Books the slot.
    Book {
        /// The half to ask for; `None` for a location without halves.
        sub_location: Option<SubLocation>,
        /// Whether the availability is read first and nothing is sent where no place shows.
        look_first: bool,
    },
    /// Reads the reservations to tell whether there is one.
    Check,
    /// Takes the reservation back; without a reference it is looked up in the reservations first.
    Release {
        /// The reservation's id.
        reference: Option<BookingReference>,
    },
    /// Sets the booking to failed.
    Fail {
        /// Why.
        message: ErrorMessage,
    },
    /// Stops a release, because the slot has begun, and notifies people.
    GiveUpRelease,
    /// Waits for a person or for an answer.
    Wait,
    /// Leaves the booking alone.
    Rest,
    /// Has nothing left to do.
    Done,
}

/// The next step of a booking, when it is due, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The step.
    pub step: Step,
    /// When the step is due, or when a waiting booking must be looked at again; `None` for never.
    pub due_at: Option<Timestamp>,
    /// Why, in sentences for people.
    pub reasons: Vec<Reason>,
}

string_enum! {
    /// A reason of a decision.
    ReasonCode, "a reason" {
        /// No facility is connected.
        NoFacility => "no_facility",
        /// The connected facility does not have the location.
        LocationUnknown => "location_unknown",
        /// The account is switched off.
        AccountInactive => "account_inactive",
        /// The account's person has not agreed to automatic attempts.
        AutomationOff => "automation_off",
        /// The account must sign in again.
        SignInNeeded => "sign_in_needed",
        /// New attempts are paused.
        Paused => "paused",
        /// The slot had begun when the booking was made.
        Past => "past",
        /// An attempt is under way.
        UnderWay => "under_way",
        /// The slot opens later.
        Opens => "opens",
        /// The slot is open.
        Open => "open",
        /// A person asked for it.
        Asked => "asked",
        /// The facility did not take bookings yet.
        NotOpenYet => "not_open_yet",
        /// One half is full, the other one comes next.
        OtherHalf => "other_half",
        /// The slot is full and is tried again.
        Full => "full",
        /// The booking is on the waiting list.
        WaitingList => "waiting_list",
        /// The facility asked everybody to wait.
        RateLimited => "rate_limited",
        /// The facility could not be reached.
        Unavailable => "unavailable",
        /// The effect of the last attempt is unknown.
        Unclear => "unclear",
        /// The facility has the booking already, by its own account.
        AlreadyBooked => "already_booked",
        /// The facility refused.
        Refused => "refused",
        /// It is too late to attempt the slot.
        TooLate => "too_late",
        /// The booking is confirmed.
        Confirmed => "confirmed",
        /// The booking failed.
        Failed => "failed",
        /// The booking is cancelled.
        Cancelled => "cancelled",
        /// The reservation is taken back.
        Releasing => "releasing",
    }
}

/// A reason of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reason {
    /// The reason for programs.
    pub code: ReasonCode,
    /// The reason for people.
    pub message: String,
}

impl Decision {
    pub(super) fn new(step: Step, due_at: Option<Timestamp>, code: ReasonCode, message: impl Into<String>) -> Self {
        Self { step, due_at, reasons: vec![Reason { code, message: message.into() }] }
    }

    pub(super) fn fail(due_at: Timestamp, code: ReasonCode, message: &str) -> Self {
        Self::new(Step::Fail { message: ErrorMessage::cut(message) }, Some(due_at), code, message)
    }

    /// Whether the step is to be taken at `now`.
    #[must_use]
    pub fn is_due(&self, now: Timestamp) -> bool {
        !matches!(self.step, Step::Wait | Step::Rest | Step::Done) && self.due_at.is_some_and(|due_at| due_at <= now)
    }
}
