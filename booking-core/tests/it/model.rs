//! A model of the facility beside the service: random sequences of what people, the engine and the facility do, of lost answers and of
//! crashes. Whenever they rest, both sides hold the same.

mod check;
mod engine;
mod facility;
mod people;

use std::collections::BTreeSet;

use booking_core::account::{Account, AccountChange};
use booking_core::booking::Booking;
use booking_core::clock::{MicroTimestamp, Timestamp};
use booking_core::ids::BookingId;
use booking_core::password::Password;
use booking_core::plan::PlanId;
use fastrand::Rng;

use crate::plans::stage;
use crate::support::{Fixture, done};
use engine::UnderWay;
use facility::Facility;

/// The steps that are taken; `BOOKING_MODEL_STEPS` sets another number.
const STEPS: u64 = 10_000;
/// The steps from one rest to the next.
const BETWEEN_RESTS: u64 = 250;
const MINUTE: i64 = 60_000;
/// The time in which everything comes to an end but what waits for its opening: each confirmed booking is compared once a day.
const REST: i64 = 26 * 60 * MINUTE;
const NAMES: [&str; 5] = ["anna", "bert", "cara", "dirk", "emma"];

fn after(moment: Timestamp, millis: i64) -> Timestamp {
    MicroTimestamp::from(moment).plus_micros(millis * 1_000).to_millis()
}

fn password() -> Password {
    Password::parse("a password".to_owned()).unwrap()
}

/// The service, the facility, and what is under way between them.
struct Model {
    fixture: Fixture,
    chance: Rng,
    facility: Facility,
    under_way: Vec<UnderWay>,
    accounts: Vec<Account>,
    bookings: Vec<BookingId>,
    plans: Vec<PlanId>,
    /// Bookings that a person or the facility changed: their plan need not hold what it aimed at.
    touched: BTreeSet<BookingId>,
    /// Whether the facility answers everything, and nobody disturbs.
    is_calm: bool,
}

impl Model {
    fn new(seed: u64) -> Self {
        let (fixture, accounts) = stage::fixture(&NAMES);
        Self {
            fixture,
            chance: Rng::with_seed(seed),
            facility: Facility::default(),
            under_way: Vec::new(),
            accounts,
            bookings: Vec::new(),
            plans: Vec::new(),
            touched: BTreeSet::new(),
            is_calm: false,
        }
    }

    fn now(&self) -> Timestamp {
        self.fixture.now()
    }

    fn step(&mut self) {
        match self.chance.u8(..100) {
            0..20 => self.take_up(),
            20..40 => self.send(),
            40..60 => self.record(),
            60..63 => self.decide_plans(),
            63..83 => self.people(),
            83..94 => self.pass_time(),
            94..98 => self.disturb(),
            _ => self.crash(),
        }
        self.assert_under_way();
    }

    /// Moves the clock: to what is due next, or by some minutes.
    fn pass_time(&mut self) {
        let due = self.fixture.next_due(None).unwrap().map(|due| due.due_at);
        let next = due.into_iter().chain(self.fixture.next_plan_due().unwrap()).min();
        let some = after(self.now(), self.chance.i64(0..15 * MINUTE));
        let soon = after(self.now(), 120 * MINUTE);
        let until = next.filter(|next| *next <= soon && self.chance.u8(..10) < 7).unwrap_or(some);
        self.fixture.set_clock(&until.max(self.now()).to_string());
    }

    /// Strangers come and go, and members give places back on the facility's own page.
    fn disturb(&mut self) {
        if let Some(lost) = self.facility.disturb(&mut self.chance, self.fixture.now()) {
            let its =
                |booking: &Booking| (booking.account_id, booking.starts_at) == (lost.account, lost.place.starts_at);
            self.touched.extend(self.upcoming().into_iter().filter(its).map(|booking| booking.id));
        }
    }

    /// Stops in the middle: what was under way is forgotten, whether or not it had an effect.
    fn crash(&mut self) {
        self.under_way.clear();
        self.fixture.shut();
        self.fixture.open().unwrap();
        done(self.fixture.rescue()).unwrap();
    }

    /// Lets everything come to an end: the facility answers, every account may be asked, and a day passes.
    fn rest(&mut self) {
        self.is_calm = true;
        // Answers that came before may stop an account.
        for _ in 0..self.under_way.len() {
            self.record();
        }
        done(self.fixture.set_paused(false)).unwrap();
        for account in self.accounts.clone() {
            let restored = AccountChange::new(Some(password()), Some(true), Some(true), None).unwrap();
            done(self.fixture.update_account(account.id, restored)).unwrap();
        }
        done(self.fixture.resume(0, i64::MAX)).unwrap();
        let end = after(self.now(), REST);
        loop {
            self.finish_what_is_due();
            let due = self.fixture.next_due(None).unwrap().map(|due| due.due_at);
            let next = due.into_iter().chain(self.fixture.next_plan_due().unwrap()).min();
            let Some(next) = next.filter(|next| *next <= end) else { break };
            self.fixture.set_clock(&next.max(self.now()).to_string());
        }
        self.fixture.set_clock(&end.to_string());
        self.finish_what_is_due();
        self.assert_both_sides_are_the_same();
        self.assert_plans();
        self.is_calm = false;
    }
}

#[test]
fn any_sequence_of_steps_and_crashes_leaves_both_sides_the_same() {
    let number = |name: &str| std::env::var(name).ok().map(|value| value.parse::<u64>().unwrap());
    let seed = number("BOOKING_MODEL_SEED").unwrap_or_else(|| fastrand::u64(..));
    eprintln!("BOOKING_MODEL_SEED={seed}");
    let mut model = Model::new(seed);
    for step in 1..=number("BOOKING_MODEL_STEPS").unwrap_or(STEPS) {
        model.step();
        if step % BETWEEN_RESTS == 0 {
            model.rest();
        }
    }
    model.rest();
    eprintln!("{}", model.summary());
    assert!(model.facility.given > 0);
}
