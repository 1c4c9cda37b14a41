//! The facts, arranged for the search.

use super::facts::{PlanBooking, PlanBookingState, PlanFacts};
use super::run::{Run, Slots, best_of};
use crate::clock::Timestamp;

/// Whether a slot can still be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chance {
    /// It can be attempted.
    Open,
    /// It was lost, and a look may show a place again.
    MayReopen,
    /// It is lost for good, or it is too late for it.
    Gone,
}

/// The slots and accounts that a search counts as possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scope {
    /// Struck slots that a look may show again count as open.
    pub(super) reopened: bool,
    /// Accounts that cannot be asked now count as if they could.
    pub(super) lifted: bool,
}

impl Scope {
    /// Only those that are possible now.
    pub(super) const NOW: Self = Self { reopened: false, lifted: false };
}

pub(super) struct Board<'a> {
    pub(super) facts: &'a PlanFacts,
    chances: Vec<Vec<Chance>>,
    /// The slots of each choice at which each account was struck.
    barred: Vec<Vec<Slots>>,
    /// The best run among the places that are held.
    pub(super) best_held: Option<Run>,
}

impl<'a> Board<'a> {
    pub(super) fn new(facts: &'a PlanFacts) -> Self {
        let mut board = Self { facts, chances: Vec::new(), barred: Vec::new(), best_held: None };
        board.chances = (0..facts.choices.len())
            .map(|choice| (0..facts.slots.len()).map(|slot| board.chance_at(choice, slot)).collect())
            .collect();
        board.barred = vec![vec![0; facts.choices.len()]; facts.accounts.len()];
        for strike in &facts.strikes {
            if let Some(account) = strike.account {
                board.barred[account][strike.choice] |= 1 << strike.slot;
            }
        }
        board.best_held = board.best_of(&board.held());
        board
    }

    fn chance_at(&self, choice: usize, slot: usize) -> Chance {
        let facts = self.facts;
        if facts.now >= facts.choices[choice].windows[slot].deadline {
            return Chance::Gone;
        }
        let strikes = facts.strikes.iter().filter(|strike| {
            strike.account.is_none()
                && strike.choice == choice
                && strike.slot == slot
                && !self.shown_since(strike.at, choice, slot)
        });
        strikes
            .map(|strike| if strike.may_reopen { Chance::MayReopen } else { Chance::Gone })
            .max_by_key(|chance| *chance == Chance::Gone)
            .unwrap_or(Chance::Open)
    }

    fn shown_since(&self, at: Timestamp, choice: usize, slot: usize) -> bool {
        self.facts.look.as_ref().is_some_and(|look| look.at > at && look.shown.contains(&(choice, slot)))
    }

    pub(super) fn chance(&self, choice: usize, slot: usize) -> Chance {
        self.chances[choice][slot]
    }

    pub(super) fn is_possible(&self, choice: usize, slot: usize, scope: Scope) -> bool {
        match self.chance(choice, slot) {
            Chance::Open => true,
            Chance::MayReopen => scope.reopened,
            Chance::Gone => false,
        }
    }

    /// Whether the account may be asked for the slot, limits aside.
    pub(super) fn may_ask(&self, account: usize, choice: usize, slot: usize, scope: Scope) -> bool {
        let facts = &self.facts.accounts[account];
        (scope.lifted || facts.obstacle.is_none())
            && !facts.busy[slot]
            && self.barred[account][choice] & (1 << slot) == 0
    }

    /// Whether the account was refused at the choice's location before: it is asked last.
    pub(super) fn was_refused(&self, account: usize, choice: usize) -> bool {
        self.barred[account][choice] != 0
    }

    /// The number of bookings that the plan may make for the account at the choice's location.
    pub(super) fn capacity(&self, account: usize, choice: usize) -> usize {
        let per_day = self.facts.choices[choice].per_day.unwrap_or(usize::MAX);
        per_day.saturating_sub(self.facts.accounts[account].booked[choice])
    }

    /// The booking that holds the slot, or that may turn out to hold it.
    pub(super) fn kept(&self, choice: usize, slot: usize) -> Option<&'a PlanBooking> {
        let at = |state: PlanBookingState| {
            self.facts
                .bookings
                .iter()
                .find(move |booking| booking.state == state && booking.choice == choice && booking.slot == slot)
        };
        at(PlanBookingState::Held).or_else(|| at(PlanBookingState::UnderWay))
    }

    /// The held slots of each choice.
    pub(super) fn held(&self) -> Vec<Slots> {
        let mut sets = vec![0; self.facts.choices.len()];
        for booking in self.facts.bookings.iter().filter(|booking| booking.state == PlanBookingState::Held) {
            sets[booking.choice] |= 1 << booking.slot;
        }
        sets
    }

    pub(super) fn best_of(&self, sets: &[Slots]) -> Option<Run> {
        best_of(sets, self.facts.hours, self.facts.minimum_hours, self.facts.slots.len())
    }

    pub(super) fn runs(&self) -> impl Iterator<Item = Run> + use<> {
        let facts = self.facts;
        super::run::all(facts.hours, facts.minimum_hours, facts.choices.len(), facts.slots.len())
    }

    pub(super) fn opens_at(&self, choice: usize, slot: usize) -> Timestamp {
        self.facts.choices[choice].windows[slot].opens_at
    }
}
