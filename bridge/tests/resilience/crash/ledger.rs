use std::collections::BTreeMap;

use serde_json::Value;

use super::load::Client;

pub(super) fn id(booking: &Value) -> i64 {
    booking["id"].as_i64().unwrap()
}

/// A create and its response, if it came.
pub(super) struct Request {
    pub(super) number: u64,
    pub(super) body: Value,
    pub(super) answer: Option<Value>,
    pub(super) refused: bool,
}

impl Request {
    fn slots(&self) -> usize {
        self.body["time_slots"].as_array().unwrap().len()
    }
}

/// A requested change.
pub(super) struct Change {
    pub(super) status: &'static str,
    pub(super) reference: Option<String>,
}

/// A booking as last read, and the change requested since.
pub(super) struct Known {
    pub(super) now: Value,
    pub(super) asked: Option<Change>,
    trail: Vec<String>,
}

impl Known {
    pub(super) fn new(now: Value) -> Self {
        Self { now, asked: None, trail: vec!["pending".to_owned()] }
    }

    /// Checks that only this change was made.
    pub(super) fn becomes(&mut self, after: Value, change: &Change) {
        let mut expected = self.now.clone();
        expected["status"] = change.status.into();
        if let Some(reference) = &change.reference {
            expected["booking_reference"] = reference.as_str().into();
        }
        expected["updated_at"] = after["updated_at"].clone();
        assert_eq!(after, expected);
        self.trail.push(change.status.to_owned());
        self.now = after;
    }

    /// A change without a response may have been made or not.
    fn compare(&mut self, stored: &Value) {
        match self.asked.take() {
            Some(change) if stored["status"] == change.status => self.becomes(stored.clone(), &change),
            _ => assert_eq!(stored, &self.now),
        }
    }
}

/// The knowledge of all callers.
#[derive(Default)]
pub(super) struct Ledger {
    requests: Vec<Request>,
    bookings: BTreeMap<i64, Known>,
    by_request: BTreeMap<u64, Vec<i64>>,
    unanswered: usize,
}

impl Ledger {
    pub(super) fn add(&mut self, client: Client) {
        self.unanswered +=
            client.requests.iter().filter(|request| request.answer.is_none() && !request.refused).count();
        self.unanswered += client.known.values().filter(|known| known.asked.is_some()).count();
        self.requests.extend(client.requests);
        self.bookings.extend(client.known);
    }

    /// The keyed requests since the last check.
    pub(super) fn keyed(&self, since: u64) -> impl Iterator<Item = &Request> {
        let kept = |request: &&Request| self.by_request.contains_key(&request.number);
        let keyed = self.requests.iter().filter(|request| request.body.get("idempotency_key").is_some());
        keyed.filter(kept).filter(move |request| request.number > since || request.number % 16 == 0)
    }

    /// The bookings of a request, by id, which is the order of its slots.
    pub(super) fn ids_of(&self, request: &Request) -> Vec<i64> {
        self.by_request[&request.number].clone()
    }

    pub(super) fn compare(&mut self, stored: &[Value]) {
        self.by_request.clear();
        for booking in stored {
            self.by_request.entry(booking["retry_interval"].as_u64().unwrap()).or_default().push(id(booking));
            if let Some(known) = self.bookings.get_mut(&id(booking)) {
                known.compare(booking);
            } else {
                self.bookings.insert(id(booking), Known::new(booking.clone()));
            }
        }
        assert_eq!(stored.len(), self.bookings.len(), "bookings that were answered are gone");
        self.compare_requests();
    }

    fn compare_requests(&mut self) {
        let mut complete = 0;
        for request in &self.requests {
            let ids = self.by_request.get_mut(&request.number);
            let count = ids.as_ref().map_or(0, |ids| ids.len());
            match (&request.answer, request.refused) {
                (Some(_), _) => assert_eq!(count, request.slots(), "{}", request.body),
                (None, true) => assert_eq!(count, 0, "{}", request.body),
                (None, false) => assert!(count == 0 || count == request.slots(), "by half: {}", request.body),
            }
            complete += usize::from(count > 0);
            if let Some(ids) = ids {
                ids.sort_unstable();
            }
        }
        assert_eq!(complete, self.by_request.len(), "bookings that nobody asked for");
    }

    pub(super) fn compare_trails(&self, trails: &BTreeMap<i64, Vec<String>>) {
        assert_eq!(trails.len(), self.bookings.len());
        for (id, known) in &self.bookings {
            assert_eq!(trails[id], known.trail, "booking {id}");
        }
    }

    pub(super) fn changes(&self) -> u64 {
        self.bookings.values().map(|known| known.trail.len() as u64 - 1).sum()
    }

    pub(super) fn summary(&self) -> String {
        format!(
            "{} creates asked for, {} bookings kept, {} changes kept, {} requests cut off",
            self.requests.len(),
            self.bookings.len(),
            self.changes(),
            self.unanswered
        )
    }
}
