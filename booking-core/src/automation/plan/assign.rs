//! Finds the accounts for a run: exact, with as few places given up as possible.

use super::board::{Board, Scope};
use super::facts::{PlanBooking, PlanBookingState};
use super::matching::is_feasible;
use super::run::{Run, no_worse};

/// A slot of a run with its account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Assigned {
    pub(super) slot: usize,
    pub(super) account: usize,
    /// The bookings of the account that must be gone before it can ask for the slot, as indices.
    pub(super) cleared: Vec<usize>,
}

/// Places given up, then bookings waited for, then slots without a pending booking of their account.
type Cost = [usize; 3];

fn add(one: Cost, other: Cost) -> Cost {
    std::array::from_fn(|index| one[index] + other[index])
}

/// Assigns an account to each slot of the run that is neither held nor under way. `None` where the run is impossible.
///
/// Of the assignments that give up the fewest places, it prefers those that wait the least and then those that keep the most
/// pending bookings; among these the order of the accounts decides.
pub(super) fn assign(board: &Board<'_>, run: Run, scope: Scope) -> Option<Vec<Assigned>> {
    let mut search = Search::new(board, run, scope)?;
    if search.open.is_empty() {
        return Some(Vec::new());
    }
    let may = |slot: usize, account: usize| board.may_ask(account, run.choice, search.open[slot], scope);
    let capacity = |account: usize| search.accounts[account].capacity;
    if !is_feasible(search.open.len(), search.accounts.len(), may, capacity) {
        return None;
    }
    search.least = search.least_costs();
    search.descend([0; 3]);
    search.best.map(|(_, assigned)| assigned)
}

/// An account that a run may use.
struct Candidate {
    /// The slots that it may take beside those that it holds in the run.
    capacity: usize,
    /// Its other bookings, those that cost least first.
    blockers: Vec<usize>,
    /// The open slots that it may be asked for.
    allowed: Vec<bool>,
    /// The open slots for which it has a pending booking.
    planned: Vec<bool>,
    refused: bool,
}

struct Search<'a> {
    board: &'a Board<'a>,
    run: Run,
    /// The slots that need an account, earliest first.
    open: Vec<usize>,
    accounts: Vec<Candidate>,
    /// The open slots of each account so far, as indices of `open`.
    taken: Vec<Vec<usize>>,
    chosen: Vec<usize>,
    /// The least that the slots from each one on can cost.
    least: Vec<Cost>,
    best: Option<(Cost, Vec<Assigned>)>,
}

impl<'a> Search<'a> {
    fn new(board: &'a Board<'a>, run: Run, scope: Scope) -> Option<Self> {
        let open: Vec<usize> = run.slots().filter(|slot| board.kept(run.choice, *slot).is_none()).collect();
        if !open.iter().all(|slot| board.is_possible(run.choice, *slot, scope)) {
            return None;
        }
        let accounts: Vec<Candidate> =
            (0..board.facts.accounts.len()).map(|account| candidate(board, run, &open, account, scope)).collect();
        let taken = vec![Vec::new(); accounts.len()];
        Some(Self { board, run, open, accounts, taken, chosen: Vec::new(), least: Vec::new(), best: None })
    }

    /// Tries every account for the next slot, the preferred ones first, and cuts off what is no better than the best so far.
    fn descend(&mut self, cost: Cost) {
        let slot = self.chosen.len();
        let least = add(cost, self.least.get(slot).copied().unwrap_or_default());
        if self.best.as_ref().is_some_and(|(best, _)| *best <= least) {
            return;
        }
        if slot == self.open.len() {
            return self.keep(cost);
        }
        for (added, _, account) in self.options(slot) {
            self.taken[account].push(slot);
            self.chosen.push(account);
            self.descend(add(cost, added));
            self.chosen.pop();
            self.taken[account].pop();
        }
    }

