use serde_json::{Value, json};

/// A slot to book.
#[derive(Clone, Copy)]
pub(crate) struct Slot<'a> {
    pub(crate) account: i64,
    pub(crate) location: &'a str,
    pub(crate) half: Option<&'a str>,
    pub(crate) date: &'a str,
    pub(crate) time: &'a str,
    /// The seconds after which a full slot is tried again.
    pub(crate) retry: Option<u32>,
}

/// X1 at 11:00 on Wednesday 25 November, which opens half an hour after [`NOW`](crate::support::NOW).
pub(crate) const X1: Slot<'static> =
    Slot { account: 1, location: "X1", half: None, date: "2026-11-25", time: "11:00", retry: None };

/// The opening of [`X1`].
pub(crate) const OPENING: &str = "2026-11-22T10:00:00.000Z";
/// The start of [`X1`].
pub(crate) const START: &str = "2026-11-25T10:00:00.000Z";

impl Slot<'_> {
    /// The same slot for another account.
    pub(crate) const fn with_account(self, account: i64) -> Self {
        Self { account, ..self }
    }

    pub(super) fn body(&self) -> Value {
        json!({
            "action": "create_booking",
            "account_id": self.account,
            "booking_date": self.date,
            "time_slots": [self.time],
            "location": self.location,
            "sub_location": self.half,
            "auto_retry": self.retry.is_some(),
            "retry_interval": self.retry.unwrap_or(60),
        })
    }
}
