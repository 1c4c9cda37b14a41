use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use fastrand::Rng;
use serde_json::{Value, json};

use super::ledger::{Change, Known, Request, id};
use crate::seed::one_of;
use crate::support::{Caller, Reply};

/// Callers share these accounts, so that they conflict.
pub(super) const ACCOUNTS: u64 = 3;

/// The number of requests that all callers have sent and had answered.
#[derive(Clone, Default)]
pub(super) struct Progress {
    pub(super) sent: Arc<AtomicU64>,
    pub(super) answered: Arc<AtomicU64>,
}

/// A caller that works until the bridge is gone and remembers its responses.
pub(super) struct Client {
    caller: Caller,
    round: u64,
    chance: Rng,
    progress: Progress,
    pub(super) requests: Vec<Request>,
    pub(super) known: BTreeMap<i64, Known>,
}

/// The bridge does not respond any more.
struct Gone;

impl Client {
    pub(super) fn new(caller: Caller, round: u64, chance: Rng, progress: Progress) -> Self {
        Self { caller, round, chance, progress, requests: Vec::new(), known: BTreeMap::new() }
    }

    pub(super) async fn work(&mut self) {
        loop {
            let outcome = match self.chance.u8(..10) {
                0..6 => self.create().await,
                _ => self.change().await,
            };
            if outcome.is_err() {
                return;
            }
        }
    }

    async fn send(&self, body: &Value) -> Result<Reply, Gone> {
        let response = self.caller.endpoint().json(body).send().await.map_err(|_| Gone)?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.map_err(|_| Gone)?;
        self.progress.answered.fetch_add(1, Ordering::SeqCst);
        Ok(Reply { status, headers, text })
    }

    /// A create with a unique retry interval, by which it is found later.
    fn new_request(&mut self) -> Request {
        let number = self.progress.sent.fetch_add(1, Ordering::SeqCst) + 1;
        let day = self.round * 7 + self.chance.u64(..7);
        let mut times: Vec<String> = (0..48).map(|half| format!("{:02}:{:02}:00", half / 2, half % 2 * 30)).collect();
        self.chance.shuffle(&mut times);
        times.truncate(self.chance.usize(1..=4));
        let mut body = json!({
            "action": "create_booking",
            "account_id": self.chance.u64(1..=ACCOUNTS),
            "booking_date": format!("{}-{:02}-{:02}", 2030 + day / 336, day / 28 % 12 + 1, day % 28 + 1),
            "time_slots": times,
            "location": one_of(&mut self.chance, &["Fitness", "X1", "X3"]),
            "retry_interval": number,
        });
        if self.chance.bool() {
            body["idempotency_key"] = format!("key-{number}").into();
        }
        Request { number, body, answer: None, refused: false }
    }

    async fn create(&mut self) -> Result<(), Gone> {
        let mut request = self.new_request();
        let outcome = self.send(&request.body).await;
        if let Ok(reply) = &outcome {
            request.refused = reply.status == 409;
            if request.refused {
                reply.failure("slot_conflict");
            } else {
                let bookings = reply.success()["bookings"].take();
                self.known.extend(bookings.as_array().unwrap().iter().map(|new| (id(new), Known::new(new.clone()))));
                request.answer = Some(bookings);
            }
        }
        self.requests.push(request);
        outcome.map(drop)
    }

    /// Changes one of its own bookings, which no other caller changes.
    async fn change(&mut self) -> Result<(), Gone> {
        let open: Vec<i64> =
            self.known.iter().filter(|(_, known)| known.now["status"] != "cancelled").map(|(id, _)| *id).collect();
        if open.is_empty() {
            return Ok(());
        }
        let id = one_of(&mut self.chance, &open);
        let Some(mut known) = self.known.remove(&id) else { return Ok(()) };
        let (body, change) = self.new_change(id, &known);
        known.asked = Some(change);
        let outcome = self.send(&body).await;
        if let Ok(reply) = &outcome {
            let asked = known.asked.take().unwrap();
            if reply.status == 409 {
                reply.failure("slot_conflict");
            } else {
                known.becomes(reply.success()["booking"].take(), &asked);
            }
        }
        self.known.insert(id, known);
        outcome.map(drop)
    }

    fn new_change(&mut self, id: i64, known: &Known) -> (Value, Change) {
        let next: &[&'static str] = match known.now["status"].as_str().unwrap() {
            "pending" => &["confirmed", "failed", "cancelled"],
            "confirmed" => &["failed", "cancelled"],
            _ => &["pending", "confirmed"],
        };
        let status = one_of(&mut self.chance, next);
        if status == "cancelled" {
            return (json!({ "action": "cancel_booking", "booking_id": id }), Change { status, reference: None });
        }
        let reference = format!("R-{}", self.chance.u32(..));
        let body =
            json!({ "action": "update_booking", "booking_id": id, "status": status, "booking_reference": reference });
        (body, Change { status, reference: Some(reference) })
    }
}
