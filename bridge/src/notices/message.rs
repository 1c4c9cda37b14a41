use booking_core::clock::Timestamp;
use booking_core::ids::{AccountId, BookingId};
use booking_core::notice::{Notice, NoticeId, NoticeKind};
use booking_core::plan::PlanId;
use serde::Serialize;

/// A notice as it is sent.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Message {
    /// The id, the same at every try; `None` for a test.
    pub(super) id: Option<NoticeId>,
    pub(super) kind: NoticeKind,
    #[serde(rename = "message")]
    pub(super) text: String,
    booking_id: Option<BookingId>,
    account_id: Option<AccountId>,
    plan_id: Option<PlanId>,
    pub(super) created_at: Timestamp,
}

impl Message {
    /// A message that tells nothing but that the channel works.
    pub(super) fn test(now: Timestamp) -> Self {
        Self {
            id: None,
            kind: NoticeKind::Test,
            text: "This is a test. Notices of your bookings arrive here.".to_owned(),
            booking_id: None,
            account_id: None,
            plan_id: None,
            created_at: now,
        }
    }

    /// The first sentence, in one line.
    pub(super) fn subject(&self) -> String {
        let first = self.text.split_once(". ").map_or(self.text.as_str(), |(first, _)| first);
        let line: String = first.chars().map(|each| if each.is_control() { ' ' } else { each }).take(150).collect();
        line.trim_end_matches('.').to_owned()
    }
}

impl From<&Notice> for Message {
    fn from(notice: &Notice) -> Self {
        let Notice { id, kind, message, booking_id, account_id, plan_id, created_at } = notice.clone();
        Self { id: Some(id), kind, text: message, booking_id, account_id, plan_id, created_at }
    }
}
