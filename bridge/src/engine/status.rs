use booking_core::attempt::Lateness;
use booking_core::automation::Problem;
use booking_core::clock::Timestamp;
use booking_core::ids::{AccountId, BookingId};
use booking_core::task::{Due, Task};
use schemars::JsonSchema;
use serde::Serialize;

use crate::gateway::{BudgetUse, UnknownAnswer};

/// The status of the engine.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EngineStatus {
    /// The connected facility's name; `null` where none is connected.
    pub facility: Option<String>,
    /// The engine's state.
    pub state: EngineState,
    /// The facility's clock minus this machine's; `null` before the facility's first answer.
    pub clock_offset_ms: Option<OffsetMillis>,
    /// The budget of requests to the facility; `null` where none is connected.
    pub budget: Option<BudgetUse>,
    /// The tasks that are due next, soonest first, at most 10.
    pub next: Vec<NextTask>,
    /// The lateness of the latest 1,000 attempts to book.
    pub lateness_ms: LatenessSummary,
    /// The accounts that are not ready for an opening of the next 15 minutes, soonest first.
    pub readiness: Vec<NotReady>,
    /// The facility's answers that its profile does not explain, the latest first, at most 50.
    pub unknown_answers: Vec<UnknownAnswer>,
}

/// The state of the engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EngineState {
    /// Tasks are carried out when they are due.
    Running,
    /// New attempts are paused. Places are still given back.
    Paused,
    /// No facility is connected.
    NoFacility,
    /// The engine has not started yet, has ended, or restarts after an error.
    Stopped,
}

/// The bounds of the facility's clock minus this machine's, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OffsetMillis {
    /// The lowest possible value.
    pub low: i64,
    /// The highest possible value.
    pub high: i64,
}

/// A task of the engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NextTask {
    /// The booking.
    pub booking_id: BookingId,
    /// The task.
    pub task: Task,
    /// When it is due.
    pub due_at: Timestamp,
}

/// An account that is not ready for an opening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NotReady {
    /// The moment of the opening.
    pub opens_at: Timestamp,
    /// The account, whose bookings wait for the opening.
    pub account_id: AccountId,
    /// The account's name at the facility.
    pub netid: String,
    /// When it was checked.
    pub checked_at: Timestamp,
    /// The problems, at least one.
    pub problems: Vec<Problem>,
}

/// The lateness of attempts, in milliseconds with one decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LatenessSummary {
    /// The median; `null` before the first attempt.
    #[schemars(with = "Option<f64>")]
    pub p50: Option<Lateness>,
    /// The value that 99 of 100 attempts do not exceed.
    #[schemars(with = "Option<f64>")]
    pub p99: Option<Lateness>,
    /// The attempts since the start.
    pub count: u64,
}

impl OffsetMillis {
    /// Rounds bounds in microseconds outwards.
    pub(super) fn of((low, high): (i64, i64)) -> Self {
        Self { low: low.div_euclid(1_000), high: -((-high).div_euclid(1_000)) }
    }
}

impl From<Due> for NextTask {
    fn from(due: Due) -> Self {
        Self { booking_id: due.booking_id, task: due.task, due_at: due.due_at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_rounded_outwards() {
        assert_eq!(OffsetMillis::of((-1_001, 1_001)), OffsetMillis { low: -2, high: 2 });
        assert_eq!(OffsetMillis::of((1_500, 2_000)), OffsetMillis { low: 1, high: 2 });
    }
}
