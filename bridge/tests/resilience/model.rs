//! Concurrent callers change the same accounts' bookings. Their responses must be those of a sequential model, for some
//! order of the requests in which each takes effect between being sent and being answered (linearizability).

mod bookings;
mod order;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use fastrand::Rng;
use futures_util::future::join_all;

use crate::invariants::assert_invariants;
use crate::seed::{chance, number};
use crate::support::{Bridge, Caller, account};
use bookings::{Booking, Request, Response, TIMES};
use order::{Call, explain};

/// The number of requests that are checked; `BRIDGE_RESILIENCE_OPERATIONS` sets another number.
const OPERATIONS: u64 = 12_000;
const CALLERS: u64 = 8;
const ACCOUNTS: usize = 4;
/// The number of requests that each caller sends before the calls are checked.
const ROUND: u64 = 60;

/// An account, the ids of its bookings as far as responses named them, and the calls about it.
struct Subject {
    account: i64,
    ids: Mutex<Vec<i64>>,
    calls: Mutex<Vec<Call>>,
}

impl Subject {
    async fn call(&self, caller: &Caller, request: Request, now: &AtomicU64) {
        let sent = now.fetch_add(1, Ordering::SeqCst);
        let response = caller.post(&request.body(self.account)).await;
        let answered = now.fetch_add(1, Ordering::SeqCst);
        assert!(response.status < 500, "{request:?}: {response:?}");
        let response = Response::from(&response.json());
        if let (Request::Create(_), Response::Bookings(made)) = (&request, &response) {
            self.ids.lock().unwrap().extend(made.iter().map(|(id, _)| id));
        }
        self.calls.lock().unwrap().push(Call { sent, answered, request, response });
    }

    fn next(&self, chance: &mut Rng) -> Request {
        let ids = self.ids.lock().unwrap();
        let recent = ids.iter().rev().nth(chance.usize(..ids.len().clamp(1, 8))).copied();
        let text = format!("text {}", chance.u8(..3));
        match (recent, chance.u8(..10)) {
            (None, _) | (_, 0..3) => {
                let mut times = TIMES;
                chance.shuffle(&mut times);
                Request::Create(times[..chance.usize(1..=2)].to_vec())
            }
            (Some(id), 3..5) => Request::Confirm(id, text),
            (Some(id), 5..7) => Request::Fail(id, text),
            (Some(id), 7) if chance.bool() => Request::Cancel(id),
            (Some(id), 7) => Request::Get(id),
            (Some(id), 8) => Request::Retry(id),
            (Some(_), _) => Request::List,
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn concurrent_responses_are_explained_by_one_order_of_the_requests() {
    let mut chance = chance();
    let folder = tempfile::tempdir().unwrap();
    let running = Bridge::start(folder.path());
    let wanted = number("BRIDGE_RESILIENCE_OPERATIONS").unwrap_or(OPERATIONS);
    let mut checked = 0;
    for round in 0.. {
        let mut subjects = Vec::new();
        for index in 0..ACCOUNTS {
            let added = running.done(account(&format!("account-{round}-{index}"))).await;
            let account = added["account"]["id"].as_i64().unwrap();
            subjects.push(Subject { account, ids: Mutex::default(), calls: Mutex::default() });
        }
        let shared = Arc::new((subjects, AtomicU64::new(0)));
        let callers = (0..CALLERS).map(|_| {
            let (shared, caller, mut chance) = (shared.clone(), (*running).clone(), chance.fork());
            tokio::spawn(async move {
                let (subjects, now) = &*shared;
                for _ in 0..ROUND {
                    let subject = &subjects[chance.usize(..ACCOUNTS)];
                    let request = subject.next(&mut chance);
                    subject.call(&caller, request, now).await;
                }
            })
        });
        join_all(callers).await.into_iter().for_each(Result::unwrap);
        for subject in &shared.0 {
            subject.call(&running, Request::List, &shared.1).await;
            let mut calls = subject.calls.lock().unwrap();
            calls.sort_by_key(|call| call.sent);
            checked += calls.len() as u64;
            explain(&calls).unwrap_or_else(|problem| panic!("account {}: {problem}", subject.account));
        }
        if checked >= wanted {
            break;
        }
    }
    assert_invariants(folder.path());
    eprintln!("{checked} requests of {CALLERS} callers");
}

#[test]
fn a_stale_read_is_not_explained() {
    let booking = Booking { time: TIMES[0].into(), status: "pending".into(), reference: None, error: None };
    let created = Response::Bookings(vec![(1, booking)]);
    let create =
        |answered| Call { sent: 0, answered, request: Request::Create(vec![TIMES[0]]), response: created.clone() };
    let empty = |sent| Call { sent, answered: sent + 1, request: Request::List, response: Response::Bookings(vec![]) };
    assert!(explain(&[create(3), empty(1)]).is_ok(), "the calls overlap");
    assert!(explain(&[create(1), empty(2)]).is_err(), "the list was sent after the create was answered");
}
