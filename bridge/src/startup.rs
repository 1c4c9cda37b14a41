//! Builds and runs the server. The binary and the tests share [`build`].

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::from_fn;
use actix_web::web::Data;
use actix_web::{App, HttpServer};
use anyhow::Context as _;
use booking_core::clock::SystemClock;
use booking_core::{BookingService, ReaderCount, ServiceConfig};
use tokio::signal::unix::{SignalKind, signal};

use crate::config::Settings;
use crate::http::booking_list::LONG_READS;
use crate::http::guard::Guard;
use crate::http::{cors, guard, routes};
use crate::telemetry::metrics::Metrics;
use crate::telemetry::request_log;

/// How long requests in flight may take to finish after a signal to stop, in seconds.
const SHUTDOWN_TIMEOUT: u64 = 8;
/// How many connections may wait to be accepted.
const BACKLOG: u32 = 2_048;

/// Opens the service and answers requests until SIGTERM or Ctrl-C; then finishes what is in flight, commits queued writes
/// and closes the database.
///
/// # Errors
/// When the database, the key or the port cannot be used.
pub fn serve(settings: &Settings) -> anyhow::Result<()> {
    let metrics = Metrics::new()?;
    let service = Arc::new(BookingService::open(ServiceConfig {
        database: settings.database.clone(),
        key_file: settings.key_file(),
        zone: settings.time_zone,
        clock: Arc::new(SystemClock),
        readers: readers(),
        observer: Arc::new(metrics.clone()),
    })?);
    let outcome = actix_web::rt::System::new().block_on(run(settings, service.clone(), metrics));
    service.close();
    outcome
}

/// How many connections the workers and the long lists need.
#[must_use]
pub fn readers() -> ReaderCount {
    let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
    ReaderCount { kept: count(workers()), spare: count(LONG_READS) }
}

fn workers() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

async fn run(settings: &Settings, service: Arc<BookingService>, metrics: Metrics) -> anyhow::Result<()> {
    let (server, address) = build(settings, service, metrics).with_context(|| unusable(settings.listen))?;
    // Handle signals before logging that the bridge listens: a reader of that line may stop it at once.
    stop_on_signal(server.handle())?;
    log::info!("listening on http://{address}, database {}", settings.database.display());
    server.await.context("the server failed")?;
    log::info!("stopped");
    Ok(())
}

fn unusable(address: SocketAddr) -> String {
    format!("cannot listen on {address}: stop the program that uses it or set BRIDGE_LISTEN")
}

/// A server that is bound to its address, and that address: with port 0 the system chooses one.
///
/// # Errors
/// When the address cannot be used.
pub fn build(settings: &Settings, service: Arc<BookingService>, metrics: Metrics) -> io::Result<(Server, SocketAddr)> {
    let guard = Data::new(Guard::new(settings.listen.ip(), &settings.allowed_hosts, settings.token.clone()));
    let service = Data::from(service);
    let metrics = Data::new(metrics);
    let origins = settings.allowed_origins.clone();
    let server = HttpServer::new(move || {
        // Actix calls this once on each worker's thread.
        service.keep_reader();
        App::new()
            .app_data(guard.clone())
            .app_data(service.clone())
            .app_data(metrics.clone())
            .configure(routes::configure)
            .wrap(cors::cors(&origins))
            .wrap(from_fn(cors::describe_refusals))
            .wrap(from_fn(guard::check_host))
            .wrap(from_fn(request_log::log_request))
    })
    .workers(workers())
    .backlog(BACKLOG)
    .shutdown_timeout(SHUTDOWN_TIMEOUT)
    .disable_signals()
    .bind(settings.listen)?;
    let address = server.addrs().first().copied().unwrap_or(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0));
    Ok((server.run(), address))
}

/// The first signal lets requests in flight finish, a second one does not wait for them.
fn stop_on_signal(server: ServerHandle) -> io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    actix_web::rt::spawn(async move {
        for (graceful, message) in [(true, "stopping: finishing requests in flight"), (false, "stopping at once")] {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            log::info!("{message}");
            // `run` awaits the stop.
            drop(server.stop(graceful));
        }
    });
    Ok(())
}
