//! Plans over 1,000 seeded days with competitors, beside two simpler strategies, and the time of a decision.
//! Run with `scripts/bench --plans` or `cargo bench -p booking-core --bench plans`.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::time::{Duration, Instant};

use booking_core::automation::plan::{PlanBooking, PlanBookingState, PlanFacts, Run, decide_plan};
use booking_core::plan::PlanState;
use booking_core::retry_policy::RetryPolicy;
use booking_core::slot::{Location, Place};
use world::{FIRST_SLOT, HOUR, Member, Venue, World};

#[path = "../tests/it/plans/world.rs"]
mod world;

const DAYS: u64 = 1_000;
/// The days before the first slot on which a wish is made.
const MADE_BEFORE: i64 = 9 * 24 * HOUR;

fn main() {
    println!(
        "{DAYS} days, complete runs. Halls open 72 h ahead, Fitness 168 h; one booking a day and place for each account."
    );
    println!("{:<52} {:>6} {:>6} {:>6}", "", "plan", "fixed", "greedy");
    let mut sum = (0, 0, 0);
    for wish in WISHES {
        let mut complete = (0, 0, 0);
        for day in 0..DAYS {
            let world = wish.world(day);
            complete.0 += u32::from(world.run().0 == PlanState::Completed);
            complete.1 += u32::from(fixed(&world));
            complete.2 += u32::from(greedy(&world));
        }
        println!("{:<52} {:>6} {:>6} {:>6}", wish.to_string(), complete.0, complete.1, complete.2);
        sum = (sum.0 + complete.0, sum.1 + complete.1, sum.2 + complete.2);
    }
    println!("{:<52} {:>6} {:>6} {:>6}", "sum", sum.0, sum.1, sum.2);
    decisions();
}

/// A wish and how hard the competition is.
struct Wish {
    hours: usize,
    slots: usize,
    accounts: usize,
    fitness: bool,
    /// The share of half halls that are gone before any request of ours.
    lost: f64,
}

const WISHES: [Wish; 8] = [
    Wish { hours: 1, slots: 3, accounts: 1, fitness: true, lost: 0.6 },
    Wish { hours: 2, slots: 4, accounts: 2, fitness: true, lost: 0.4 },
    Wish { hours: 2, slots: 7, accounts: 3, fitness: false, lost: 0.6 },
    Wish { hours: 3, slots: 3, accounts: 3, fitness: true, lost: 0.4 },
    Wish { hours: 3, slots: 7, accounts: 3, fitness: true, lost: 0.4 },
    Wish { hours: 3, slots: 7, accounts: 3, fitness: false, lost: 0.6 },
    Wish { hours: 3, slots: 7, accounts: 6, fitness: false, lost: 0.6 },
    Wish { hours: 4, slots: 12, accounts: 10, fitness: true, lost: 0.6 },
];

impl std::fmt::Display for Wish {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let places = if self.fitness { "X1, X3, Fitness" } else { "X1, X3" };
        let Self { hours, slots, accounts, lost, .. } = self;
        write!(f, "{hours} of {slots} h, {accounts} accounts, {places}, {:.0} % lost", lost * 100.0)
    }
}

impl Wish {
    fn world(&self, day: u64) -> World {
        let mut random = fastrand::Rng::with_seed(day ^ (self.slots as u64) << 32);
        let halls = [Location::X1, Location::X3].map(|hall| self.hall(hall, &mut random));
        let fitness = fitness(self.slots, &mut random);
        let venues: Vec<Venue> = halls.into_iter().chain(self.fitness.then_some(fitness)).collect();
        let member = Member { busy: vec![false; self.slots], booked: vec![0; venues.len()], refused: Vec::new() };
        World {
            hours: self.hours,
            minimum: self.hours,
            slots: self.slots,
            members: vec![member; self.accounts],
            venues,
            retry: RetryPolicy::default(),
            starts: FIRST_SLOT - MADE_BEFORE,
        }
    }

    /// A hall is free while one of its halves is. A half is gone at once, within 2 seconds, or in the course of a day or so.
    fn hall(&self, hall: Location, random: &mut fastrand::Rng) -> Venue {
        let mut lasts = || match random.f64() {
            draw if draw < self.lost => 0,
            draw if draw < self.lost + (1.0 - self.lost) / 2.0 => random.i64(100..2_000),
            _ => exponential(random, 24),
        };
        let free = (0..self.slots).map(|_| lasts().max(lasts())).collect();
        venue(Place::new(hall, None), 72, free)
    }
}

/// Fitness has many places: it fills up in the course of days.
fn fitness(slots: usize, random: &mut fastrand::Rng) -> Venue {
    venue(Place::new(Location::Fitness, None), 168, (0..slots).map(|_| exponential(random, 120)).collect())
}

