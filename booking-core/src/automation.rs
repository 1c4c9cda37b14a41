//! Pure decisions: facts in, a decision out. Nothing here reads a clock, a file or the network.
//!
//! [`next_step`] is the one function that decides what is attempted and when. The engine acts on it, the schedule stores its
//! moment, [`explain`] shows its reasons, and [`after`] asks it what follows from an answer.

mod after;
mod availability;
mod backoff;
mod clock_offset;
mod explain;
mod facts;
mod hold;
mod look;
mod next_step;
mod pending;
pub mod plan;
mod readiness;
mod send_at;
mod step;
mod words;

pub use after::{Change, Following, after};
pub use availability::{Listed, ShownSlot, SlotState, depends_on_facility, slots_of_day};
pub use clock_offset::ClockOffset;
pub use explain::{Explanation, Verdict, explain};
pub use facts::{AccountFacts, AttemptKind, Facts, PastAttempt, SignInState, Window};
pub use look::{Found, Looked, choose, find};
pub use next_step::next_step;
pub use readiness::{Problem, ProblemCode, ReadinessFacts, readiness};
pub use send_at::{is_at_opening, send_at};
pub use step::{Decision, Reason, ReasonCode, Step};

#[cfg(test)]
mod tests;
