//! A practice facility of its own for every test, and a gateway to it.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use booking_core::clock::{Clock, Timestamp};
use booking_core::facility::{Profile, slot_start};
use booking_core::gateway::{Answer, Credentials, FacilityGateway as _, GatewayFailure, Outcome, Session, SlotRequest};
use booking_core::password::Password;
use booking_core::slot::{Location, SubLocation};
use bridge::gateway::RestGateway;
use chrono_tz::Europe::Amsterdam;
use prometheus::Registry;

/// The time at which the clocks of gateway and facility stand: 10:30 in Amsterdam.
pub(crate) const NOW: &str = "2026-11-22T09:30:00.000Z";
/// A day on which X1 and X3 are open up to the slot of 10:00, and Fitness is open.
pub(crate) const DATE: &str = "2026-11-25";

pub(crate) struct StoppedClock;

impl Clock for StoppedClock {
    fn now(&self) -> Timestamp {
        moment(NOW)
    }
}

pub(crate) fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A running practice facility and a gateway to it. It ends with the test.
pub(crate) struct Facility {
    child: Child,
    pub(crate) url: String,
    pub(crate) gateway: RestGateway,
}

impl Facility {
    pub(crate) fn start(flags: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_practice-facility"));
        command.args(["--listen", "127.0.0.1:0", "--clock", NOW]).args(flags);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.strip_prefix("listening on ").and_then(|rest| rest.split(',').next()).unwrap();
        Self { child, url: url.to_owned(), gateway: gateway(url) }
    }

    pub(crate) async fn sign_in(&self, netid: &str) -> Session {
        taken(self.gateway.sign_in(&password(netid, "a password")).await)
    }

    /// Signs in and books.
    pub(crate) async fn book(&self, netid: &str, slot: &SlotRequest) -> Answer {
        self.gateway.book(&self.sign_in(netid).await, slot).await
    }

    /// Lists the member's reservations.
    pub(crate) async fn references(&self, session: &Session) -> Vec<String> {
        let listed = self.gateway.reservations(session, moment(NOW)).await.unwrap();
        listed.iter().map(|one| one.reference.to_string()).collect()
    }
}

impl Drop for Facility {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A gateway with the practice facility's profile to another address, and a budget that no test uses up.
pub(crate) fn gateway(url: &str) -> RestGateway {
    gateway_with(url, 1_000)
}

pub(crate) fn gateway_with(url: &str, per_second: u32) -> RestGateway {
    RestGateway::new(Arc::new(profile(url, per_second)), Amsterdam, Arc::new(StoppedClock), &Registry::new()).unwrap()
}

pub(crate) fn profile(url: &str, per_second: u32) -> Profile {
    Profile::parse(&profile_file(url, per_second)).unwrap()
}

/// The practice facility's profile with another address and budget.
pub(crate) fn profile_file(url: &str, per_second: u32) -> String {
    let shipped = include_str!("../../profiles/practice.toml");
    let toml = shipped
        .replace("\"http://127.0.0.1:8010\"", &format!("{url:?}"))
        .replace("requests_per_second = 10", &format!("requests_per_second = {per_second}"));
    assert!(toml.contains(url) && toml.contains(&format!("= {per_second}\n")));
    toml
}

pub(crate) fn password(netid: &str, password: &str) -> Credentials {
    Credentials::Password { netid: netid.parse().unwrap(), password: Password::parse(password.to_owned()).unwrap() }
}

pub(crate) fn slot(location: Location, half: Option<SubLocation>, time: &str) -> SlotRequest {
    let (date, time_slot) = (DATE.parse().unwrap(), time.parse().unwrap());
    let starts_at = slot_start(Amsterdam, date, time_slot);
    SlotRequest { date, time_slot, starts_at, location, sub_location: half, listed: None }
}

pub(crate) fn fitness(time: &str) -> SlotRequest {
    slot(Location::Fitness, None, time)
}

pub(crate) fn x1_a(time: &str) -> SlotRequest {
    slot(Location::X1, Some(SubLocation::A), time)
}

/// The session of a sign-in that went well; it has no `Debug`.
pub(crate) fn taken(session: Result<Session, GatewayFailure>) -> Session {
    session.unwrap_or_else(|failure| panic!("{failure:?}"))
}

/// The failure of a sign-in.
pub(crate) fn refused(session: Result<Session, GatewayFailure>) -> GatewayFailure {
    session.err().unwrap()
}

/// The outcome of an answer with its status.
pub(crate) fn summary(answer: &Answer) -> (Outcome, Option<u16>) {
    (answer.outcome, answer.status_code)
}
