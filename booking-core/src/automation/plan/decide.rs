use super::assign::{Assigned, assign, may_give_up_now};
use super::board::{Board, Chance, Scope};
use super::facts::{PlanBooking, PlanBookingState, PlanFacts, Strike};
use super::run::Run;
use super::words;
use crate::clock::Timestamp;
use crate::ids::BookingId;
use crate::plan::PlanState;

/// The decision about a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanDecision {
    /// The state after the decision.
    pub state: PlanState,
    /// The best run that is still possible; `None` where there is none.
    pub aim: Option<Run>,
    /// The slots of the aim, earliest first.
    pub parts: Vec<Part>,
    /// The changes to make, in this order.
    pub moves: Vec<PlanMove>,
    /// When the plan must be decided again, whatever happens until then.
    pub due_at: Option<Timestamp>,
    /// When the availability of the struck slots is looked at next.
    pub looks_at: Option<Timestamp>,
    /// Why, in a sentence.
    pub why: String,
}

/// A slot of the run that a plan aims at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The slot.
    pub slot: usize,
    /// The account that has it or asks for it.
    pub account: usize,
    /// The state of the slot.
    pub state: PartState,
}

/// The state of a slot of the aim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartState {
    /// It has its booking.
    Stands(BookingId),
    /// It gets its booking now.
    New,
    /// It gets its booking when the account is free: an answer or a release is awaited.
    Waits,
    /// It gets its booking at its opening, when a place of the account is given up for it.
    GivesUp,
}

/// A change that a plan makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanMove {
    /// Makes a booking.
    Book {
        /// The slot.
        slot: usize,
        /// The choice.
        choice: usize,
        /// The account.
        account: usize,
        /// Why.
        why: String,
    },
    /// Cancels a booking and gives its place back.
    Cancel {
        /// The booking.
        booking: BookingId,
        /// Why.
        why: String,
    },
}

/// Decides what a plan does now. The same facts lead to the same decision; a decision that has been carried out is followed by
/// one without moves.
#[must_use]
pub fn decide_plan(facts: &PlanFacts) -> PlanDecision {
    let mut facts = facts.clone();
    let mut given_back = Vec::new();
    loop {
        let mut decision = decide_once(&facts);
        let new: Vec<PlanMove> =
            decision.moves.iter().filter(|wanted| gives_back(&mut facts, wanted)).cloned().collect();
        if new.is_empty() || !decision.state.is_open() {
            given_back.append(&mut decision.moves);
            return PlanDecision { moves: given_back, ..decision };
        }
        given_back.extend(new);
    }
}

/// Whether the move cancels a place that is held. The facts then say so: what is given back changes what is possible.
fn gives_back(facts: &mut PlanFacts, wanted: &PlanMove) -> bool {
    let PlanMove::Cancel { booking: id, .. } = wanted else { return false };
    let held = |booking: &&mut PlanBooking| booking.id == *id && booking.state == PlanBookingState::Held;
    let Some(booking) = facts.bookings.iter_mut().find(held) else { return false };
    booking.state = PlanBookingState::Releasing;
    let (choice, slot, at) = (booking.choice, booking.slot, facts.now);
    facts.strikes.push(Strike { choice, slot, account: None, may_reopen: false, at });
    true
}

fn decide_once(facts: &PlanFacts) -> PlanDecision {
    let board = Board::new(facts);
    if !facts.state.is_open() {
        return ended(facts.state, None, Vec::new(), String::new());
    }
    if let Some(run) = board.best_held.filter(|run| run.hours == facts.hours) {
        return finish(&board, PlanState::Completed, Some(run));
    }
    let aim = first(&board, Scope::NOW);
    let later = later(&board, aim.as_ref().map(|(run, _)| *run));
    match aim {
        Some((run, _)) if later.is_none() && Some(run) == board.best_held => {
            finish(&board, PlanState::Partial, Some(run))
        }
        None if later.is_none() => finish(&board, PlanState::Failed, None),
        aim => go_on(&board, aim, later),
    }
}

/// The best run that is possible within the scope, with its accounts.
pub(super) fn first(board: &Board<'_>, scope: Scope) -> Option<(Run, Vec<Assigned>)> {
    board.runs().find_map(|run| assign(board, run, scope).map(|assigned| (run, assigned)))
}

