use crate::automation::facts::Window;
use crate::clock::Timestamp;
use crate::ids::{AccountId, BookingId};
use crate::plan::PlanState;
use crate::retry_policy::RetryPolicy;
use crate::slot::{Place, TimeSlot};

/// The facts that decide what a plan does next. Slots, choices and accounts are named by their index in these lists.
#[derive(Debug, Clone)]
pub struct PlanFacts {
    /// The consecutive hours that are wanted, 1 to 4.
    pub hours: usize,
    /// The hours that are accepted where not all can be had.
    pub minimum_hours: usize,
    /// The slots of the window, an hour apart; at most 24.
    pub slots: Vec<PlanSlot>,
    /// The places, best first; each location once.
    pub choices: Vec<PlanChoice>,
    /// The accounts, in the order in which they are asked.
    pub accounts: Vec<PlanAccount>,
    /// The plan's own bookings that matter: those that ended and hold nothing are left out.
    pub bookings: Vec<PlanBooking>,
    /// The slots and accounts that were lost.
    pub strikes: Vec<Strike>,
    /// The last look at the availability.
    pub look: Option<Look>,
    /// Whether and how often struck slots are looked at again.
    pub retry: RetryPolicy,
    /// The plan's state before this decision.
    pub state: PlanState,
    /// This moment.
    pub now: Timestamp,
}

/// A slot of the window.
#[derive(Debug, Clone, Copy)]
pub struct PlanSlot {
    /// Its local time.
    pub time: TimeSlot,
    /// When it begins.
    pub starts_at: Timestamp,
}

/// A place that a plan may book.
#[derive(Debug, Clone)]
pub struct PlanChoice {
    /// The location, and the half where only one is allowed.
    pub place: Place,
    /// The bookings that an account may have there in a day; `None` for no limit.
    pub per_day: Option<usize>,
    /// The opening and the deadline of each slot.
    pub windows: Vec<Window>,
}

/// The reason for which an account cannot be asked now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// It is switched off or deleted.
    Inactive,
    /// Its person has not agreed to automatic booking.
    NoConsent,
    /// The facility does not let it in.
    SignInNeeded,
}

/// An account that a plan may book with.
#[derive(Debug, Clone)]
pub struct PlanAccount {
    /// Its id.
    pub id: AccountId,
    /// Its name, for sentences.
    pub name: String,
    /// Why it cannot be asked now.
    pub obstacle: Option<Obstacle>,
    /// Whether it has another booking at each slot's time, outside of this plan.
    pub busy: Vec<bool>,
    /// The number of its other bookings that day at each choice's location.
    pub booked: Vec<usize>,
}

/// The state of a plan's booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanBookingState {
    /// Pending, and nothing was asked for that may still have an effect. It can be cancelled at no cost.
    Planned,
    /// Pending, and the answer of an attempt is not known yet.
    UnderWay,
    /// Confirmed.
    Held,
    /// Ended, and the facility has not taken the place back yet.
    Releasing,
}

/// A booking of the plan.
#[derive(Debug, Clone, Copy)]
pub struct PlanBooking {
    /// Its id.
    pub id: BookingId,
    /// Its slot.
    pub slot: usize,
    /// Its choice.
    pub choice: usize,
    /// Its account.
    pub account: usize,
    /// Its state.
    pub state: PlanBookingState,
}

/// A slot that was lost or given back, or an account that was refused for it. A place that was given back is not asked for again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strike {
    /// The choice.
    pub choice: usize,
    /// The slot.
    pub slot: usize,
    /// The account that cannot have it; `None` where nobody can.
    pub account: Option<usize>,
    /// Whether a later look may show a place again.
    pub may_reopen: bool,
    /// When it was lost.
    pub at: Timestamp,
}

/// A look at the availability.
#[derive(Debug, Clone)]
pub struct Look {
    /// When it was taken.
    pub at: Timestamp,
    /// The choices and slots that showed a place.
    pub shown: Vec<(usize, usize)>,
}
