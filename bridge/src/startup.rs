//! Builds and runs the server. The binary and the tests share [`build`].

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use actix_web::dev::Server;
use actix_web::middleware::from_fn;
use actix_web::web::Data;
use actix_web::{App, HttpServer};
use anyhow::Context as _;
use booking_core::clock::Clock;
use booking_core::{BookingService, CommitListener, ServiceConfig};
use futures_util::FutureExt as _;
use futures_util::future::select;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

use crate::availability::Availability;
use crate::config::Settings;
use crate::engine::{Engine, PreciseClock};
use crate::http::booking_list::BLOCKING_READS;
use crate::http::guard::Guard;
use crate::http::{cors, guard, routes};
use crate::live::Feed;
use crate::notices::Notices;
use crate::telemetry::log_writer::LogWriter;
use crate::telemetry::metrics::Metrics;
use crate::telemetry::request_log;

/// The time that requests in flight may take to finish after a signal to stop, in seconds.
const SHUTDOWN_TIMEOUT: u64 = 8;
/// The number of connections that may wait to be accepted.
const BACKLOG: u32 = 2_048;

/// Opens the service and answers requests until SIGTERM or Ctrl-C; then finishes requests in flight, commits queued writes
/// and closes the database.
///
/// # Errors
/// When the facility's profile is wrong, or the database, the key or the port cannot be used.
pub fn serve(settings: &Settings, log: &LogWriter) -> anyhow::Result<()> {
    let metrics = Metrics::new()?.with_dropped_log_lines(log.dropped());
    let components = Components::open(settings, Arc::new(PreciseClock), metrics)?;
    let service = components.service.clone();
    let outcome = actix_web::rt::System::new().block_on(run(settings, components));
    service.close();
    outcome
}

/// The parts of a bridge that requests use.
pub struct Components {
    /// The booking service.
    pub service: Arc<BookingService>,
    /// The engine, which holds the gateway to the facility.
    pub engine: Arc<Engine>,
    /// The facility's slots.
    pub availability: Arc<Availability>,
    /// The live updates.
    pub feed: Arc<Feed>,
    /// The channels of notices.
    pub notices: Arc<Notices>,
    /// The metrics.
    pub metrics: Metrics,
}

impl Components {
    /// Reads the profile and opens the service with everything that listens to its commits.
    ///
    /// # Errors
    /// When the facility's profile is wrong, or the database or the key cannot be used.
    pub fn open(settings: &Settings, clock: Arc<dyn Clock>, metrics: Metrics) -> anyhow::Result<Self> {
        Self::open_with(settings, clock, metrics, Vec::new())
    }

    /// As [`Components::open`], with more listeners.
    ///
    /// # Errors
    /// As [`Components::open`].
    pub fn open_with(
        settings: &Settings,
        clock: Arc<dyn Clock>,
        metrics: Metrics,
        mut listeners: Vec<Arc<dyn CommitListener>>,
    ) -> anyhow::Result<Self> {
        let profile = settings.facility()?.map(Arc::new);
        if let Some(profile) = &profile {
            log::info!("facility {:?} at {}", profile.name, profile.url);
        }
        let engine = Arc::new(Engine::new(profile.clone(), settings.time_zone, clock.clone(), metrics.registry())?);
        let feed = Feed::new(metrics.registry())?;
        let notices = Arc::new(Notices::new(settings)?);
        listeners.extend([Arc::new(metrics.clone()) as Arc<dyn CommitListener>, feed.clone()]);
        listeners.push(notices.listener());
        listeners.extend(engine.listener());
        let service = Arc::new(BookingService::open(ServiceConfig {
            database: settings.database.clone(),
            key_file: settings.key_file(),
            zone: settings.time_zone,
            profile,
            clock,
            readers: readers(),
            checkpoints: settings.checkpoints.into(),
            listeners,
        })?);
        let availability = Arc::new(Availability::new(service.clone(), engine.clone(), feed.clone()));
        Ok(Self { service, engine, availability, feed, notices, metrics })
    }
}

/// The size of the read pool: one connection for each worker, each read on the blocking pool and the engine.
#[must_use]
pub fn readers() -> u32 {
    u32::try_from(workers() + BLOCKING_READS + 1).unwrap_or(u32::MAX)
}

fn workers() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

async fn run(settings: &Settings, components: Components) -> anyhow::Result<()> {
    let address = settings.listen;
    let (service, engine) = (components.service.clone(), components.engine.clone());
    let (notices, told) = (components.notices.clone(), service.clone());
    let signal = stop_signal()?.shared();
    let (server, address) = build(settings, components, signal.clone())
        .with_context(|| format!("cannot listen on {address}: stop the program that uses it or set BRIDGE_LISTEN"))?;
    let (ended, server_ended) = oneshot::channel::<()>();
    let shutdown = async move { drop(select(signal, server_ended).await) }.shared();
    let stopped = shutdown.clone();
    let delivered = actix_web::rt::spawn(async move { notices.run(told, Arc::new(PreciseClock), stopped).await });
    let carried_out = actix_web::rt::spawn(async move { engine.run(service, Arc::new(PreciseClock), shutdown).await });
    log::info!("listening on http://{address}, database {}", settings.database.display());
    let outcome = server.await.context("the server failed");
    drop(ended);
    let carried_out = carried_out.await.context("the engine failed")?;
    delivered.await.context("the delivery of notices failed")?;
    log::info!("stopped");
    outcome.and(carried_out)
}

/// Completes at SIGTERM or Ctrl-C. The handlers are installed when this returns.
fn stop_signal() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        log::info!("stopping: finishing requests in flight");
    })
}

/// A server that is bound to its address, and that address: with port 0 the system chooses one. It stops gracefully when
/// `shutdown` completes.
///
/// # Errors
/// When the address cannot be used.
pub fn build(
    settings: &Settings,
    components: Components,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<(Server, SocketAddr)> {
    let guard = Data::new(Guard::new(settings.listen.ip(), &settings.allowed_hosts, settings.token.clone()));
    let Components { service, engine, availability, feed, notices, metrics } = components;
    let shutdown = run_feed(feed.clone(), shutdown);
    let (service, engine, availability) = (Data::from(service), Data::from(engine), Data::from(availability));
    let (feed, notices, metrics) = (Data::from(feed), Data::from(notices), Data::new(metrics));
    let origins = settings.allowed_origins.clone();
    let server = HttpServer::new(move || {
        App::new()
            .app_data(guard.clone())
            .app_data(service.clone())
            .app_data(engine.clone())
            .app_data(availability.clone())
            .app_data(feed.clone())
            .app_data(notices.clone())
            .app_data(metrics.clone())
            .configure(routes::configure)
            .wrap(cors::cors(&origins))
            .wrap(from_fn(cors::describe_refusals))
            .wrap(from_fn(guard::check_host))
            .wrap(from_fn(request_log::log_request))
    })
    .workers(workers())
    .backlog(BACKLOG)
    // A stream must notice at once that its client left, before there is anything to send.
    .h1_allow_half_closed(false)
    .shutdown_timeout(SHUTDOWN_TIMEOUT)
    .shutdown_signal(shutdown)
    .bind(settings.listen)?;
    let address = server.addrs().first().copied().unwrap_or(settings.listen);
    Ok((server.run(), address))
}

/// Runs the live updates until `shutdown` completes. Closes them then, because a stream is a request in flight that does not
/// end.
fn run_feed(
    feed: Arc<Feed>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> impl Future<Output = ()> + Send + 'static {
    let closing = feed.clone();
    actix_web::rt::spawn(async move { feed.run().await });
    async move {
        shutdown.await;
        closing.close();
    }
}
