//! The engine: sleeps until the next task is due, asks the facility and records the answer.
//!
//! Every decision is one of `booking_core::automation`, and every record one of the service's transactions. The database holds
//! what is due, so nothing is polled: a commit wakes the engine where it may have changed what comes next.

mod activity;
mod attempt;
mod busy;
mod clock;
mod handle;
mod lateness;
mod listings;
mod look;
mod metrics;
mod parts;
mod plans;
mod prepare;
mod readiness;
mod run;
mod scheduler;
mod send;
mod sign_in;
mod status;
mod wake;

pub use clock::{EngineClock, PreciseClock};
pub use handle::Engine;
pub use status::{EngineState, EngineStatus, LatenessSummary, NextTask, NotReady, OffsetMillis};
