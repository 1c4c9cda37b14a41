//! The bridge is killed at random moments under load, again and again on the same file.

mod ledger;
mod load;

use std::path::Path;
use std::sync::atomic::Ordering;

use fastrand::Rng;
use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::invariants::{assert_invariants, trails};
use crate::seed::{chance, number};
use crate::support::{Bridge, account};
use ledger::Ledger;
use load::{ACCOUNTS, Client, Progress};

/// The number of times that the bridge is killed; `BRIDGE_RESILIENCE_CRASHES` sets another number.
const CRASHES: u64 = 10;
const CLIENTS: usize = 8;

/// Starts callers, kills the bridge while they work and returns what they know.
async fn interrupted(running: Bridge, round: u64, progress: &Progress, chance: &mut Rng) -> Vec<Client> {
    let mut clients: Vec<Client> =
        (0..CLIENTS).map(|_| Client::new((*running).clone(), round, chance.fork(), progress.clone())).collect();
    let last_answer = progress.answered.load(Ordering::SeqCst) + chance.u64(1..400);
    let pause = std::time::Duration::from_micros(chance.u64(..5_000));
    let killer = async {
        while progress.answered.load(Ordering::SeqCst) < last_answer {
            tokio::task::yield_now().await;
        }
        // The moment after an answer is no different from others; any moment must do.
        tokio::time::sleep(pause).await;
        running.signal("KILL");
    };
    let mut work = join_all(clients.iter_mut().map(Client::work));
    tokio::select! {
        () = killer => drop(work.await),
        _ = &mut work => panic!("the bridge ended by itself:\n{}", running.end().log),
    }
    assert!(!running.end().status.success());
    clients
}

/// All bookings.
async fn stored(running: &Bridge) -> Vec<Value> {
    running.done(json!({ "action": "get_bookings" })).await["bookings"].as_array().unwrap().clone()
}

/// Repeated requests with a key get the same bookings and book nothing.
async fn assert_keys_replay(running: &Bridge, ledger: &Ledger, since: u64) {
    let before = running.total().await;
    for request in ledger.keyed(since) {
        let answer = running.done(request.body.clone()).await;
        let ids: Vec<i64> = answer["bookings"].as_array().unwrap().iter().map(ledger::id).collect();
        assert_eq!(ids, ledger.ids_of(request), "{}", request.body);
        if let Some(first) = &request.answer {
            assert_eq!(&answer["bookings"], first);
        }
    }
    assert_eq!(running.total().await, before);
}

async fn examine(folder: &Path, ledger: &mut Ledger, since: u64) -> Bridge {
    let running = Bridge::start(folder);
    ledger.compare(&stored(&running).await);
    ledger.compare_trails(&trails(folder));
    assert_invariants(folder);
    assert_keys_replay(&running, ledger, since).await;
    running
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kills_lose_no_acknowledged_write_and_leave_none_incomplete() {
    let mut chance = chance();
    let folder = tempfile::tempdir().unwrap();
    let progress = Progress::default();
    let mut ledger = Ledger::default();
    let mut running = Bridge::start(folder.path());
    for number in 0..ACCOUNTS {
        running.done(account(&format!("person{number}"))).await;
    }
    let crashes = number("BRIDGE_RESILIENCE_CRASHES").unwrap_or(CRASHES);
    for round in 0..crashes {
        let since = progress.sent.load(Ordering::SeqCst);
        for client in interrupted(running, round, &progress, &mut chance).await {
            ledger.add(client);
        }
        running = examine(folder.path(), &mut ledger, since).await;
    }
    running.stop();
    let answers = progress.answered.load(Ordering::SeqCst);
    eprintln!("{crashes} kills, {answers} answers, {}", ledger.summary());
    assert!(answers > crashes * 10 && ledger.changes() > crashes);
}
