//! Notices: word of what happened without a person, for people who do not look.

use schemars::JsonSchema;
use serde::Serialize;

use crate::clock::Timestamp;
use crate::domain::number::whole_number;
use crate::domain::string_enum::string_enum;
use crate::email::EmailAddress;
use crate::ids::{AccountId, BookingId};
use crate::plan::PlanId;

whole_number! {
    /// The id of a notice, the same at every try to deliver it.
    NoticeId, 1..=i64::MAX, "a whole number"
}

whole_number! {
    /// The id of a delivery.
    DeliveryId, 1..=i64::MAX, "a whole number"
}

string_enum! {
    /// A way in which notices reach people.
    Channel, "a channel" {
        /// An HTTP request to the configured address.
        Webhook => "webhook",
        /// An e-mail to the account's address.
        Email => "email",
    }
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
        /// A person tries the channels. Never stored.
        Test => "test",
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

/// A delivery that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueDelivery {
    /// The id.
    pub id: DeliveryId,
    /// The notice.
    pub notice: Notice,
    /// The address of the account that it goes to, if it has one; always `None` for the webhook.
    pub address: Option<EmailAddress>,
}

/// The state of a channel's deliveries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChannelState {
    /// When a notice was last delivered; null for never.
    pub delivered_at: Option<Timestamp>,
    /// When the last try was made; null for never.
    pub tried_at: Option<Timestamp>,
    /// Why the last try failed; null if it did not.
    pub error: Option<String>,
    /// The number of notices that wait for a try.
    pub waiting: u32,
}

/// The time for which a delivery is tried, in milliseconds: a day.
const TRIED_FOR: i64 = 24 * 60 * 60 * 1_000;
/// The first and the longest wait between two tries, in milliseconds.
const FIRST_WAIT: i64 = 10_000;
const LONGEST_WAIT: i64 = 60 * 60 * 1_000;

/// Returns the creation time of the oldest notice that is still delivered at `now`.
pub(crate) fn oldest_delivered(now: Timestamp) -> Timestamp {
    now.plus_millis(-TRIED_FOR)
}

/// Returns when a delivery that failed is tried again, `None` when it is given up: after a day. `tries` counts the failed
/// ones; each wait is twice as long as the one before, from 10 s to an hour.
pub(crate) fn next_try(created_at: Timestamp, now: Timestamp, tries: u32) -> Option<Timestamp> {
    let doubled = FIRST_WAIT.checked_shl(tries.saturating_sub(1).min(16)).unwrap_or(LONGEST_WAIT);
    let next = now.plus_millis(doubled.min(LONGEST_WAIT));
    (next <= created_at.plus_millis(TRIED_FOR)).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_an_hour_and_end_after_a_day() {
        let created = Timestamp::FIRST.plus_millis(1);
        let (mut now, mut waits) = (created, Vec::new());
        for tries in 1.. {
            let Some(next) = next_try(created, now, tries) else { break };
            waits.push((next.as_millis() - now.as_millis()) / 1_000);
            now = next;
        }
        assert_eq!(waits[..4], [10, 20, 40, 80]);
        assert!(waits.ends_with(&[3_600, 3_600]) && now >= created.plus_millis(TRIED_FOR - LONGEST_WAIT));
    }
}
