use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

mod accounts;
mod bookings;
mod reads;

/// All that there is of one client. Nothing of it depends on anybody else.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Client {
    accounts: BTreeMap<i64, Account>,
    last_account: i64,
    bookings: BTreeMap<i64, Arc<Value>>,
    logs: BTreeMap<i64, Arc<Vec<Value>>>,
    /// The request and the bookings of every key.
    keys: BTreeMap<String, (Arc<Value>, Vec<i64>)>,
}

#[derive(Clone, Debug, PartialEq)]
struct Account {
    netid: String,
    is_active: bool,
    is_archived: bool,
}

/// An answer, or a refusal, which changes nothing.
type Outcome = Result<Value, Value>;

fn refused(code: &str) -> Value {
    json!({ "success": false, "code": code })
}

/// The answer without what the model does not tell: times, sentences, the ids of log entries.
pub(super) fn plain(answer: &Value) -> Value {
    match answer {
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(members) => {
            let told = |name: &str| match name {
                "created_at" | "updated_at" | "error" => false,
                "message" => members.contains_key("event_type"),
                "id" => !members.contains_key("event_type"),
                _ => true,
            };
            members.iter().filter(|(name, _)| told(name)).map(|(name, value)| (name.clone(), plain(value))).collect()
        }
        other => other.clone(),
    }
}

impl Client {
    /// What the model answers. The ids of what is new are the bridge's.
    pub(super) fn answer(&mut self, body: &Value, bridge: &Value) -> Value {
        let outcome = match body["action"].as_str().unwrap() {
            "add_account" => self.add_account(body, bridge),
            "update_account" => self.update_account(body),
            "delete_account" => self.delete_account(body),
            "create_booking" => self.create_booking(body, bridge),
            "update_booking" | "mark_booking_confirmed" | "mark_booking_failed" => self.change_booking(body),
            "cancel_booking" => self.cancel_booking(body),
            _ => self.read(body),
        };
        outcome.map_or_else(
            |refusal| refusal,
            |mut answer| {
                answer["success"] = true.into();
                answer
            },
        )
    }

    pub(super) fn count(&self, status: &str) -> usize {
        self.bookings.values().filter(|booking| booking["status"] == status).count()
    }

    pub(super) fn is_listed(&self) -> bool {
        self.accounts.values().any(|account| !account.is_archived)
    }
}

fn holds_slot(booking: &Value) -> bool {
    booking["status"] == "pending" || booking["status"] == "confirmed"
}
