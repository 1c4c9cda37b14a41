//! Request bodies that many tests share.

use serde_json::{Value, json};

use super::App;

/// The day that most tests book.
pub(crate) const DAY: &str = "2026-12-01";

/// A create for account 1 in the fitness room.
pub(crate) fn book(times: &[&str]) -> Value {
    json!({ "action": "create_booking", "account_id": 1, "booking_date": DAY, "time_slots": times, "location": "Fitness" })
}

/// The body with an argument set.
pub(crate) fn with(mut body: Value, name: &str, value: impl Into<Value>) -> Value {
    body[name] = value.into();
    body
}

/// The body without an argument.
pub(crate) fn without(mut body: Value, name: &str) -> Value {
    body.as_object_mut().unwrap().remove(name).unwrap();
    body
}

/// An action that takes a booking's id.
pub(crate) fn on_booking(action: &str, id: i64) -> Value {
    json!({ "action": action, "booking_id": id })
}

/// An action that takes an account's id.
pub(crate) fn on_account(action: &str, id: i64) -> Value {
    json!({ "action": action, "account_id": id })
}

/// A new account.
pub(crate) fn account(netid: &str) -> Value {
    json!({ "action": "add_account", "netid": netid })
}

/// One member of every booking in the answer, in order.
pub(crate) fn each(answer: &Value, member: &str) -> Vec<Value> {
    answer["bookings"].as_array().unwrap().iter().map(|booking| booking[member].clone()).collect()
}

impl App {
    /// Account 1, in a fresh database.
    pub(crate) async fn with_account(self) -> Self {
        self.done(account("jdevries")).await;
        self
    }
}
