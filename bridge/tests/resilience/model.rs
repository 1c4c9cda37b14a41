//! Callers who do everything at once to the same people's accounts and bookings. Whatever they were answered must be what a
//! plain model says, for some order of the requests in which none comes before one that was answered when it was sent.

mod client;
mod generate;
mod order;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use fastrand::Rng;
use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::invariants::assert_invariants;
use crate::seed::{chance, number};
use crate::support::{Bridge, Caller};
use client::{Client, plain};
use generate::Seen;
use order::{Call, in_some_order};

/// How many requests are checked; `BRIDGE_RESILIENCE_OPERATIONS` sets another number.
const OPERATIONS: u64 = 12_000;
const CALLERS: u64 = 8;
const PEOPLE: usize = 4;
/// The requests of one caller before everybody stops and all is read.
const STRETCH: u64 = 60;

/// One client as the callers know her: what they have seen, and every call about her.
struct Subject {
    netid: String,
    seen: Mutex<Seen>,
    calls: Mutex<Vec<Call>>,
}

struct Stage {
    people: Vec<Subject>,
    now: AtomicU64,
}

impl Stage {
    fn new(stretch: u64) -> Self {
        let client = |number| Subject {
            netid: format!("person-{stretch}-{number}"),
            seen: Mutex::default(),
            calls: Mutex::default(),
        };
        Self { people: (0..PEOPLE).map(client).collect(), now: AtomicU64::new(0) }
    }

    async fn call(&self, caller: &Caller, subject: &Subject, body: Value) {
        let sent = self.now.fetch_add(1, Ordering::SeqCst);
        let reply = caller.post(&body).await;
        let answered = self.now.fetch_add(1, Ordering::SeqCst);
        assert!(reply.status < 500, "{body}: {reply:?}");
        let answer = reply.json();
        subject.seen.lock().unwrap().learn(&answer);
        subject.calls.lock().unwrap().push(Call { sent, answered, body, answer: plain(&answer) });
    }

    async fn act(&self, caller: Caller, mut chance: Rng) {
        for _ in 0..STRETCH {
            let subject = &self.people[chance.usize(..PEOPLE)];
            let body = subject.seen.lock().unwrap().next(&subject.netid, &mut chance);
            self.call(&caller, subject, body).await;
        }
    }

    /// Reads all there is about everybody, while nothing happens.
    async fn read_all(&self, caller: &Caller) {
        for subject in &self.people {
            let reads = subject.seen.lock().unwrap().everything();
            for body in reads {
                self.call(caller, subject, body).await;
            }
        }
    }
}

/// The status counts of all people together are those of the bridge.
async fn assert_totals(running: &Bridge, people: &[Client]) {
    let answer = running.done(json!({ "action": "get_booking_statistics" })).await;
    for status in ["pending", "confirmed", "failed", "cancelled"] {
        let count: usize = people.iter().map(|client| client.count(status)).sum();
        assert_eq!(answer["statistics"][status], count, "{status}");
    }
    let accounts = running.done(json!({ "action": "get_accounts" })).await;
    assert_eq!(accounts["count"], people.iter().filter(|client| client.is_listed()).count());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_is_the_models() {
    let mut chance = chance();
    let folder = tempfile::tempdir().unwrap();
    let running = Bridge::start(folder.path());
    let wanted = number("BRIDGE_RESILIENCE_OPERATIONS").unwrap_or(OPERATIONS);
    let (mut people, mut checked, mut stretch) = (Vec::new(), 0, 0);
    while checked < wanted {
        let stage = Arc::new(Stage::new(stretch));
        let callers = (0..CALLERS).map(|_| {
            let (stage, caller, chance) = (stage.clone(), (*running).clone(), chance.fork());
            tokio::spawn(async move { stage.act(caller, chance).await })
        });
        join_all(callers).await.into_iter().for_each(Result::unwrap);
        stage.read_all(&running).await;
        for subject in &stage.people {
            let mut calls = subject.calls.lock().unwrap();
            calls.sort_by_key(|call| call.sent);
            checked += calls.len() as u64;
            people.push(in_some_order(&calls).unwrap_or_else(|problem| panic!("{}: {problem}", subject.netid)));
        }
        assert_totals(&running, &people).await;
        stretch += 1;
    }
    assert_invariants(folder.path());
    eprintln!("{checked} requests of {CALLERS} callers in {stretch} stretches");
}

#[test]
fn an_answer_that_comes_too_late_is_noticed() {
    let call = |sent, body, answer| Call { sent, answered: sent + 1, body, answer };
    let added = json!({ "success": true, "account": { "id": 1, "netid": "ada", "is_active": true } });
    let add = call(0, json!({ "action": "add_account", "netid": "ada", "is_active": true }), added.clone());
    let look = |sent, answer| call(sent, json!({ "action": "get_account", "account_id": 1 }), answer);
    let missing = json!({ "success": false, "code": "account_not_found" });
    let overlapping = [Call { answered: 3, ..add }, look(1, missing.clone())];
    assert!(in_some_order(&overlapping).is_ok());
    let add = call(0, json!({ "action": "add_account", "netid": "ada", "is_active": true }), added.clone());
    assert!(in_some_order(&[add, look(2, missing)]).is_err());
}
