//! The latest requests and the time at which each arrived.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::places::Place;
use crate::rules::Rules;
use crate::timestamp;

/// The number of requests that are kept.
const KEPT: usize = 10_000;
/// The number of a path's characters that are kept.
const LONGEST_PATH: usize = 200;

/// A request's number, from 0.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RequestNumber(usize);

/// A request, and the answer as far as one was sent.
struct Entry {
    arrived_at: DateTime<Utc>,
    method: String,
    path: String,
    status: Option<u16>,
    member_id: Option<i64>,
    slot: Option<(&'static Place, DateTime<Utc>)>,
}

/// The latest requests, in the order of their arrival.
#[derive(Default)]
pub(crate) struct RequestLog(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    entries: VecDeque<Entry>,
    total: usize,
}

impl RequestLog {
    pub(crate) fn begin(&self, arrived_at: DateTime<Utc>, method: &str, path: &str) -> RequestNumber {
        let path = path.chars().take(LONGEST_PATH).collect();
        let entry = Entry { arrived_at, method: method.to_owned(), path, status: None, member_id: None, slot: None };
        let mut kept = self.lock();
        if kept.entries.len() >= KEPT {
            kept.entries.pop_front();
        }
        kept.entries.push_back(entry);
        kept.total += 1;
        RequestNumber(kept.total - 1)
    }

    pub(crate) fn set_status(&self, number: RequestNumber, status: u16) {
        self.change(number, |entry| entry.status = Some(status));
    }

    pub(crate) fn set_member(&self, number: RequestNumber, member_id: i64) {
        self.change(number, |entry| entry.member_id = Some(member_id));
    }

    pub(crate) fn set_slot(&self, number: RequestNumber, place: &'static Place, start: DateTime<Utc>) {
        self.change(number, |entry| entry.slot = Some((place, start)));
    }

    /// Returns the number of all requests so far, and the kept ones for `/practice/state`.
    pub(crate) fn view(&self, rules: &Rules) -> (usize, Vec<Value>) {
        let kept = self.lock();
        (kept.total, kept.entries.iter().map(|entry| entry.view(rules)).collect())
    }

    fn change(&self, number: RequestNumber, change: impl FnOnce(&mut Entry)) {
        let mut kept = self.lock();
        let forgotten = kept.total - kept.entries.len();
        if let Some(entry) = number.0.checked_sub(forgotten).and_then(|index| kept.entries.get_mut(index)) {
            change(entry);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entry {
    fn view(&self, rules: &Rules) -> Value {
        let mut view = json!({
            "arrivedUs": self.arrived_at.timestamp_micros(),
            "method": self.method,
            "path": self.path,
            "status": self.status,
            "memberId": self.member_id,
        });
        if let Some((place, start)) = self.slot {
            view["location"] = json!(place.location);
            view["half"] = json!(place.half);
            view["startDate"] = json!(timestamp::text(start));
            view["opensAtUs"] = json!(rules.opens_at(place, start).timestamp_micros());
        }
        view
    }
}
