use std::collections::BTreeSet;

use fastrand::Rng;
use serde_json::{Value, json};

use crate::seed::one_of;

/// A day that is over and two that are far away.
const DAYS: [&str; 3] = ["2001-03-04", "2099-03-04", "2099-03-05"];
const TIMES: [&str; 5] = ["06:00:00", "07:00:00", "08:00:00", "09:00:00", "10:00:00"];
const STATUSES: [&str; 4] = ["pending", "confirmed", "failed", "cancelled"];
/// An id that nothing has.
const NOWHERE: i64 = 9_999_999;

/// The ids that answers have held so far.
#[derive(Default)]
pub(super) struct Seen {
    accounts: BTreeSet<i64>,
    bookings: BTreeSet<i64>,
}

impl Seen {
    pub(super) fn learn(&mut self, answer: &Value) {
        self.accounts.extend(answer["account"]["id"].as_i64());
        let made = answer["bookings"].as_array();
        self.bookings.extend(made.into_iter().flatten().filter_map(|booking| booking["id"].as_i64()));
    }

    /// Some request about this client.
    pub(super) fn next(&self, netid: &str, chance: &mut Rng) -> Value {
        let account = pick(&self.accounts, chance);
        let booking = pick(&self.bookings, chance);
        match chance.u8(..100) {
            _ if self.accounts.is_empty() => add(netid, chance),
            0..3 => add(netid, chance),
            3..6 => json!({ "action": "update_account", "account_id": account, "is_active": chance.u8(..3) > 0 }),
            6..9 => json!({ "action": "delete_account", "account_id": account }),
            9..40 => create(netid, account, chance),
            40..80 => change(booking, chance),
            _ => read(account, booking, chance),
        }
    }

    /// Requests for all there is.
    pub(super) fn everything(&self) -> Vec<Value> {
        let of_account = |account: &i64| {
            ["get_account", "get_account_bookings", "get_account_stats"]
                .map(|action| json!({ "action": action, "account_id": account }))
        };
        let of_booking = |booking: &i64| json!({ "action": "get_booking_logs", "booking_id": booking });
        let accounts = self.accounts.iter().flat_map(of_account);
        accounts.chain(self.bookings.iter().map(of_booking)).collect()
    }
}

/// Mostly a recent one, sometimes one that does not exist.
fn pick(ids: &BTreeSet<i64>, chance: &mut Rng) -> i64 {
    match chance.u8(..50) {
        0 => NOWHERE,
        _ => ids.iter().rev().nth(chance.usize(..ids.len().clamp(1, 12))).copied().unwrap_or(NOWHERE),
    }
}

fn add(netid: &str, chance: &mut Rng) -> Value {
    let written = if chance.bool() { netid.to_owned() } else { netid.to_uppercase() };
    json!({ "action": "add_account", "netid": written, "is_active": chance.u8(..4) > 0 })
}

fn create(netid: &str, account: i64, chance: &mut Rng) -> Value {
    let mut times = TIMES;
    chance.shuffle(&mut times);
    let mut body = json!({
        "action": "create_booking",
        "account_id": account,
        "booking_date": one_of(chance, &DAYS),
        "time_slots": &times[..chance.usize(1..=2)],
        "location": one_of(chance, &["X1", "X3"]),
        "sub_location": one_of(chance, &[None, Some("A"), Some("B")]),
        "retry_interval": chance.u32(60..=61),
        "auto_retry": chance.bool(),
    });
    if chance.u8(..3) == 0 {
        body["idempotency_key"] = format!("{netid}-{}", chance.u8(..6)).into();
        // With so few different requests a key comes back with its own request now and then.
        body["time_slots"] = json!([one_of(chance, &TIMES[..2])]);
        body["booking_date"] = DAYS[1].into();
        body["location"] = "X1".into();
        body["sub_location"] = Value::Null;
        body["retry_interval"] = 60.into();
        body["auto_retry"] = false.into();
    }
    body
}

fn change(booking: i64, chance: &mut Rng) -> Value {
    let text = format!("text {}", chance.u8(..3));
    let mut body = match chance.u8(..4) {
        0 => json!({ "action": "cancel_booking", "reason": one_of(chance, &[None, Some("Ill today.")]) }),
        1 => json!({ "action": "mark_booking_confirmed", "booking_reference": text }),
        2 => json!({ "action": "mark_booking_failed", "error_message": text }),
        _ => {
            let mut body = json!({ "action": "update_booking", "status": one_of(chance, &STATUSES) });
            match chance.u8(..4) {
                0 => body["booking_reference"] = text.into(),
                1 => body["error_message"] = text.into(),
                2 => body = json!({ "action": "update_booking", "booking_reference": text }),
                _ => {}
            }
            body
        }
    };
    body["booking_id"] = booking.into();
    body
}

fn read(account: i64, booking: i64, chance: &mut Rng) -> Value {
    match chance.u8(..8) {
        0 => json!({ "action": "get_booking", "booking_id": booking }),
        1 => json!({ "action": "get_booking_logs", "booking_id": booking }),
        2 => json!({ "action": "get_account", "account_id": account }),
        3 => json!({ "action": "get_account_stats", "account_id": account }),
        4 => json!({ "action": "get_booking_statistics", "account_id": account }),
        5 => json!({ "action": "get_upcoming_bookings", "account_id": account }),
        6 => json!({ "action": "get_bookings", "account_id": account, "date": one_of(chance, &DAYS) }),
        _ => json!({ "action": "get_account_bookings", "account_id": account, "status": one_of(chance, &STATUSES) }),
    }
}