/// A run better than the aim that may become possible: when a slot shows a place again or an account can be asked again.
fn later(board: &Board<'_>, aim: Option<Run>) -> Option<Run> {
    let scope = Scope { reopened: board.facts.retry.auto_retry, lifted: true };
    let better = board.runs().take_while(|run| aim.is_none_or(|aim| run.is_better_than(&aim)));
    better.into_iter().find(|run| assign(board, *run, scope).is_some())
}

fn ended(state: PlanState, aim: Option<Run>, moves: Vec<PlanMove>, why: String) -> PlanDecision {
    PlanDecision { state, aim, parts: Vec::new(), moves, due_at: None, looks_at: None, why }
}

/// Ends the plan: everything outside the run is cancelled or given back.
fn finish(board: &Board<'_>, state: PlanState, run: Option<Run>) -> PlanDecision {
    let why = words::ended(board, state, run);
    let kept = |booking: &PlanBooking| {
        run.is_some_and(|run| run.contains(booking.choice, booking.slot))
            && board.kept(booking.choice, booking.slot).is_some_and(|kept| kept.id == booking.id)
    };
    let cancels = board.facts.bookings.iter().filter(|booking| !kept(booking) && can_cancel(board, booking));
    let moves = cancels.map(|booking| PlanMove::Cancel { booking: booking.id, why: why.clone() }).collect();
    ended(state, run, moves, why)
}

/// A confirmed booking cannot be cancelled any more once its slot has begun.
fn can_cancel(board: &Board<'_>, booking: &PlanBooking) -> bool {
    match booking.state {
        PlanBookingState::Planned | PlanBookingState::UnderWay => true,
        PlanBookingState::Held => board.facts.now < board.facts.slots[booking.slot].starts_at,
        PlanBookingState::Releasing => false,
    }
}

fn go_on(board: &Board<'_>, aim: Option<(Run, Vec<Assigned>)>, later: Option<Run>) -> PlanDecision {
    let (run, assigned) = aim.map_or((None, Vec::new()), |(run, assigned)| (Some(run), assigned));
    let parts = run.map_or_else(Vec::new, |run| parts(board, run, &assigned));
    let given_up = run.map_or_else(Vec::new, |run| given_up(board, run, &assigned));
    let mut moves = cancels(board, run, &parts, &given_up);
    if let Some(run) = run {
        moves.extend(parts.iter().filter(|part| part.state == PartState::New).map(|part| PlanMove::Book {
            slot: part.slot,
            choice: run.choice,
            account: part.account,
            why: words::aim(board, run),
        }));
    }
    let looks_at = later.and_then(|_| looks_at(board, run));
    PlanDecision {
        state: running(board, run, &parts),
        aim: run,
        due_at: due_at(board, run, &parts),
        looks_at,
        why: words::going_on(board, run, later),
        parts,
        moves,
    }
}

fn parts(board: &Board<'_>, run: Run, assigned: &[Assigned]) -> Vec<Part> {
    let part = |slot: usize| {
        if let Some(kept) = board.kept(run.choice, slot) {
            return Some(Part { slot, account: kept.account, state: PartState::Stands(kept.id) });
        }
        let part = assigned.iter().find(|part| part.slot == slot)?;
        let held = part.cleared.iter().any(|index| board.facts.bookings[*index].state == PlanBookingState::Held);
        let state = match planned(board, run.choice, slot, part.account) {
            _ if held => PartState::GivesUp,
            _ if !part.cleared.is_empty() => PartState::Waits,
            Some(booking) => PartState::Stands(booking.id),
            None => PartState::New,
        };
        Some(Part { slot, account: part.account, state })
    };
    run.slots().filter_map(part).collect()
}

fn planned<'a>(board: &Board<'a>, choice: usize, slot: usize, account: usize) -> Option<&'a PlanBooking> {
    board.facts.bookings.iter().find(|booking| {
        booking.state == PlanBookingState::Planned
            && (booking.choice, booking.slot, booking.account) == (choice, slot, account)
    })
}