    /// Sums, from the last slot on, what each costs at least by itself: slots of one account cost no less together.
    fn least_costs(&self) -> Vec<Cost> {
        let alone = |slot: usize| {
            let costs = self.options(slot).into_iter().map(|(cost, ..)| cost);
            costs.reduce(|one, other| std::array::from_fn(|index| one[index].min(other[index]))).unwrap_or_default()
        };
        let mut sums: Vec<Cost> = (0..self.open.len())
            .rev()
            .scan([0; 3], |sum, slot| {
                *sum = add(*sum, alone(slot));
                Some(*sum)
            })
            .collect();
        sums.reverse();
        sums
    }

    /// The accounts that can take the slot, with what each adds to the cost, the preferred ones first.
    fn options(&self, slot: usize) -> Vec<(Cost, bool, usize)> {
        let mut options: Vec<(Cost, bool, usize)> = Vec::with_capacity(self.accounts.len());
        for (account, candidate) in self.accounts.iter().enumerate() {
            if !candidate.allowed[slot] || self.is_twin_of_tried(account, &options) {
                continue;
            }
            let mut slots = self.taken[account].clone();
            let before = self.cost(account, &slots);
            slots.push(slot);
            if let (Some(before), Some(after)) = (before, self.cost(account, &slots)) {
                let added = std::array::from_fn(|index| after[index] - before[index]);
                options.push((added, candidate.refused, account));
            }
        }
        options.sort_unstable();
        options
    }

    /// Whether an account before this one is its equal for all that is left: trying both finds nothing new.
    fn is_twin_of_tried(&self, account: usize, tried: &[(Cost, bool, usize)]) -> bool {
        let candidate = &self.accounts[account];
        let plain = |account: usize| self.accounts[account].blockers.is_empty() && self.taken[account].is_empty();
        plain(account)
            && tried.iter().any(|(.., other)| {
                let other_candidate = &self.accounts[*other];
                plain(*other)
                    && other_candidate.allowed == candidate.allowed
                    && other_candidate.planned == candidate.planned
                    && other_candidate.capacity == candidate.capacity
                    && other_candidate.refused == candidate.refused
            })
    }

    fn cost(&self, account: usize, slots: &[usize]) -> Option<Cost> {
        let cleared = self.cleared(account, slots)?;
        let given_up =
            cleared.iter().flatten().filter(|index| self.booking(**index).state == PlanBookingState::Held).count();
        let new = slots.iter().filter(|slot| !self.accounts[account].planned[**slot]).count();
        Some([given_up, cleared.iter().flatten().count() - given_up, new])
    }

    /// The bookings of the account that must be gone for each of its slots. `None` where its limit does not allow them.
    fn cleared(&self, account: usize, slots: &[usize]) -> Option<Vec<Vec<usize>>> {
        let candidate = &self.accounts[account];
        let mut left = candidate.blockers.clone();
        let mut cleared = Vec::with_capacity(slots.len());
        for (count, slot) in slots.iter().enumerate() {
            let time = self.open[*slot];
            let mut gone: Vec<usize> = left.iter().copied().filter(|index| self.booking(*index).slot == time).collect();
            left.retain(|index| !gone.contains(index));
            loop {
                let counted = left.iter().copied().filter(|index| self.booking(*index).choice == self.run.choice);
                if count + 1 + counted.clone().count() <= candidate.capacity {
                    break;
                }
                let next = counted.into_iter().next()?;
                gone.push(next);
                left.retain(|index| *index != next);
            }
            cleared.push(gone);
        }
        Some(cleared)
    }

    fn keep(&mut self, cost: Cost) {
        let mut assigned = Vec::with_capacity(self.open.len());
        for (account, slots) in self.taken.iter().enumerate() {
            let Some(cleared) = self.cleared(account, slots) else { return };
            for (slot, cleared) in slots.iter().zip(cleared) {
                assigned.push(Assigned { slot: self.open[*slot], account, cleared });
            }
        }
        assigned.sort_unstable_by_key(|part| part.slot);
        if keeps_its_worth(self.board, self.run, &assigned) {
            self.best = Some((cost, assigned));
        }
    }

