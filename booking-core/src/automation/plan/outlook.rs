//! The fallbacks if the aim is lost, and the reasons why nothing better is possible.

use super::assign::assign;
use super::board::{Board, Chance, Scope};
use super::facts::{Obstacle, PlanFacts};
use super::run::Run;
use super::words;

/// The fallbacks of a plan and the obstacles to better runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    /// The next best runs, best first, each possible by itself.
    pub fallbacks: Vec<Run>,
    /// Why nothing better than the aim is possible, in sentences.
    pub obstacles: Vec<String>,
}

/// The most fallbacks that are listed.
const FALLBACKS: usize = 5;

/// Explains the alternatives to `aim`.
#[must_use]
pub fn outlook(facts: &PlanFacts, aim: Option<Run>) -> Outlook {
    let board = Board::new(facts);
    let possible = |run: &Run| assign(&board, *run, Scope::NOW).is_some();
    let after = board.runs().filter(|run| aim.is_some_and(|aim| aim.is_better_than(run)));
    Outlook { fallbacks: after.filter(possible).take(FALLBACKS).collect(), obstacles: obstacles(&board, aim) }
}

fn obstacles(board: &Board<'_>, aim: Option<Run>) -> Vec<String> {
    let mut sentences: Vec<String> = board
        .facts
        .accounts
        .iter()
        .filter_map(|account| {
            let why = match account.obstacle? {
                Obstacle::Inactive => "is switched off",
                Obstacle::NoConsent => "has automatic booking switched off",
                Obstacle::SignInNeeded => "must sign in again",
            };
            Some(format!("{} is not asked, because it {why}.", account.name))
        })
        .collect();
    let full_aim = aim.is_some_and(|aim| aim.hours == board.facts.hours);
    let better = aim.filter(|_| full_aim).map_or(board.facts.choices.len(), |aim| aim.choice);
    sentences.extend((0..better).filter_map(|choice| why_not(board, choice)));
    sentences
}

/// Why no run of all hours is possible at a choice.
fn why_not(board: &Board<'_>, choice: usize) -> Option<String> {
    let facts = board.facts;
    let place = words::place(facts.choices[choice].place);
    let of_choice = || board.runs().filter(|run| run.choice == choice && run.hours == facts.hours);
    if of_choice().any(|run| assign(board, run, Scope::NOW).is_some()) {
        return None;
    }
    let free = |run: &Run| {
        run.slots().all(|slot| board.kept(choice, slot).is_some() || board.chance(choice, slot) == Chance::Open)
    };
    if !of_choice().any(|run| free(&run)) {
        let lost = (0..facts.slots.len()).filter(|slot| board.chance(choice, *slot) != Chance::Open);
        let times: Vec<String> = lost.map(|slot| words::hour(facts.slots[slot].time)).collect();
        return Some(match times.as_slice() {
            [] => format!("{place} has no {} hours in the window.", facts.hours),
            _ => format!("{place} has no {} hours in a row left: {} cannot be had.", facts.hours, times.join(", ")),
        });
    }
    let left: usize = (0..facts.accounts.len()).map(|account| board.capacity(account, choice).min(facts.hours)).sum();
    if left < facts.hours {
        return Some(format!(
            "{place} needs {} bookings that day, and the accounts have {left} left there.",
            facts.hours
        ));
    }
    Some(format!("{place}: the accounts have other bookings, or cannot be asked, at the hours that are left."))
}
