//! The practice facility: a stand-in for the gym's booking system. It speaks the same wire and shares no code with the bridge.

mod bad_answers;
mod clock;
mod competitors;
mod control;
mod facility;
mod faults;
mod flags;
mod members;
mod middleware;
mod places;
mod refusal;
mod request_log;
mod reservations;
mod routes;
mod rules;
mod slots;
mod state_file;
mod timestamp;
mod wire;

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::process::ExitCode;

use actix_web::middleware::from_fn;
use actix_web::web::Data;
use actix_web::{App, HttpServer};
use anyhow::Context as _;
use clap::Parser as _;

use crate::facility::Facility;
use crate::flags::Flags;

/// Seconds that requests in flight may take after a signal to stop.
const SHUTDOWN_SECONDS: u64 = 2;

fn main() -> ExitCode {
    match run(Flags::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report(&error);
            ExitCode::FAILURE
        }
    }
}

/// Writes an error to standard error.
fn report(error: &anyhow::Error) {
    let _ = writeln!(io::stderr(), "practice-facility: {error:#}");
}

fn run(flags: Flags) -> anyhow::Result<()> {
    let listen = flags.listen;
    let facility = Data::new(Facility::new(flags)?);
    actix_web::rt::System::new().block_on(serve(listen, facility))
}

/// Answers requests until SIGTERM or Ctrl-C.
async fn serve(listen: SocketAddr, facility: Data<Facility>) -> anyhow::Result<()> {
    let app =
        move || App::new().app_data(facility.clone()).configure(routes::configure).wrap(from_fn(middleware::pass));
    let unusable = || format!("cannot listen on {listen}: stop the program that uses it or choose another --listen");
    let server = HttpServer::new(app).shutdown_timeout(SHUTDOWN_SECONDS).bind(listen).with_context(unusable)?;
    for address in server.addrs() {
        let _ = writeln!(io::stderr(), "listening on http://{address}, practice: nothing is booked for real");
    }
    server.run().await.context("the server failed")
}
