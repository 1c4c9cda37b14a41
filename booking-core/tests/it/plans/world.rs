//! A facility with competitors, in process, and a plan that is carried out in it. Used by the tests and by the simulation.

use booking_core::automation::Window;
use booking_core::automation::plan::{
    Look, PlanAccount, PlanBooking, PlanBookingState, PlanChoice, PlanDecision, PlanFacts, PlanMove, PlanSlot, Run,
    Strike, decide_plan,
};
use booking_core::clock::Timestamp;
use booking_core::plan::PlanState;
use booking_core::retry_policy::RetryPolicy;
use booking_core::slot::Place;
use chrono::DateTime;

/// Milliseconds of an hour.
pub(crate) const HOUR: i64 = 3_600_000;
/// The start of the first slot, in milliseconds since 1970.
pub(crate) const FIRST_SLOT: i64 = 1_796_000_400_000;
/// The time that an answer takes.
const ANSWER: i64 = 40;

/// The moment so many milliseconds since 1970.
pub(crate) fn at(millis: i64) -> Timestamp {
    DateTime::from_timestamp_millis(millis).unwrap_or_default().into()
}

/// A place that the facility sells.
#[derive(Debug, Clone)]
pub(crate) struct Venue {
    pub(crate) place: Place,
    pub(crate) hours_ahead: i64,
    pub(crate) per_day: Option<usize>,
    /// The periods in which each slot has a place for us.
    pub(crate) free: Vec<Vec<(i64, i64)>>,
}

/// An account as the facility sees it.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) busy: Vec<bool>,
    pub(crate) booked: Vec<usize>,
    /// The choices and slots at which the facility refuses the account although we know of no reason.
    pub(crate) refused: Vec<(usize, usize)>,
}

/// A wish in a facility.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) hours: usize,
    pub(crate) minimum: usize,
    pub(crate) slots: usize,
    pub(crate) venues: Vec<Venue>,
    pub(crate) members: Vec<Member>,
    pub(crate) retry: RetryPolicy,
    pub(crate) starts: i64,
}

/// A booking and when its state ends by itself.
#[derive(Debug, Clone, Copy)]
struct Entry {
    booking: PlanBooking,
    until: i64,
    cancelled: bool,
}

/// A plan that is being carried out.
pub(crate) struct Running<'a> {
    pub(crate) world: &'a World,
    pub(crate) facts: PlanFacts,
    entries: Vec<Entry>,
    pub(crate) now: i64,
    made: i64,
    /// The best run that was held at any moment.
    pub(crate) best_held: Option<Run>,
    /// The requests that were sent to book.
    pub(crate) asked: usize,
}

impl World {
    pub(crate) fn start_of(slot: usize) -> i64 {
        FIRST_SLOT + i64::try_from(slot).unwrap_or_default() * HOUR
    }

    pub(crate) fn opens(&self, choice: usize, slot: usize) -> i64 {
        Self::start_of(slot) - self.venues[choice].hours_ahead * HOUR
    }

    pub(crate) fn is_free(&self, choice: usize, slot: usize, now: i64) -> bool {
        let from = self.opens(choice, slot);
        now >= from && self.venues[choice].free[slot].iter().any(|(start, end)| (*start..*end).contains(&now))
    }

    pub(crate) fn facts(&self) -> PlanFacts {
        let time = |slot: usize| format!("{:02}:00", slot + 6).parse().unwrap_or_else(|_| unreachable!("an hour"));
        let slots = (0..self.slots).map(|slot| PlanSlot { time: time(slot), starts_at: at(Self::start_of(slot)) });
        let windows = |choice| {
            let window = |slot| Window { opens_at: at(self.opens(choice, slot)), deadline: at(Self::start_of(slot)) };
            (0..self.slots).map(window).collect()
        };
        let choice = |(choice, venue): (usize, &Venue)| PlanChoice {
            place: venue.place,
            per_day: venue.per_day,
            windows: windows(choice),
        };
        let account = |(index, member): (usize, &Member)| PlanAccount {
            id: i64::try_from(index + 1)
                .ok()
                .and_then(|id| id.try_into().ok())
                .unwrap_or_else(|| unreachable!("an id")),
            name: format!("account {}", index + 1),
            obstacle: None,
            busy: member.busy.clone(),
            booked: member.booked.clone(),
        };
        PlanFacts {
            hours: self.hours,
            minimum_hours: self.minimum,
            slots: slots.collect(),
            choices: self.venues.iter().enumerate().map(choice).collect(),
            accounts: self.members.iter().enumerate().map(account).collect(),
            bookings: Vec::new(),
            strikes: Vec::new(),
            look: None,
            retry: self.retry,
            state: PlanState::Scheduled,
            now: at(self.starts),
        }
    }

    /// Carries the plan out to its end and returns how it ended.
    pub(crate) fn run(&self) -> (PlanState, Option<Run>) {
        let mut running = Running::new(self);
        while running.step() {}
        (running.facts.state, running.held_run())
    }
}

impl<'a> Running<'a> {
    pub(crate) fn new(world: &'a World) -> Self {
        Self { world, facts: world.facts(), entries: Vec::new(), now: world.starts, made: 0, best_held: None, asked: 0 }
    }

    /// The bookings as the planner sees them.
    pub(crate) fn bookings(&self) -> impl Iterator<Item = &PlanBooking> {
        self.facts.bookings.iter()
    }

