//! The facility's faults: requests that it refuses or fails although they are right.

use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use actix_web::http::Method;
use chrono::{DateTime, TimeDelta, Utc};
use clap::{Args, ValueEnum};

use crate::bad_answers::BadAnswer;
use crate::flags;
use crate::refusal::Refusal;

/// The longest delay of a slow answer.
const SLOWEST: Duration = Duration::from_secs(12);

/// The faults that the facility shows.
#[derive(Args)]
pub(crate) struct FaultFlags {
    /// Delays every answer, as in 40ms. The request takes effect on arrival.
    #[arg(long, value_name = "TIME", default_value = "0ms", value_parser = flags::latency)]
    latency: TimeDelta,

    /// The share of answers that are delayed by up to 12 s more, which is longer than a client may wait, 0 to 1.
    #[arg(long, value_name = "SHARE", default_value = "0", value_parser = flags::share)]
    slow: f64,

    /// The share of bookings and cancellations that take effect and break the connection without an answer, 0 to 1.
    #[arg(long, value_name = "SHARE", default_value = "0", value_parser = flags::share)]
    drop_after_commit: f64,

    /// The share of requests that are answered with status 500 and have no effect, 0 to 1.
    #[arg(long, value_name = "SHARE", default_value = "0", value_parser = flags::share)]
    errors: f64,

    /// The requests that are served in a second of the facility's clock; others are answered with status 429.
    #[arg(long, value_name = "N")]
    rate_limit: Option<NonZeroU32>,

    /// Answer a route badly, as in slots=html; without a route it is book. The request takes effect all the same.
    /// Routes: sign-in, member, refresh, slots, book, reservations, cancel. Repeatable.
    #[arg(long, value_name = "[ROUTE=]html|half-json|endless|redirect|text-ids|null-data", value_parser = bad_answer)]
    answer: Vec<(Route, BadAnswer)>,
}

/// A route of the facility's wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Route {
    SignIn,
    Member,
    Refresh,
    Slots,
    Book,
    Reservations,
    Cancel,
}

impl Route {
    pub(crate) fn of(method: &Method, path: &str) -> Option<Self> {
        match (method.as_str(), path) {
            ("POST", "/auth") => Some(Self::SignIn),
            ("GET", "/auth") => Some(Self::Member),
            ("POST", "/auth/token-refresh") => Some(Self::Refresh),
            ("GET", "/bookable-slots") => Some(Self::Slots),
            ("POST", "/participations") => Some(Self::Book),
            ("GET", "/participations") => Some(Self::Reservations),
            ("DELETE", path) if path.starts_with("/participations/") => Some(Self::Cancel),
            _ => None,
        }
    }
}

/// Reads `slots=html`, or `html` for the route that books.
fn bad_answer(text: &str) -> Result<(Route, BadAnswer), String> {
    let (route, kind) = text.split_once('=').unwrap_or(("book", text));
    Ok((Route::from_str(route, false)?, BadAnswer::from_str(kind, false)?))
}

/// The faults as they happen.
pub(crate) struct Faults {
    flags: FaultFlags,
    random: Mutex<fastrand::Rng>,
    served: Mutex<Served>,
}

/// The requests served in a second of the facility's clock.
#[derive(Default)]
struct Served {
    second: i64,
    count: u32,
}

impl Faults {
    pub(crate) fn new(flags: FaultFlags, seed: u64) -> Self {
        Self { flags, random: Mutex::new(fastrand::Rng::with_seed(seed)), served: Mutex::default() }
    }

    /// Decides how long an answer is delayed.
    pub(crate) fn latency(&self) -> Duration {
        let latency = self.flags.latency.to_std().unwrap_or_default();
        let more = if self.happens(self.flags.slow) { SLOWEST.mul_f64(self.draw()) } else { Duration::ZERO };
        latency + more
    }

    /// Decides whether a request fails before it has an effect.
    pub(crate) fn before(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        if self.flags.rate_limit.is_some_and(|limit| self.count(now) > limit.get()) {
            return Err(Refusal::TooManyRequests);
        }
        if self.happens(self.flags.errors) { Err(Refusal::Internal) } else { Ok(()) }
    }

    /// Decides whether the connection breaks after a change.
    pub(crate) fn drops(&self, route: Option<Route>) -> bool {
        matches!(route, Some(Route::Book | Route::Cancel)) && self.happens(self.flags.drop_after_commit)
    }

    /// Finds how the route's answers are spoilt, if they are.
    pub(crate) fn bad_answer(&self, route: Option<Route>) -> Option<BadAnswer> {
        self.flags.answer.iter().find(|(spoilt, _)| Some(*spoilt) == route).map(|(_, kind)| *kind)
    }

    fn happens(&self, share: f64) -> bool {
        self.draw() < share
    }

    /// A random number from 0 to 1, 1 excluded.
    fn draw(&self) -> f64 {
        self.random.lock().unwrap_or_else(PoisonError::into_inner).f64()
    }

    /// Counts this request among those of its second.
    fn count(&self, now: DateTime<Utc>) -> u32 {
        let mut served = self.served.lock().unwrap_or_else(PoisonError::into_inner);
        if served.second != now.timestamp() {
            *served = Served { second: now.timestamp(), count: 0 };
        }
        served.count = served.count.saturating_add(1);
        served.count
    }
}