/// Cancels what left the aim before it was attempted, and gives back what no run needs any more.
fn cancels(board: &Board<'_>, aim: Option<Run>, parts: &[Part], given_up: &[usize]) -> Vec<PlanMove> {
    let stands = |booking: &PlanBooking| parts.iter().any(|part| part.state == PartState::Stands(booking.id));
    let mut moves = Vec::new();
    for (index, booking) in board.facts.bookings.iter().enumerate().filter(|(_, booking)| !stands(booking)) {
        let why = match (booking.state, aim) {
            (PlanBookingState::Planned, _) => words::left_the_aim(board, aim),
            (PlanBookingState::Held, _) if !can_cancel(board, booking) => continue,
            (PlanBookingState::Held, Some(run)) if given_up.contains(&index) => words::given_up(board, run),
            (PlanBookingState::Held, _) if !is_needed(board, booking) => words::not_needed(),
            _ => continue,
        };
        moves.push(PlanMove::Cancel { booking: booking.id, why });
    }
    moves
}

/// Whether a held place is part of the best run that is held, or of a better one that may still come about.
fn is_needed(board: &Board<'_>, booking: &PlanBooking) -> bool {
    let scope = Scope { reopened: board.facts.retry.auto_retry, lifted: true };
    let holds = |run: &Run| run.contains(booking.choice, booking.slot);
    if board.kept(booking.choice, booking.slot).is_none_or(|kept| kept.id != booking.id) {
        return false;
    }
    if board.best_held.as_ref().is_some_and(holds) {
        return true;
    }
    let better = |run: &Run| board.best_held.is_none_or(|held| run.is_better_than(&held));
    board.runs().take_while(better).filter(holds).any(|run| assign(board, run, scope).is_some())
}

/// The bookings that are given up now for slots of the aim that are open, where that costs nothing that is worth keeping.
fn given_up(board: &Board<'_>, run: Run, assigned: &[Assigned]) -> Vec<usize> {
    let mut given_up = Vec::new();
    for part in assigned.iter().filter(|part| board.opens_at(run.choice, part.slot) <= board.facts.now) {
        let mut with: Vec<usize> = given_up.clone();
        with.extend(&part.cleared);
        if may_give_up_now(board, &with) {
            given_up = with;
        }
    }
    given_up
}

/// A plan runs once a slot of it has opened, or something was asked for.
fn running(board: &Board<'_>, aim: Option<Run>, parts: &[Part]) -> PlanState {
    let facts = board.facts;
    let opened = aim.is_some_and(|run| parts.iter().any(|part| board.opens_at(run.choice, part.slot) <= facts.now));
    let asked = facts.bookings.iter().any(|booking| booking.state != PlanBookingState::Planned);
    if facts.state == PlanState::Running || opened || asked || !facts.strikes.is_empty() {
        PlanState::Running
    } else {
        PlanState::Scheduled
    }
}

/// The next opening of a slot of the aim, or the next deadline of any slot.
fn due_at(board: &Board<'_>, aim: Option<Run>, parts: &[Part]) -> Option<Timestamp> {
    let facts = board.facts;
    let openings = parts.iter().filter_map(|part| aim.map(|run| board.opens_at(run.choice, part.slot)));
    let deadlines = facts.choices.iter().flat_map(|choice| choice.windows.iter().map(|window| window.deadline));
    openings.chain(deadlines).filter(|moment| *moment > facts.now).min()
}

/// When struck slots are looked at again: an interval after the last look or the last loss, where a place there would lead to
/// a better run.
fn looks_at(board: &Board<'_>, aim: Option<Run>) -> Option<Timestamp> {
    let facts = board.facts;
    let reopened = Scope { reopened: facts.retry.auto_retry, lifted: false };
    let mut better = board.runs().take_while(|run| aim.is_none_or(|aim| run.is_better_than(&aim)));
    let helps = |run: Run| {
        run.slots().any(|slot| board.chance(run.choice, slot) == Chance::MayReopen)
            && assign(board, run, reopened).is_some()
    };
    if !facts.retry.auto_retry || !better.any(helps) {
        return None;
    }
    let losses = facts.strikes.iter().filter(|strike| strike.may_reopen).map(|strike| strike.at);
    let last = losses.chain(facts.look.as_ref().map(|look| look.at)).max()?;
    Some(last.plus_millis(facts.retry.interval.get() * 1_000))
}
