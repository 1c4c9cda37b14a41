//! Sentences for people.

use super::board::Board;
use super::run::Run;
use crate::plan::PlanState;
use crate::slot::{Place, TimeSlot};

/// `X1 A`, or `X1` where any half will do.
pub(super) fn place(place: Place) -> String {
    place.sub_location().map_or_else(|| place.location().to_string(), |half| format!("{} {half}", place.location()))
}

/// `14:00`.
pub(super) fn hour(time: TimeSlot) -> String {
    time.to_string().chars().take(5).collect()
}

pub(super) fn run(board: &Board<'_>, run: Run) -> String {
    let facts = board.facts;
    let hours = if run.hours == 1 { "hour" } else { "hours" };
    let (place, from) = (place(facts.choices[run.choice].place), hour(facts.slots[run.start].time));
    format!("{place}, {} {hours} from {from}", run.hours)
}

pub(super) fn aim(board: &Board<'_>, aim: Run) -> String {
    format!("The best run that is still possible: {}.", run(board, aim))
}

pub(super) fn going_on(board: &Board<'_>, best: Option<Run>, later: Option<Run>) -> String {
    match (best, later) {
        (Some(best), _) => aim(board, best),
        (None, Some(later)) => format!(
            "No run is possible now. {} would be, once a slot is free again or an account can be asked.",
            run(board, later)
        ),
        (None, None) => "No run is possible.".to_owned(),
    }
}

pub(super) fn left_the_aim(board: &Board<'_>, now: Option<Run>) -> String {
    match now {
        Some(now) => format!("The plan now aims at {}.", run(board, now)),
        None => "The plan has nothing to aim at now.".to_owned(),
    }
}

pub(super) fn not_needed() -> String {
    "No run that is still possible needs it.".to_owned()
}

pub(super) fn given_up(board: &Board<'_>, aim: Run) -> String {
    format!("The account is needed for the better run: {}.", run(board, aim))
}

pub(super) fn ended(board: &Board<'_>, state: PlanState, best: Option<Run>) -> String {
    match (state, best) {
        (PlanState::Completed, Some(best)) => format!("The plan is complete: {}.", run(board, best)),
        (PlanState::Partial, Some(best)) => {
            format!("No more than this can be had: {} of {} hours.", run(board, best), board.facts.hours)
        }
        _ => format!("No run of {} consecutive hours can be had any more.", board.facts.minimum_hours),
    }
}
