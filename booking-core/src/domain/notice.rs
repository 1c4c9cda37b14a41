//! Notices: word of what happened without a person, for people who do not look.

use schemars::JsonSchema;
use serde::Serialize;

use crate::clock::Timestamp;
use crate::domain::number::whole_number;
use crate::domain::string_enum::string_enum;
use crate::ids::{AccountId, BookingId};
use crate::plan::PlanId;

whole_number! {
    /// The id of a notice, the same at every try to deliver it.
    NoticeId, 1..=i64::MAX, "a whole number"
}

string_enum! {
    /// The subject of a notice.
    NoticeKind, "a kind of notice" {
        /// A booking was confirmed by the facility.
        Confirmed => "confirmed",
        /// A booking failed.
        Failed => "failed",
        /// A booking is on the facility's waiting list.
        WaitingList => "waiting_list",
        /// A confirmed booking is gone at the facility.
        Gone => "gone",
        /// The facility did not take a reservation back before the slot began.
        ReleaseFailed => "release_failed",
        /// The facility refused an account's sign-in.
        SignInNeeded => "sign_in_needed",
        /// An account's sign-in ends before its next opening.
        SignInEnds => "sign_in_ends",
        /// An opening is near and something stands in its way.
        NotReady => "not_ready",
        /// A plan has booked all its hours.
        PlanCompleted => "plan_completed",
        /// A plan has booked some of its hours.
        PlanPartial => "plan_partial",
        /// A plan failed.
        PlanFailed => "plan_failed",
    }
}

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Notice {
    /// The id, never reused.
    pub id: NoticeId,
    /// The subject.
    pub kind: NoticeKind,
    /// The news, in sentences for people.
    pub message: String,
    /// The booking, if it is about one.
    pub booking_id: Option<BookingId>,
    /// The account, if it is about one or about its booking.
    pub account_id: Option<AccountId>,
    /// The plan, if it is about one or about its booking.
    pub plan_id: Option<PlanId>,
    /// The time of the news.
    pub created_at: Timestamp,
}

/// The input of writing a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNotice {
    /// The subject.
    pub kind: NoticeKind,
    /// The news, in sentences for people.
    pub message: String,
    /// The booking, if it is about one.
    pub booking_id: Option<BookingId>,
    /// The account, if it is about one or about its booking.
    pub account_id: Option<AccountId>,
    /// The plan, if it is about one or about its booking.
    pub plan_id: Option<PlanId>,
}
