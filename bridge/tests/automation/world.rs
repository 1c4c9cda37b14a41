//! A bridge with its engine, connected to a practice facility.

mod slot;

use std::fs;
use std::ops::Deref;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use booking_core::{BookingService, Commit, CommitListener};
use bridge::config::{Config, Settings};
use bridge::startup::{self, Components};
use bridge::telemetry::metrics::Metrics;
use clap::{CommandFactory as _, FromArgMatches as _};
use futures_util::FutureExt as _;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::{oneshot, watch};

pub(crate) use slot::{OPENING, START, Slot, X1};

use crate::facility::Facility;
use crate::support::clock::TestClock;
use crate::support::{Caller, NOW, PATIENCE, in_time, on_booking, patiently};

/// The number of commits, so that tests wait for a change instead of sleeping.
pub(crate) struct Commits(watch::Sender<u64>);

impl CommitListener for Commits {
    fn committed(&self, _: &Commit<'_>) {
        self.0.send_modify(|count| *count += 1);
    }
}

/// A bridge that was started, with its engine.
struct Running {
    service: Arc<BookingService>,
    caller: Caller,
    shutdown: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

/// A practice facility and a bridge that is connected to it. Both clocks stand at [`NOW`].
pub(crate) struct World {
    pub(crate) facility: Facility,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) folder: TempDir,
    /// Further flags of the bridge, from the next start on.
    pub(crate) flags: Vec<String>,
    commits: Arc<Commits>,
    running: Option<Running>,
}

impl World {
    /// Account 1 of a person who agreed, and a facility with these flags.
    pub(crate) async fn start(flags: &[&str]) -> Self {
        let mut world = Self::stopped(Facility::start(flags));
        world.run();
        world.add_account("jdevries").await;
        world
    }

    /// A world whose bridge does not run yet.
    pub(crate) fn stopped(facility: Facility) -> Self {
        let world = Self {
            facility,
            clock: Arc::new(TestClock::at(NOW)),
            folder: tempfile::tempdir().unwrap(),
            flags: Vec::new(),
            commits: Arc::new(Commits(watch::Sender::default())),
            running: None,
        };
        world.write_profile(|profile| profile);
        world
    }

    /// Writes the facility's profile with a change.
    pub(crate) fn write_profile(&self, change: impl FnOnce(String) -> String) {
        fs::write(self.folder.path().join("facility.toml"), change(self.facility.profile())).unwrap();
    }

    fn settings(&self, connected: bool) -> Settings {
        let (database, profile) = (self.folder.path().join("bookings.db"), self.folder.path().join("facility.toml"));
        let (database, profile) = (database.to_str().unwrap(), profile.to_str().unwrap());
        let mut line = vec!["bridge", "--listen", "127.0.0.1:0", "--database", database];
        if connected {
            line.extend(["--facility", profile]);
        }
        line.extend(self.flags.iter().map(String::as_str));
        // The environment of the tests must not set anything.
        let command = Config::command().mut_args(|argument| argument.env(None));
        Config::from_arg_matches(&command.get_matches_from(line)).unwrap().settings
    }

    /// Starts the bridge.
    pub(crate) fn run(&mut self) {
        self.run_with(self.settings(true));
    }

    /// Starts the bridge without a facility.
    pub(crate) fn run_without_facility(&mut self) {
        self.run_with(self.settings(false));
    }

    /// Whether the database knows that bookings have to be planned.
    pub(crate) fn is_unplanned(&self) -> bool {
        let database = rusqlite::Connection::open(self.folder.path().join("bookings.db")).unwrap();
        database.query_row("SELECT fingerprint = '' FROM engine", [], |row| row.get(0)).unwrap()
    }

    fn run_with(&mut self, settings: Settings) {
        let (clock, metrics) = (self.clock.clone(), Metrics::new().unwrap());
        let listeners: Vec<Arc<dyn CommitListener>> = vec![self.commits.clone()];
        let components = Components::open_with(&settings, clock.clone(), metrics, listeners).unwrap();
        let (service, engine) = (components.service.clone(), components.engine.clone());
        let notices = components.notices.clone();
        let (started, ready) = mpsc::channel();
        let (shutdown, stopped) = oneshot::channel();
        let inside = service.clone();
        let thread = std::thread::spawn(move || {
            let stopped = stopped.map(drop).shared();
            actix_web::rt::System::new().block_on(async {
                let (server, address) = startup::build(&settings, components, stopped.clone()).unwrap();
                started.send(address).unwrap();
                let carry_out = engine.run(inside.clone(), clock.clone(), stopped.clone());
                let deliver = notices.run(inside.clone(), clock, stopped);
                let (outcome, carried_out, ()) = tokio::join!(server, carry_out, deliver);
                outcome.unwrap();
                carried_out.unwrap();
            });
            inside.close();
        });
        let caller = Caller::of(ready.recv_timeout(PATIENCE).unwrap());
        self.running = Some(Running { service, caller, shutdown, thread });
    }

