//! The engine at a facility where everything goes wrong at once.

mod load;
mod requests;

use std::time::Duration;

use fastrand::Rng;
use serde_json::{Value, json};

use crate::both_sides::{assert_same, settled};
use crate::facility::Facility;
use crate::invariants::assert_invariants;
use crate::seed::{chance, number};
use crate::support::{Bridge, bridge, on_booking};
use load::Load;
use requests::Requests;

/// The seconds under fire; `BRIDGE_RESILIENCE_FIRE_SECONDS` sets another number.
const SECONDS: u64 = 60;
/// The time from one thing that people do to the next, in milliseconds.
const PACE_MS: u64 = 100;
/// The requests a second that the profile allows, and a burst of as many. The facility allows 25 in all, and refuses the others.
const BUDGET: u32 = 20;
/// The bookings that an account may have at a location in a day.
const PER_DAY: usize = 4;

/// A fifth of the requests fails, answers come late, get lost or never come, sessions end after 20 s, the clock is ahead, others take
/// half of the places as they open, and who comes too late is put on a waiting list.
fn facility(chance: &mut Rng) -> Facility {
    let seed = chance.u32(..).to_string();
    let flags = ["--competitors", "0.5", "--latency", "20ms", "--token-seconds", "20", "--clock-skew", "1500ms"];
    let limits = ["--rate-limit", "25", "--bookings-per-day", "4", "--waiting-list", "--any-start"];
    let faults = ["--errors", "0.2", "--drop-after-commit", "0.1", "--slow", "0.03", "--seed", &seed];
    Facility::now(&[&flags[..], &limits, &faults].concat())
}

fn profile(facility: &Facility) -> String {
    let profile = facility.profile().replace("requests_per_second = 1000", &format!("requests_per_second = {BUDGET}"));
    profile.replace("bookings_per_day = 1", &format!("bookings_per_day = {PER_DAY}"))
}

/// Cancels what waits for others: open plans and pending bookings.
async fn cease(running: &Bridge) {
    for state in ["scheduled", "running"] {
        let plans = running.done(json!({ "action": "get_plans", "state": state })).await["plans"].clone();
        for plan in plans.as_array().unwrap() {
            running.post(&json!({ "action": "cancel_plan", "plan_id": plan["id"] })).await;
        }
    }
    let pending = running.done(json!({ "action": "get_bookings", "status": "pending" })).await["bookings"].clone();
    for booking in pending.as_array().unwrap() {
        running.post(&on_booking("cancel_booking", booking["id"].as_i64().unwrap())).await;
    }
}

async fn assert_nobody_is_locked_out(running: &Bridge) {
    let accounts = running.done(json!({ "action": "get_accounts" })).await["accounts"].clone();
    assert!(accounts.as_array().unwrap().iter().all(|account| account["sign_in"] != "needed"), "{accounts}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_at_once_leaves_both_sides_the_same() {
    let mut chance = chance();
    let facility = facility(&mut chance);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("facility.toml"), profile(&facility)).unwrap();
    let flags = ["--listen", "127.0.0.1:0", "--facility", "facility.toml"];
    let running = Bridge::run(&mut bridge(folder.path(), &flags));
    let mut load = Load::start(&running).await;
    let mut requests = Requests::default();
    let seconds = number("BRIDGE_RESILIENCE_FIRE_SECONDS").unwrap_or(SECONDS);
    let mut pace = tokio::time::interval(Duration::from_millis(PACE_MS));
    for number in 0..seconds * 1_000 / PACE_MS {
        pace.tick().await;
        load.act(&running, &mut chance).await;
        if number % 100 == 0 {
            requests.read(&facility).await;
        }
    }
    cease(&running).await;
    let bookings = settled(&running, folder.path()).await;
    requests.read(&facility).await;
    assert_same(&facility, &bookings).await;
    requests::assert_limits(&facility, PER_DAY).await;
    requests.assert_budget(f64::from(BUDGET));
    requests.assert_not_before_the_opening();
    requests.assert_no_refused_sign_in();
    assert_nobody_is_locked_out(&running).await;
    let attempts: Value = running.done(json!({ "action": "get_attempts", "limit": 1_000 })).await;
    running.stop();
    assert_invariants(folder.path());
    let confirmed = bookings.iter().filter(|booking| booking["status"] == "confirmed").count();
    eprintln!("{seconds} s, {} bookings, {confirmed} confirmed, {}", bookings.len(), requests.summary());
    eprintln!("the last outcomes: {:?}", requests::counted(&attempts["attempts"], "outcome"));
    assert!(confirmed > 0);
}
