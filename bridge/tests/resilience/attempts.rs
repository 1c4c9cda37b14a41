//! The bridge is killed at random moments while it books and releases at a facility that misbehaves.

use chrono::{Days, Utc};
use fastrand::Rng;
use serde_json::{Value, json};

use crate::both_sides::{assert_same, settled};
use crate::facility::Facility;
use crate::invariants::assert_invariants;
use crate::rounds::{add_accounts, command, killed_amid};
use crate::seed::{chance, number, one_of};
use crate::support::{Bridge, on_booking};

/// The number of times that the bridge is killed; `BRIDGE_RESILIENCE_CRASHES` sets another number.
const CRASHES: u64 = 10;
const ACCOUNTS: u64 = 3;

/// A facility with room for everybody, which breaks connections and fails, each now and then.
pub(crate) fn facility(chance: &mut Rng) -> Facility {
    let seed = chance.u32(..).to_string();
    let flags = ["--bookings-per-day", "0", "--capacity-fitness", "10000", "--latency", "3ms", "--seed", &seed];
    Facility::now(&[&flags[..], &["--drop-after-commit", "0.1", "--errors", "0.05"]].concat())
}

/// Books and cancels at random until the bridge is gone.
async fn work(running: &Bridge, accounts: &[i64], chance: &mut Rng) {
    let mut booked = Vec::new();
    loop {
        let body = if booked.is_empty() || chance.u8(..10) < 6 {
            let date = Utc::now().date_naive() + Days::new(chance.u64(1..=5));
            let time = format!("{:02}:00", chance.u8(6..=23));
            json!({
                "action": "create_booking", "account_id": one_of(chance, accounts), "booking_date": date.to_string(),
                "time_slots": [time], "location": "Fitness",
            })
        } else {
            on_booking("cancel_booking", booked.swap_remove(chance.usize(..booked.len())))
        };
        let Ok(response) = running.endpoint().json(&body).send().await else { return };
        let Ok(answer) = response.json::<Value>().await else { return };
        booked.extend(answer["bookings"][0]["id"].as_i64());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kills_lose_no_place_and_keep_none_too_many() {
    let mut chance = chance();
    let facility = facility(&mut chance);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("facility.toml"), facility.profile()).unwrap();
    let mut running = Bridge::run(&mut command(folder.path()));
    let crashes = number("BRIDGE_RESILIENCE_CRASHES").unwrap_or(CRASHES);
    let mut bookings = Vec::new();
    for round in 0..crashes {
        let accounts = add_accounts(&running, round, ACCOUNTS).await;
        let requests = chance.u64(1..120);
        let mut fork = chance.fork();
        killed_amid(&running, &facility, requests, work(&running, &accounts, &mut fork)).await;
        assert!(!running.end().status.success());
        running = Bridge::run(&mut command(folder.path()));
        bookings = settled(&running, folder.path()).await;
        assert_same(&facility, &bookings).await;
        assert!(bookings.iter().all(|booking| booking["status"] != "failed"), "{bookings:?}");
    }
    running.stop();
    assert_invariants(folder.path());
    let confirmed = bookings.iter().filter(|booking| booking["status"] == "confirmed").count();
    eprintln!(
        "{crashes} kills, {} bookings, {confirmed} confirmed, {} requests",
        bookings.len(),
        facility.total().await
    );
    assert!(confirmed > 0);
}