    fn booking(&self, index: usize) -> &PlanBooking {
        &self.board.facts.bookings[index]
    }
}

fn candidate(board: &Board<'_>, run: Run, open: &[usize], account: usize, scope: Scope) -> Candidate {
    let bookings = &board.facts.bookings;
    let fixed = |booking: &PlanBooking| {
        run.contains(booking.choice, booking.slot)
            && board.kept(booking.choice, booking.slot).is_some_and(|kept| kept.id == booking.id)
    };
    let its =
        |index: &usize| bookings[*index].account == account && bookings[*index].state != PlanBookingState::Planned;
    let (in_run, mut blockers): (Vec<usize>, Vec<usize>) =
        (0..bookings.len()).filter(its).partition(|index| fixed(&bookings[*index]));
    blockers.sort_by_key(|index| price(board, &bookings[*index]));
    let planned = |slot: &usize| {
        let at =
            |booking: &&PlanBooking| (booking.choice, booking.slot, booking.account) == (run.choice, *slot, account);
        bookings.iter().filter(at).any(|booking| booking.state == PlanBookingState::Planned)
    };
    Candidate {
        capacity: board.capacity(account, run.choice).saturating_sub(in_run.len()),
        blockers,
        allowed: open
            .iter()
            .map(|slot| {
                board.may_ask(account, run.choice, *slot, scope)
                    && !in_run.iter().any(|index| bookings[*index].slot == *slot)
            })
            .collect(),
        planned: open.iter().map(planned).collect(),
        refused: board.was_refused(account, run.choice),
    }
}

/// Orders the bookings to give up: those that end anyway first, then those under way, then held ones, the best run last.
fn price(board: &Board<'_>, booking: &PlanBooking) -> (u8, usize) {
    let price = match booking.state {
        PlanBookingState::Planned | PlanBookingState::Releasing => 0,
        PlanBookingState::UnderWay => 1,
        PlanBookingState::Held if !is_protected(board, booking) => 2,
        PlanBookingState::Held => 3,
    };
    (price, booking.slot)
}

fn is_protected(board: &Board<'_>, booking: &PlanBooking) -> bool {
    board.best_held.is_some_and(|run| run.contains(booking.choice, booking.slot))
}

/// Whether no place of the best run that is held is given up before a run as good is held without it. The slots that need
/// nothing given up come first, where they open no later.
fn keeps_its_worth(board: &Board<'_>, run: Run, assigned: &[Assigned]) -> bool {
    let mut held = board.held();
    let gives_up = |part: &Assigned| part.cleared.iter().any(|index| is_held(board, *index));
    for part in assigned.iter().filter(|part| gives_up(part)) {
        let moment = board.opens_at(run.choice, part.slot).max(board.facts.now);
        for first in run.slots().filter(|slot| !assigned.iter().any(|other| other.slot == *slot && gives_up(other))) {
            if board.opens_at(run.choice, first) <= moment {
                held[run.choice] |= 1 << first;
            }
        }
        for index in part.cleared.iter().filter(|index| is_held(board, **index)) {
            let booking = &board.facts.bookings[*index];
            held[booking.choice] &= !(1 << booking.slot);
        }
        if !no_worse(board.best_of(&held), board.best_held) {
            return false;
        }
        held[run.choice] |= 1 << part.slot;
    }
    true
}

fn is_held(board: &Board<'_>, index: usize) -> bool {
    board.facts.bookings[index].state == PlanBookingState::Held
}

/// Whether giving these bookings up now leaves a run as good as the best one that is held.
pub(super) fn may_give_up_now(board: &Board<'_>, cleared: &[usize]) -> bool {
    let mut held = board.held();
    for index in cleared.iter().filter(|index| is_held(board, **index)) {
        let booking = &board.facts.bookings[*index];
        held[booking.choice] &= !(1 << booking.slot);
    }
    no_worse(board.best_of(&held), board.best_held)
}
