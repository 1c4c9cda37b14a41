//! The planner: which run of slots a plan aims at, and what it books, gives up and gives back for it.
//!
//! [`decide_plan`] is a pure function. It searches exactly: runs in the order of preference, and for each run every assignment
//! of accounts, until one is possible. The numbers are small: 3 locations, 18 hours, 10 accounts, 4 hours at most.

mod assign;
mod board;
mod decide;
mod facts;
mod matching;
mod outlook;
mod run;
mod words;

pub use decide::{Part, PartState, PlanDecision, PlanMove, decide_plan};
pub use facts::{Look, Obstacle, PlanAccount, PlanBooking, PlanBookingState, PlanChoice, PlanFacts, PlanSlot, Strike};
pub use outlook::{Outlook, outlook};
pub use run::Run;
