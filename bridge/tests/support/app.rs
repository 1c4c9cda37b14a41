//! A running bridge.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use booking_core::BookingService;
use bridge::config::{Config, Settings};
use bridge::live::Feed;
use bridge::startup::{self, Components};
use bridge::telemetry::metrics::Metrics;
use clap::{CommandFactory as _, FromArgMatches as _};
use futures_util::FutureExt as _;
use tempfile::TempDir;
use tokio::sync::oneshot;

use super::Caller;
use super::clock::{NOW, TestClock};
use super::patience::{PATIENCE, in_time};

/// The profile of the practice facility.
pub(crate) const PRACTICE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/profiles/practice.toml");

/// A bridge with its own port and database; dropping it stops it gracefully.
pub(crate) struct App {
    pub(crate) clock: Arc<TestClock>,
    pub(crate) service: Arc<BookingService>,
    pub(crate) feed: Arc<Feed>,
    caller: Caller,
    folder: TempDir,
    shutdown: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// The command line of a bridge.
pub(crate) struct Start {
    flags: Vec<String>,
}

/// Starts a bridge with the default settings.
pub(crate) fn spawn_app() -> App {
    Start::with(&[]).spawn()
}

impl Start {
    pub(crate) fn with(flags: &[&str]) -> Self {
        Self { flags: flags.iter().map(ToString::to_string).collect() }
    }

    fn settings(&self, database: &str) -> Settings {
        let own = ["bridge", "--listen", "127.0.0.1:0", "--database", database];
        // The environment of the tests must not set anything.
        let command = Config::command().mut_args(|argument| argument.env(None));
        Config::from_arg_matches(
            &command.get_matches_from(own.into_iter().chain(self.flags.iter().map(String::as_str))),
        )
        .unwrap()
        .settings
    }

    pub(crate) fn spawn(self) -> App {
        let folder = tempfile::tempdir().unwrap();
        let settings = self.settings(folder.path().join("bookings.db").to_str().unwrap());
        let clock = Arc::new(TestClock::at(NOW));
        let metrics = Metrics::new().unwrap();
        let components = Components::open(&settings, clock.clone(), metrics).unwrap();
        let (service, feed) = (components.service.clone(), components.feed.clone());
        let (started, ready) = mpsc::channel();
        let (shutdown, stopped) = oneshot::channel();
        let inside = service.clone();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async {
                let (server, address) = startup::build(&settings, components, stopped.map(drop)).unwrap();
                started.send(address).unwrap();
                server.await.unwrap();
            });
            inside.close();
        });
        let address = ready.recv_timeout(PATIENCE).unwrap();
        App {
            clock,
            service,
            feed,
            caller: Caller::of(address),
            folder,
            shutdown: Some(shutdown),
            thread: Some(thread),
        }
    }
}

impl App {
    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("bookings.db")
    }

    /// Locks the database for writing, as another program, until ROLLBACK.
    pub(crate) fn lock(&self) -> rusqlite::Connection {
        let other = rusqlite::Connection::open(self.database()).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        other
    }
}

impl Deref for App {
    type Target = Caller;

    fn deref(&self) -> &Caller {
        &self.caller
    }
}

impl Drop for App {
    fn drop(&mut self) {
        drop(self.shutdown.take());
        let thread = self.thread.take().unwrap();
        let ended = in_time(|| thread.join());
        if !std::thread::panicking() {
            ended.expect("the bridge stops").unwrap();
        }
    }
}
