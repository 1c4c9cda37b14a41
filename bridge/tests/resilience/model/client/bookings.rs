use std::sync::Arc;

use serde_json::{Value, json};

use super::{Client, Outcome, holds_slot, refused};

impl Client {
    pub(super) fn booking(&self, id: i64) -> Result<&Arc<Value>, Value> {
        self.bookings.get(&id).ok_or_else(|| refused("booking_not_found"))
    }

    /// Who holds a slot of this account.
    fn holder(&self, account: &Value, date: &Value, time: &Value) -> Option<Value> {
        let same = |booking: &&Arc<Value>| {
            holds_slot(booking)
                && [&booking["account_id"], &booking["booking_date"], &booking["time_slot"]] == [account, date, time]
        };
        let booking = self.bookings.values().find(same)?;
        let (id, location, status) = (&booking["id"], &booking["location"], &booking["status"]);
        Some(json!({ "time_slot": time, "booking_id": id, "location": location, "status": status }))
    }

    fn conflict(holders: &[Value]) -> Value {
        json!({ "success": false, "code": "slot_conflict", "conflicts": holders })
    }

    pub(super) fn create_booking(&mut self, body: &Value, bridge: &Value) -> Outcome {
        if let Some((request, ids)) = body["idempotency_key"].as_str().and_then(|key| self.keys.get(key)) {
            return if **request == *body {
                Ok(json!({ "bookings": ids.iter().map(|id| new(body, *id, self)).collect::<Vec<_>>() }))
            } else {
                Err(refused("idempotency_mismatch"))
            };
        }
        if !self.listed(body["account_id"].as_i64().unwrap())?.is_active {
            return Err(refused("account_inactive"));
        }
        let times = body["time_slots"].as_array().unwrap();
        let holder = |time| self.holder(&body["account_id"], &body["booking_date"], time);
        let holders: Vec<Value> = times.iter().filter_map(holder).collect();
        if !holders.is_empty() {
            return Err(Self::conflict(&holders));
        }
        Ok(self.book(body, bridge))
    }

    /// The bridge chooses the first id, which must be later than all ids so far; the others follow.
    fn book(&mut self, body: &Value, bridge: &Value) -> Value {
        let last = self.bookings.keys().next_back().copied().unwrap_or(0);
        let first = bridge["bookings"][0]["id"].as_i64().filter(|id| *id > last).unwrap_or(-1);
        let times = body["time_slots"].as_array().unwrap();
        let ids: Vec<i64> = (first..).take(times.len()).collect();
        let mut made = Vec::new();
        for (id, time) in ids.iter().zip(times) {
            let booking = booking(body, *id, time);
            self.bookings.insert(*id, Arc::new(booking.clone()));
            self.log(*id, "created", "Booking created.", &Value::Null, &"pending".into());
            made.push(booking);
        }
        if let Some(key) = body["idempotency_key"].as_str() {
            self.keys.insert(key.to_owned(), (Arc::new(body.clone()), ids));
        }
        json!({ "bookings": made })
    }

    pub(super) fn change_booking(&mut self, body: &Value) -> Outcome {
        let before = self.booking(body["booking_id"].as_i64().unwrap())?;
        let mut after = (**before).clone();
        match body["action"].as_str().unwrap() {
            "mark_booking_confirmed" => {
                after["status"] = "confirmed".into();
                after["error_message"] = Value::Null;
            }
            "mark_booking_failed" => after["status"] = "failed".into(),
            _ => {}
        }
        for member in ["status", "booking_reference", "error_message"] {
            if let Some(value) = body.get(member) {
                after[member] = value.clone();
            }
        }
        self.put(&after, "status_change", body)
    }

    pub(super) fn cancel_booking(&mut self, body: &Value) -> Outcome {
        let before = self.booking(body["booking_id"].as_i64().unwrap())?;
        if !holds_slot(before) {
            return Err(refused("invalid_transition"));
        }
        let mut after = (**before).clone();
        after["status"] = "cancelled".into();
        self.put(&after, "cancelled", body)
    }