    /// Stops the bridge gracefully.
    pub(crate) fn stop(&mut self) {
        let Running { service, shutdown, thread, .. } = self.running.take().unwrap();
        drop((service, shutdown));
        in_time(|| thread.join()).expect("the bridge stops").unwrap();
    }

    pub(crate) fn service(&self) -> &Arc<BookingService> {
        &self.running.as_ref().unwrap().service
    }

    /// Sets both clocks, the facility's first: it must not seem to be late.
    pub(crate) async fn at(&self, moment: &str) {
        self.facility.set(moment).await;
        self.clock.set(moment);
    }

    /// Waits until a look at the world finds something. It looks again after each commit.
    pub(crate) async fn until<T>(&self, look: impl AsyncFn() -> Option<T>) -> T {
        let mut commits = self.commits.0.subscribe();
        patiently(async {
            loop {
                commits.mark_unchanged();
                if let Some(found) = look().await {
                    return found;
                }
                commits.changed().await.unwrap();
            }
        })
        .await
    }

    pub(crate) async fn add_account(&self, netid: &str) -> i64 {
        self.account(netid, Some("a password")).await
    }

    /// Adds an account. The practice facility takes every password but `wrong`.
    pub(crate) async fn account(&self, netid: &str, password: Option<&str>) -> i64 {
        let mut body = json!({ "action": "add_account", "netid": netid });
        if let Some(password) = password {
            body["password"] = password.into();
        }
        self.done(body).await["account"]["id"].as_i64().unwrap()
    }

    /// The messages of a booking's audit trail, oldest first.
    pub(crate) async fn trail(&self, id: i64) -> Vec<String> {
        let logs = self.done(on_booking("get_booking_logs", id)).await["logs"].clone();
        logs.as_array().unwrap().iter().map(|log| log["message"].as_str().unwrap().to_owned()).collect()
    }

    pub(crate) async fn account_state(&self, id: i64) -> Value {
        self.done(json!({ "action": "get_account", "account_id": id })).await["account"].clone()
    }

    pub(crate) async fn engine(&self) -> Value {
        self.done(json!({ "action": "get_engine" })).await["engine"].clone()
    }

    pub(crate) async fn cancel(&self, id: i64) {
        self.done(on_booking("cancel_booking", id)).await;
    }

    /// Makes a booking of account 1. Returns its id.
    pub(crate) async fn book(&self, slot: Slot<'_>) -> i64 {
        self.done(slot.body()).await["bookings"][0]["id"].as_i64().unwrap()
    }

    pub(crate) async fn booking(&self, id: i64) -> Value {
        self.done(on_booking("get_booking", id)).await["booking"].clone()
    }

    /// Waits until a booking has a status. Returns the booking.
    pub(crate) async fn becomes(&self, id: i64, status: &str) -> Value {
        self.until(async || Some(self.booking(id).await).filter(|booking| booking["status"] == status)).await
    }

    /// The booking's attempts, oldest first.
    pub(crate) async fn attempts(&self, id: i64) -> Vec<Value> {
        let answer = self.done(json!({ "action": "get_attempts", "booking_id": id })).await;
        answer["attempts"].as_array().unwrap().iter().rev().cloned().collect()
    }

    /// The kinds and outcomes of the booking's answered attempts, oldest first, as in `book confirmed`.
    pub(crate) async fn outcomes(&self, id: i64) -> Vec<String> {
        let text = |value: &Value| value.as_str().unwrap_or("under way").to_owned();
        let attempts = self.attempts(id).await;
        attempts.iter().map(|one| format!("{} {}", text(&one["kind"]), text(&one["outcome"]))).collect()
    }

    /// Waits until a booking has no attempt under way: the next one is planned, or none is. Returns the booking.
    async fn settled(&self, id: i64) -> Value {
        self.until(async || {
            let booking = self.booking(id).await;
            (booking["status"] != "pending" || !booking["next_attempt_at"].is_null()).then_some(booking)
        })
        .await
    }

    /// Moves the clocks to each next attempt of a booking until none is planned. Returns the booking.
    pub(crate) async fn plays_out(&self, id: i64) -> Value {
        loop {
            let booking = self.settled(id).await;
            let Some(again) = booking["next_attempt_at"].as_str() else { return booking };
            self.at(again).await;
            self.until(async || (self.booking(id).await["next_attempt_at"] != again).then_some(())).await;
        }
    }

    /// Waits until the booking's attempts have these outcomes and nothing is under way.
    pub(crate) async fn comes_to(&self, id: i64, outcomes: &[&str]) {
        self.until(async || (self.outcomes(id).await == outcomes).then_some(())).await;
    }
}

impl Deref for World {
    type Target = Caller;

    fn deref(&self) -> &Caller {
        &self.running.as_ref().unwrap().caller
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if self.running.is_some() && !std::thread::panicking() {
            self.stop();
        }
    }
}