    /// The best run that is held, counted without the planner.
    pub(crate) fn held_run(&self) -> Option<Run> {
        let holds = |choice, slot| {
            self.bookings().any(|booking| {
                booking.state == PlanBookingState::Held && (booking.choice, booking.slot) == (choice, slot)
            })
        };
        for hours in (self.world.minimum..=self.world.hours).rev() {
            for choice in 0..self.world.venues.len() {
                for start in 0..=self.world.slots.saturating_sub(hours) {
                    if (start..start + hours).all(|slot| holds(choice, slot)) {
                        return Some(Run { choice, start, hours });
                    }
                }
            }
        }
        None
    }

    /// Decides and carries the decision out.
    pub(crate) fn decide(&mut self) -> PlanDecision {
        self.read();
        let decision = decide_plan(&self.facts);
        for wanted in &decision.moves {
            self.carry_out(wanted);
        }
        self.facts.state = decision.state;
        self.read();
        let held = self.held_run();
        if held.is_some_and(|held| self.best_held.is_none_or(|best| held.is_better_than(&best))) {
            self.best_held = held;
        }
        decision
    }

    /// Decides, carries out, and goes on to the next event. False when the plan has ended and nothing is left to happen.
    pub(crate) fn step(&mut self) -> bool {
        let decision = self.decide();
        let open = decision.state.is_open();
        let wakes = [decision.due_at, decision.looks_at].into_iter().flatten().filter(|_| open).map(millis);
        let next = self.entries.iter().filter_map(|entry| self.next_of(entry)).chain(wakes).min();
        let Some(next) = next else { return false };
        self.now = next.max(self.now);
        self.pass();
        if decision.looks_at.is_some_and(|looks_at| millis(looks_at) <= self.now) && open {
            self.look();
        }
        true
    }

    fn next_of(&self, entry: &Entry) -> Option<i64> {
        let booking = entry.booking;
        match booking.state {
            PlanBookingState::Planned => Some(self.world.opens(booking.choice, booking.slot)),
            PlanBookingState::UnderWay | PlanBookingState::Releasing => Some(entry.until),
            PlanBookingState::Held => None,
        }
    }

    fn read(&mut self) {
        self.facts.now = at(self.now);
        self.facts.bookings = self.entries.iter().map(|entry| entry.booking).collect();
    }

    fn carry_out(&mut self, wanted: &PlanMove) {
        match wanted {
            PlanMove::Book { slot, choice, account, .. } => {
                self.made += 1;
                let id = self.made.try_into().unwrap_or_else(|_| unreachable!("an id"));
                let state = PlanBookingState::Planned;
                let booking = PlanBooking { id, slot: *slot, choice: *choice, account: *account, state };
                self.entries.push(Entry { booking, until: i64::MAX, cancelled: false });
            }
            PlanMove::Cancel { booking, .. } => {
                let until = self.now + ANSWER;
                self.entries
                    .retain(|entry| entry.booking.id != *booking || entry.booking.state != PlanBookingState::Planned);
                for entry in self.entries.iter_mut().filter(|entry| entry.booking.id == *booking) {
                    if entry.booking.state == PlanBookingState::UnderWay {
                        entry.cancelled = true;
                        continue;
                    }
                    let PlanBooking { choice, slot, .. } = entry.booking;
                    (entry.booking.state, entry.until) = (PlanBookingState::Releasing, until);
                    let at = at(self.now);
                    self.facts.strikes.push(Strike { choice, slot, account: None, may_reopen: false, at });
                }
            }
        }
    }

    /// Lets happen what is due: requests go out, answers come, places are given back.
    fn pass(&mut self) {
        let mut kept = Vec::new();
        for mut entry in std::mem::take(&mut self.entries) {
            let booking = entry.booking;
            match booking.state {
                PlanBookingState::Planned if self.world.opens(booking.choice, booking.slot) <= self.now => {
                    self.asked += 1;
                    entry.booking.state = PlanBookingState::UnderWay;
                    entry.until = self.now + ANSWER;
                    kept.push(entry);
                }
                PlanBookingState::UnderWay if entry.until <= self.now => kept.extend(self.answer(entry)),
                PlanBookingState::Releasing if entry.until <= self.now => {}
                _ => kept.push(entry),
            }
        }
        self.entries = kept;
    }

    fn answer(&mut self, mut entry: Entry) -> Option<Entry> {
        let PlanBooking { choice, slot, account, .. } = entry.booking;
        let refused = self.world.members[account].refused.contains(&(choice, slot));
        let late = self.now >= World::start_of(slot);
        if refused || late || !self.world.is_free(choice, slot, self.now - ANSWER) {
            if !entry.cancelled {
                let account = refused.then_some(account);
                self.facts.strikes.push(Strike {
                    choice,
                    slot,
                    account,
                    may_reopen: account.is_none(),
                    at: at(self.now),
                });
            }
            return None;
        }
        let state = if entry.cancelled { PlanBookingState::Releasing } else { PlanBookingState::Held };
        entry.booking.state = state;
        entry.until = self.now + ANSWER;
        Some(entry)
    }

    fn look(&mut self) {
        let all = (0..self.world.venues.len()).flat_map(|choice| (0..self.world.slots).map(move |slot| (choice, slot)));
        let shown = all.filter(|(choice, slot)| self.world.is_free(*choice, *slot, self.now)).collect();
        self.facts.look = Some(Look { at: at(self.now), shown });
    }
}

fn millis(moment: Timestamp) -> i64 {
    DateTime::parse_from_rfc3339(&moment.to_string()).map_or(i64::MAX, |moment| moment.timestamp_millis())
}
