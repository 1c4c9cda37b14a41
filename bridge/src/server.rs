//! Puts the parts together. The binary and the tests start it alike.

use std::io;
use std::net::SocketAddr;
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
use crate::guard::Guard;
use crate::list::LONG_READS;
use crate::metrics::Metrics;
use crate::{access, cors, guard, probes};

/// How long requests in flight may take to finish after a signal to stop, in seconds.
const FINISH_WITHIN: u64 = 8;
/// How many connections may wait to be accepted.
const BACKLOG: u32 = 2_048;

/// Opens the service and answers requests until SIGTERM or Ctrl-C; then finishes what is in flight, commits the queue and
/// closes the database.
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
    // Whoever reads that the bridge listens may tell it to stop.
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
    let listener = listen(settings.listen)?;
    let address = listener.local_addr()?;
    let guard = Data::new(Guard::new(settings, address));
    let service = Data::from(service);
    let metrics = Data::new(metrics);
    let origins = settings.allowed_origins.clone();
    let server = HttpServer::new(move || {
        // Every worker comes here, on its own thread.
        service.keep_reader();
        App::new()
            .app_data(guard.clone())
            .app_data(service.clone())
            .app_data(metrics.clone())
            .configure(probes::routes)
            .wrap(cors::cors(&origins))
            .wrap(from_fn(guard::admit))
            .wrap(from_fn(access::observe))
    })
    .workers(workers())
    .shutdown_timeout(FINISH_WITHIN)
    .disable_signals()
    .listen(listener)?
    .run();
    Ok((server, address))
}

/// The standard library's own `bind` lets only a few connections wait.
fn listen(address: SocketAddr) -> io::Result<std::net::TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => tokio::net::TcpSocket::new_v4(),
        SocketAddr::V6(_) => tokio::net::TcpSocket::new_v6(),
    }?;
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)?.into_std()
}

/// The first signal lets what is in flight finish, a second one does not wait for it.
fn stop_on_signal(server: ServerHandle) -> io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    actix_web::rt::spawn(async move {
        for (gracefully, saying) in [(true, "stopping: finishing what is in flight"), (false, "stopping at once")] {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            log::info!("{saying}");
            // It is waited for where the server itself is.
            drop(server.stop(gracefully));
        }
    });
    Ok(())
}