    /// Holds a changed booking against the rules and writes its audit entry.
    fn put(&mut self, after: &Value, event: &str, body: &Value) -> Outcome {
        let id = after["id"].as_i64().unwrap();
        let before = self.bookings[&id].clone();
        if *after == *before {
            return Ok(json!({ "booking": after }));
        }
        let (from, to) = (&before["status"], &after["status"]);
        let details = details(&before, after, body);
        if from == to {
            self.log(id, "update", details.trim_start(), &Value::Null, &Value::Null);
        } else {
            self.check_status(&before, to)?;
            let (event, message) = match (to.as_str().unwrap(), body["reason"].as_str()) {
                ("cancelled", Some(reason)) => ("cancelled", format!("Booking cancelled: {reason}")),
                ("cancelled", None) => ("cancelled", "Booking cancelled.".to_owned()),
                (to, _) => (event, format!("Status changed from {} to {to}.", from.as_str().unwrap())),
            };
            self.log(id, event, &(message + &details), from, to);
        }
        self.bookings.insert(id, Arc::new(after.clone()));
        Ok(json!({ "booking": after }))
    }

    fn check_status(&self, before: &Value, to: &Value) -> Result<(), Value> {
        let legal: &[&str] = match before["status"].as_str().unwrap() {
            "pending" => &["confirmed", "failed", "cancelled"],
            "confirmed" => &["failed", "cancelled"],
            "failed" => &["pending", "confirmed"],
            _ => &[],
        };
        if !legal.contains(&to.as_str().unwrap()) {
            return Err(refused("invalid_transition"));
        }
        let is_past = before["booking_date"].as_str() < Some("2026");
        if before["status"] == "confirmed" && to == "cancelled" && is_past {
            return Err(refused("slot_begun"));
        }
        if to == "pending" && !self.accounts[&before["account_id"].as_i64().unwrap()].is_active {
            return Err(refused("account_inactive"));
        }
        if holds_slot(before) || (to != "pending" && to != "confirmed") {
            return Ok(());
        }
        match self.holder(&before["account_id"], &before["booking_date"], &before["time_slot"]) {
            Some(holder) => Err(Self::conflict(&[holder])),
            None => Ok(()),
        }
    }

    fn log(&mut self, id: i64, event: &str, message: &str, from: &Value, to: &Value) {
        let entry = json!({
            "booking_id": id, "event_type": event, "message": message, "from_status": from, "to_status": to
        });
        Arc::make_mut(self.logs.entry(id).or_default()).push(entry);
    }
}

/// The values that came with a change and those that they replaced, as the audit entry tells them.
fn details(before: &Value, after: &Value, body: &Value) -> String {
    let mut details = String::new();
    for (member, name) in [("booking_reference", "Booking reference"), ("error_message", "Error")] {
        details += &match (before[member].as_str(), after[member].as_str()) {
            (Some(old), None) => format!(" {name} cleared, was \"{old}\"."),
            (Some(old), Some(new)) if old != new => format!(" {name}: \"{new}\", was \"{old}\"."),
            (_, Some(new)) if body.get(member).is_some() => format!(" {name}: \"{new}\"."),
            _ => String::new(),
        };
    }
    details
}

/// A booking of an earlier request, as it was when it was made.
fn new(body: &Value, id: i64, client: &Client) -> Value {
    booking(body, id, &client.bookings[&id]["time_slot"])
}

fn booking(body: &Value, id: i64, time: &Value) -> Value {
    json!({
        "id": id,
        "account_id": body["account_id"],
        "booking_date": body["booking_date"],
        "time_slot": time,
        "location": body["location"],
        "sub_location": body["sub_location"],
        "status": "pending",
        "booking_reference": null,
        "error_message": null,
        "retry_interval": body["retry_interval"],
        "auto_retry": body["auto_retry"],
    })
}