fn venue(place: Result<Place, booking_core::Error>, hours_ahead: i64, lasts: Vec<i64>) -> Venue {
    let free = lasts.into_iter().enumerate().map(|(slot, lasts)| {
        let opens = World::start_of(slot) - hours_ahead * HOUR;
        vec![(opens, opens + lasts)]
    });
    Venue {
        place: place.unwrap_or_else(|_| unreachable!("a whole hall")),
        hours_ahead,
        per_day: Some(1),
        free: free.collect(),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "hours of milliseconds fit either type"
)]
fn exponential(random: &mut fastrand::Rng, mean_hours: i64) -> i64 {
    (-(1.0 - random.f64()).ln() * (mean_hours * HOUR) as f64) as i64
}

/// Fixed assignment: what is planned first is attempted, each slot by its account at its opening, with no second thought.
fn fixed(world: &World) -> bool {
    decide_plan(&world.facts()).aim.is_some_and(|run| {
        run.slots().all(|slot| world.is_free(run.choice, slot, world.opens(run.choice, slot).max(world.starts)))
    })
}

/// Greedy: hour by hour, as the halls open, takes the best place that it gets, at the place of its run first. It keeps what it
/// gets, and starts again where a run breaks.
fn greedy(world: &World) -> bool {
    let mut used: Vec<Vec<usize>> = vec![vec![0; world.venues.len()]; world.members.len()];
    let mut run: Option<Run> = None;
    for slot in 0..world.slots {
        let now = world.opens(0, slot).max(world.starts);
        let first = run.map(|run| run.choice);
        let choices = first.into_iter().chain((0..world.venues.len()).filter(|choice| Some(*choice) != first));
        let got = choices.into_iter().find_map(|choice| {
            let limit = world.venues[choice].per_day.unwrap_or(usize::MAX);
            let account = (0..used.len()).find(|account| used[*account][choice] < limit)?;
            world.is_free(choice, slot, now).then_some((choice, account))
        });
        run = got.map(|(choice, account)| {
            used[account][choice] += 1;
            match run {
                Some(run) if run.choice == choice => Run { hours: run.hours + 1, ..run },
                _ => Run { choice, start: slot, hours: 1 },
            }
        });
        if run.is_some_and(|run| run.hours == world.hours) {
            return true;
        }
    }
    false
}

/// Times decisions of 10 accounts, 3 places and 18 hours, each with bookings and losses drawn anew.
fn decisions() {
    let wish = Wish { hours: 4, slots: 18, accounts: 10, fitness: true, lost: 0.6 };
    let mut took: Vec<Duration> = (0..2_000)
        .map(|seed| {
            let facts = in_the_middle(&wish, seed);
            let once = || {
                let start = Instant::now();
                std::hint::black_box(decide_plan(std::hint::black_box(&facts)));
                start.elapsed()
            };
            // The shortest of a few: a decision does not wait for other programs.
            (0..5).map(|_| once()).min().unwrap_or_default()
        })
        .collect();
    took.sort_unstable();
    println!(
        "A decision of 10 accounts, 3 places, 18 hours: median {:?}, slowest of 2,000 {:?}",
        took[1_000], took[1_999]
    );
}

fn in_the_middle(wish: &Wish, seed: u64) -> PlanFacts {
    let mut random = fastrand::Rng::with_seed(seed);
    let world = wish.world(seed);
    let mut facts = world.facts();
    facts.minimum_hours = random.usize(1..=4);
    facts.retry.auto_retry = random.bool();
    facts.now = world::at(FIRST_SLOT - random.i64(0..80) * HOUR);
    for account in &mut facts.accounts {
        account.busy.iter_mut().for_each(|busy| *busy = random.u8(0..5) == 0);
        account.booked.iter_mut().for_each(|booked| *booked = usize::from(random.u8(0..4) == 0));
    }
    for id in 1..=random.i64(1..30) {
        let (slot, choice, account) = (random.usize(0..18), random.usize(0..3), random.usize(0..10));
        let state =
            [PlanBookingState::Held, PlanBookingState::Releasing, PlanBookingState::UnderWay][random.usize(0..3)];
        let same = |other: &PlanBooking| other.account == account && (other.slot == slot || other.choice == choice);
        if !facts.bookings.iter().any(same) {
            let id = id.try_into().unwrap_or_else(|_| unreachable!("an id"));
            facts.bookings.push(PlanBooking { id, slot, choice, account, state });
        }
    }
    for _ in 0..random.usize(0..40) {
        let account = random.bool().then(|| random.usize(0..10));
        let (slot, choice) = (random.usize(0..18), random.usize(0..3));
        let at = facts.now;
        facts.strikes.push(booking_core::automation::plan::Strike { choice, slot, account, may_reopen: true, at });
    }
    facts
}
