//! The bridge is killed at random moments while plans are made, carried out, disturbed and cancelled.

use chrono::{Days, Utc};
use fastrand::Rng;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

use crate::both_sides::{assert_same, settled};
use crate::facility::Facility;
use crate::invariants::assert_invariants;
use crate::rounds::{add_accounts, command, killed_amid};
use crate::seed::{chance, number, one_of};
use crate::support::{Bridge, on_booking};

/// The number of times that the bridge is killed; `BRIDGE_RESILIENCE_CRASHES` sets another number.
const CRASHES: u64 = 6;
const ACCOUNTS: u64 = 8;

/// A facility where others have half of the places, which breaks connections and fails, each now and then.
fn facility(chance: &mut Rng) -> Facility {
    let seed = chance.u32(..).to_string();
    let flags = ["--competitors", "0.4", "--latency", "3ms", "--seed", &seed];
    Facility::now(&[&flags[..], &["--drop-after-commit", "0.1", "--errors", "0.05"]].concat())
}

/// A wish for one of the two days after today, on which every slot is open.
fn wish(accounts: &[i64], chance: &mut Rng) -> Value {
    let date = Utc::now().date_naive() + Days::new(chance.u64(1..=2));
    let (hours, start) = (chance.u32(1..=4), chance.u32(6..=15));
    let mut places = ["X1", "X3", "Fitness"];
    chance.shuffle(&mut places);
    let choices: Vec<Value> = places[..chance.usize(1..=3)].iter().map(|place| json!({ "location": place })).collect();
    let mut accounts = accounts.to_vec();
    chance.shuffle(&mut accounts);
    json!({
        "action": "create_plan", "booking_date": date.to_string(), "hours": hours,
        "minimum_hours": chance.u32(1..=hours), "choices": choices,
        "window_start": format!("{start:02}:00"), "window_end": format!("{:02}:00", start + 8),
        "account_ids": accounts[..chance.usize(1..=accounts.len())],
    })
}

/// Makes and cancels plans, and cancels their bookings as a person would, until the bridge is gone. Returns the bookings that
/// the person cancelled, those included whose answer was lost.
async fn work(running: &Bridge, accounts: &[i64], chance: &mut Rng) -> BTreeSet<i64> {
    let (mut plans, mut booked, mut cancelled) = (Vec::new(), Vec::new(), BTreeSet::new());
    loop {
        let body = match chance.u8(..10) {
            0..3 if !plans.is_empty() => {
                json!({ "action": "cancel_plan", "plan_id": plans.swap_remove(chance.usize(..plans.len())) })
            }
            3..5 if !booked.is_empty() => on_booking("cancel_booking", one_of(chance, &booked)),
            5 if !plans.is_empty() => json!({ "action": "get_plan", "plan_id": one_of(chance, &plans) }),
            _ => wish(accounts, chance),
        };
        cancelled.extend(body["booking_id"].as_i64());
        let Ok(response) = running.endpoint().json(&body).send().await else { return cancelled };
        let Ok(answer) = response.json::<Value>().await else { return cancelled };
        let plan = &answer["plan"];
        if body["action"] == "create_plan" {
            plans.extend(plan["id"].as_i64());
        }
        booked.extend(plan["bookings"].as_array().into_iter().flatten().filter_map(|booking| booking["id"].as_i64()));
    }
}

async fn plans(running: &Bridge) -> Vec<Value> {
    running.done(json!({ "action": "get_plans" })).await["plans"].as_array().unwrap().clone()
}

/// The plan has ended and holds its run and nothing else: consecutive hours at one location, as many as its state says. A person
/// may have cancelled some of them after the end.
fn assert_ended(plan: &Value, cancelled: &BTreeSet<i64>) {
    let hour = |booking: &Value| booking["time_slot"].as_str().unwrap()[..2].parse::<i64>().unwrap();
    let bookings = plan["bookings"].as_array().unwrap().iter();
    let held: BTreeMap<i64, &Value> =
        bookings.filter(|booking| booking["status"] == "confirmed").map(|booking| (hour(booking), booking)).collect();
    let aim = plan["aim"].as_array().unwrap().iter();
    let aimed: BTreeMap<i64, &Value> = aim.map(|part| (hour(part), &part["booking_id"])).collect();
    assert_eq!(held.iter().map(|(hour, one)| (*hour, &one["id"])).collect::<BTreeMap<_, _>>(), aimed, "{plan:#}");
    let (hours, least) = (plan["hours"].as_u64().unwrap(), plan["minimum_hours"].as_u64().unwrap());
    let bookings = plan["bookings"].as_array().unwrap().iter();
    let length = held.len() as u64;
    if bookings.filter_map(|booking| booking["id"].as_i64()).any(|id| cancelled.contains(&id)) {
        return assert!(length <= hours, "{plan:#}");
    }
    match plan["state"].as_str().unwrap() {
        "completed" => assert_eq!(length, hours, "{plan:#}"),
        "partial" => assert!((least..hours).contains(&length), "{plan:#}"),
        "failed" | "cancelled" => assert_eq!(length, 0, "{plan:#}"),
        state => panic!("{state}: {plan:#}"),
    }
    if let (Some(first), Some(last)) = (held.first_key_value(), held.last_key_value()) {
        assert_eq!(last.0 - first.0 + 1, i64::try_from(held.len()).unwrap(), "{plan:#}");
        assert!(held.values().all(|booking| booking["location"] == first.1["location"]), "{plan:#}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kills_leave_no_plan_with_more_or_less_than_its_run() {
    let mut chance = chance();
    let facility = facility(&mut chance);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("facility.toml"), facility.profile()).unwrap();
    let mut running = Bridge::run(&mut command(folder.path()));
    let crashes = number("BRIDGE_RESILIENCE_CRASHES").unwrap_or(CRASHES);
    let mut cancelled = BTreeSet::new();
    let mut states: BTreeMap<String, usize> = BTreeMap::new();
    for round in 0..crashes {
        let accounts = add_accounts(&running, round, ACCOUNTS).await;
        let requests = chance.u64(1..300);
        let mut fork = chance.fork();
        let work = work(&running, &accounts, &mut fork);
        cancelled.extend(killed_amid(&running, &facility, requests, work).await);
        assert!(!running.end().status.success());
        running = Bridge::run(&mut command(folder.path()));
        assert_same(&facility, &settled(&running, folder.path()).await).await;
        for plan in plans(&running).await {
            assert_ended(&plan, &cancelled);
            *states.entry(plan["state"].as_str().unwrap().to_owned()).or_default() += 1;
            // Room for the next round.
            if plan["aim"] != json!([]) {
                running.done(json!({ "action": "cancel_plan", "plan_id": plan["id"] })).await;
            }
        }
        assert_same(&facility, &settled(&running, folder.path()).await).await;
    }
    running.stop();
    assert_invariants(folder.path());
    eprintln!("{crashes} kills, {states:?}, {} requests", facility.total().await);
    assert!(states.contains_key("completed"), "{states:?}");
}
