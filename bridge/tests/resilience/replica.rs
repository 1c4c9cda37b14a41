//! The machine is lost in the middle of load and of attempts, and another one takes over from what Litestream replicated.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use chrono::{Days, Utc};
use fastrand::Rng;
use serde_json::{Value, json};

use crate::attempts::facility;
use crate::both_sides::{assert_same, settled};
use crate::facility::Facility;
use crate::invariants::assert_invariants;
use crate::seed::{chance, number};
use crate::support::{Bridge, bridge, in_time};

/// The requests to the facility after which the machine is lost; `BRIDGE_RESILIENCE_REQUESTS` sets another number.
const REQUESTS: u64 = 150;
const ACCOUNTS: i64 = 5;

/// The binary that npm installs with the web app's packages, on the machines that it exists for.
fn litestream() -> Option<PathBuf> {
    const PACKAGE: &str = "../web/node_modules/@flydotio/litestream-linux-x64/litestream";
    let binary = Path::new(env!("CARGO_MANIFEST_DIR")).join(PACKAGE);
    if !binary.exists() {
        eprintln!("skipped: {} is missing, install it by `npm ci` in web", binary.display());
        return None;
    }
    Some(binary)
}

/// The bridge of a machine, in the folder of that machine.
fn command(machine: &Path) -> Command {
    bridge(machine, &["--listen", "127.0.0.1:0", "--facility", "../facility.toml", "--checkpoints", "external"])
}

/// A replication that ends with the test.
struct Replication(Child);

impl Replication {
    fn start(litestream: &Path, folder: &Path) -> Self {
        let replica = json!({ "type": "file", "path": "replica", "sync-interval": "100ms" });
        let settings = json!({ "dbs": [{ "path": "first/data/bookings.db", "monitor-interval": "100ms", "replicas": [replica] }] });
        // JSON is YAML.
        fs::write(folder.join("litestream.yml"), settings.to_string()).unwrap();
        let mut command = Command::new(litestream);
        command.args(["replicate", "-config", "litestream.yml"]).current_dir(folder).stdin(Stdio::null());
        Self(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    }
}

impl Drop for Replication {
    fn drop(&mut self) {
        // After a passed test it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A request of a caller, who repeats it if its answer was lost.
enum Sent {
    Create(Value),
    Cancel(usize),
}

/// The callers' requests in their order, and the ids of the bookings that they created, by the create's place in that order.
#[derive(Default)]
struct Callers {
    sent: Vec<Sent>,
    bookings: BTreeMap<usize, i64>,
    /// The moments of the answers that created them.
    answered: Vec<Instant>,
}

impl Callers {
    /// Books and cancels at random until the bridge is gone.
    async fn work(&mut self, running: &Bridge, chance: &mut Rng) {
        loop {
            let number = self.sent.len();
            let known: Vec<usize> = self.bookings.keys().copied().collect();
            let next = if known.is_empty() || chance.u8(..10) < 7 {
                let date = Utc::now().date_naive() + Days::new(chance.u64(1..=5));
                let time = format!("{:02}:00", chance.u8(6..=23));
                Sent::Create(json!({
                    "action": "create_booking", "account_id": chance.i64(1..=ACCOUNTS), "booking_date": date.to_string(),
                    "time_slots": [time], "location": "Fitness", "idempotency_key": number.to_string(),
                }))
            } else {
                Sent::Cancel(known[chance.usize(..known.len())])
            };
            self.sent.push(next);
            if !self.send(running, number).await {
                return;
            }
            self.answered.resize(self.bookings.len(), Instant::now());
        }
    }

    /// Sends one request. Returns false when no answer comes.
    async fn send(&mut self, running: &Bridge, number: usize) -> bool {
        let body = match &self.sent[number] {
            Sent::Create(body) => body.clone(),
            Sent::Cancel(create) => json!({ "action": "cancel_booking", "booking_id": self.bookings[create] }),
        };
        let Ok(response) = running.endpoint().json(&body).send().await else { return false };
        let Ok(answer) = response.json::<Value>().await else { return false };
        if let Some(id) = answer["bookings"][0]["id"].as_i64() {
            self.bookings.insert(number, id);
        }
        true
    }

    /// Sends every request again, in order. Those that the bridge knows change nothing.
    async fn repeat(&mut self, running: &Bridge) {
        self.bookings.clear();
        for number in 0..self.sent.len() {
            if matches!(&self.sent[number], Sent::Cancel(create) if !self.bookings.contains_key(create)) {
                continue;
            }
            assert!(self.send(running, number).await);
        }
    }
}

async fn is_replicated(folder: &Path) {
    while !folder.join("replica").is_dir() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_machine_takes_over_from_the_replica() {
    let Some(litestream) = litestream() else { return };
    let mut chance = chance();
    let facility: Facility = facility(&mut chance);
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("facility.toml"), facility.profile()).unwrap();
    for machine in ["first", "second/data"] {
        fs::create_dir_all(at(machine)).unwrap();
    }
    let first = Bridge::run(&mut command(&at("first")));
    fs::copy(at("first/data/bookings.key"), at("second/data/bookings.key")).unwrap();
    for number in 1..=ACCOUNTS {
        let body = json!({ "action": "add_account", "netid": format!("member{number}"), "password": "a password" });
        first.done(body).await;
    }
    let replication = Replication::start(&litestream, folder.path());
    is_replicated(folder.path()).await;

    let mut callers = Callers::default();
    let requests = facility.total().await + number("BRIDGE_RESILIENCE_REQUESTS").unwrap_or(REQUESTS);
    let loss = async {
        while facility.total().await < requests {
            tokio::task::yield_now().await;
        }
        first.signal("KILL");
    };
    tokio::join!(loss, callers.work(&first, &mut chance));
    drop(replication);
    first.end();
    let lost_at = Instant::now();
    fs::remove_dir_all(at("first")).unwrap();

    let mut command_line = Command::new(&litestream);
    command_line.args([
        "restore",
        "-config",
        "litestream.yml",
        "-o",
        "second/data/bookings.db",
        "first/data/bookings.db",
    ]);
    let restored =
        command_line.current_dir(folder.path()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let restored = restored.spawn().unwrap();
    let restored = in_time(|| restored.wait_with_output().unwrap()).expect("the restore ends");
    assert!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));
    let second = Bridge::run(&mut command(&at("second")));
    let took = lost_at.elapsed();
    let known = usize::try_from(second.total().await).unwrap();
    assert!(known > 0);
    let (answered, last) = (callers.answered.len(), callers.answered.get(known - 1).copied());
    let window = lost_at.duration_since(last.unwrap_or(lost_at));
    callers.repeat(&second).await;
    let bookings = settled(&second, &at("second")).await;
    assert_same(&facility, &bookings).await;
    second.stop();
    let missing = answered.saturating_sub(known);
    eprintln!(
        "{missing} of {answered} bookings were lost, those of {window:?}; the second machine took over after {took:?}"
    );
    assert_invariants(&at("second"));
}
