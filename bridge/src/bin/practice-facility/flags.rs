//! Flags.

use std::net::SocketAddr;
use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use clap::{Parser, ValueEnum as _};

use crate::faults::FaultFlags;
use crate::places::Location;
use crate::rules::Rules;
use crate::timestamp;

/// A stand-in facility for practice: it speaks the facility's wire, and nothing is booked for real.
#[derive(Parser)]
#[command(name = "practice-facility", version)]
pub(crate) struct Flags {
    /// The address and port to listen on.
    #[arg(long, default_value = "127.0.0.1:8010", value_name = "ADDRESS")]
    pub(crate) listen: SocketAddr,

    /// The file that keeps the reservations across restarts; without it they are kept in memory.
    #[arg(long, value_name = "FILE")]
    pub(crate) state: Option<PathBuf>,

    /// A time at which the clock stands still until `POST /practice/clock` moves it.
    #[arg(long, value_name = "TIME", value_parser = timestamp::parse)]
    pub(crate) clock: Option<DateTime<Utc>>,

    /// The lead of the facility's clock, as in 1500ms; negative if it runs behind.
    #[arg(long, value_name = "TIME", default_value = "0ms", allow_hyphen_values = true, value_parser = skew)]
    pub(crate) clock_skew: TimeDelta,

    /// Seconds that a sign-in lasts.
    #[arg(long, value_name = "N", default_value_t = 86_400)]
    pub(crate) token_seconds: u32,

    /// The seed of everything random but the tokens.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) seed: u64,

    /// The share of a slot's places that others try to take within 2 seconds after it opens, 0 to 1.
    #[arg(long, value_name = "SHARE", default_value = "0", value_parser = share)]
    pub(crate) competitors: f64,

    #[command(flatten)]
    pub(crate) rules: Rules,

    #[command(flatten)]
    pub(crate) faults: FaultFlags,
}

/// Reads `X1=4320`, at most a year.
pub(crate) fn open_ahead(text: &str) -> Result<(Location, i64), String> {
    let parsed = text.split_once('=').and_then(|(location, minutes)| {
        let minutes = minutes.parse().ok().filter(|minutes| (0..=527_040).contains(minutes))?;
        Some((Location::from_str(location, false).ok()?, minutes))
    });
    parsed.ok_or_else(|| "expected a location and minutes, as in X1=4320".to_owned())
}

/// Reads a share from 0 to 1.
pub(crate) fn share(text: &str) -> Result<f64, String> {
    let parsed = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    parsed.ok_or_else(|| "expected a number from 0 to 1, as in 0.05".to_owned())
}

/// Reads a time of at most a day.
pub(crate) fn latency(text: &str) -> Result<TimeDelta, String> {
    skew(text).and_then(|time| if time < TimeDelta::zero() { Err("expected no minus".to_owned()) } else { Ok(time) })
}

/// Reads a time of at most a day, forwards or backwards.
fn skew(text: &str) -> Result<TimeDelta, String> {
    let (number, unit) = match text.strip_suffix("ms") {
        Some(number) => (number, 1),
        None => (text.strip_suffix('s').unwrap_or_default(), 1_000),
    };
    let milliseconds = number.parse::<i64>().ok().and_then(|number| number.checked_mul(unit));
    let parsed = milliseconds.filter(|number| number.unsigned_abs() <= 86_400_000).map(TimeDelta::milliseconds);
    parsed.ok_or_else(|| "expected milliseconds or seconds, as in 40ms or 2s".to_owned())
}
