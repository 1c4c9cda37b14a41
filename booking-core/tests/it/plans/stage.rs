//! A database with the practice facility's profile, and a facility that answers as the test says.

use std::sync::Arc;

use booking_core::account::Account;
use booking_core::attempt::AttemptKind;
use booking_core::booking::Booking;
use booking_core::clock::{MicroTimestamp, Timestamp};
use booking_core::facility::Profile;
use booking_core::gateway::{Answer, FacilityMessage, FacilitySlot, Outcome};
use booking_core::plan::{Choice, NewPlan, Plan, PlanId, PlanState};
use booking_core::retry_policy::RetryPolicy;
use booking_core::service::Claim;
use booking_core::slot::{Location, SubLocation};

use crate::support::{Fixture, done, parsed};

/// Nine days before the Thursday of the plans, at noon.
pub(super) const MADE: &str = "2026-11-24T11:00:00Z";
pub(super) const THURSDAY: &str = "2026-12-03";

/// A service with the practice facility's profile and these accounts.
pub(crate) fn fixture(names: &[&str]) -> (Fixture, Vec<Account>) {
    let profile = include_str!("../../../../bridge/profiles/practice.toml");
    let mut fixture = Fixture::closed(chrono_tz::Europe::Amsterdam);
    fixture.profile = Some(Arc::new(Profile::parse(profile).unwrap()));
    fixture.set_clock(MADE);
    fixture.open().unwrap();
    let accounts = names.iter().map(|name| fixture.account(name)).collect();
    (fixture, accounts)
}

pub(super) fn wish(accounts: &[Account]) -> NewPlan {
    let choice = |location| Choice { location, sub_locations: Vec::new() };
    NewPlan {
        booking_date: parsed(THURSDAY),
        hours: 3.try_into().unwrap(),
        minimum_hours: 3.try_into().unwrap(),
        window_start: parsed("11:00"),
        window_end: parsed("18:00"),
        choices: [Location::X1, Location::X3, Location::Fitness].map(choice).to_vec(),
        account_ids: accounts.iter().map(|account| account.id).collect(),
        retry: RetryPolicy::default(),
        repeats_weekly_until: None,
        idempotency_key: None,
    }
}

pub(super) fn made(fixture: &Fixture, wish: NewPlan) -> Plan {
    done(fixture.create_plan(wish)).unwrap()
}

pub(super) fn id(plan: &Plan) -> PlanId {
    plan.id.unwrap()
}

/// The slots of the aim as `X1 11:00 1 pending`, the account by its number.
pub(super) fn aim(plan: &Plan) -> Vec<String> {
    let words = |part: &booking_core::plan::PlanPart| {
        let position = plan.account_ids.iter().position(|account| *account == part.account_id).unwrap() + 1;
        format!("{} {} {position} {}", part.location, &part.time_slot.to_string()[..5], part.state)
    };
    plan.aim.iter().map(words).collect()
}

pub(super) fn answer(fixture: &Fixture, outcome: Outcome) -> Answer {
    Answer {
        outcome,
        message: FacilityMessage::new("As the facility says."),
        status_code: None,
        retry_after: None,
        reference: (outcome == Outcome::Confirmed).then(|| parsed("R-1")),
        sent_at: Some(fixture.now().into()),
        answered_at: MicroTimestamp::from(fixture.now()),
    }
}

/// Lets everything happen that is due until `until`, the facility answering requests to book as `facility` says.
pub(super) fn until(fixture: &Fixture, until: &str, facility: impl Fn(&Booking, Option<SubLocation>) -> Outcome) {
    let until: Timestamp = parsed(until);
    loop {
        let tasks = fixture.next_due(None).unwrap().map(|due| due.due_at);
        let next = tasks.into_iter().chain(fixture.next_plan_due().unwrap()).min();
        let Some(next) = next.filter(|next| *next <= until) else { break };
        fixture.set_clock(&next.max(fixture.now()).to_string());
        for plan in fixture.due_plans(100).unwrap() {
            let seen = (!plan.looks.is_empty()).then(|| seen(fixture, &plan.looks, &facility));
            done(fixture.decide_plan(plan.id, seen)).unwrap();
        }
        for due in fixture.due_until(fixture.now(), 100).unwrap() {
            work(fixture, due.booking_id, &facility);
        }
    }
    fixture.set_clock(&until.to_string());
}

pub(super) fn work(
    fixture: &Fixture,
    booking_id: booking_core::ids::BookingId,
    facility: &impl Fn(&Booking, Option<SubLocation>) -> Outcome,
) {
    let claimed = done(fixture.claim(vec![Claim { booking_id, shown_half: None, send_at: None }])).unwrap();
    let Some(claimed) = claimed.into_iter().next() else { return done(fixture.settle(booking_id)).unwrap() };
    let outcome = match claimed.attempt.kind {
        AttemptKind::Book => facility(&claimed.booking, claimed.attempt.sub_location),
        AttemptKind::Release => Outcome::Released,
        AttemptKind::Check => Outcome::Confirmed,
    };
    done(fixture.record(claimed.attempt.id, answer(fixture, outcome))).unwrap();
}

/// The free slots of the plans' day, as the facility would list them.
pub(super) fn seen(
    fixture: &Fixture,
    locations: &[Location],
    facility: &impl Fn(&Booking, Option<SubLocation>) -> Outcome,
) -> Vec<FacilitySlot> {
    let listed = |booking: &Booking, location: Location| FacilitySlot {
        location,
        sub_location: location.has_sub_locations().then_some(SubLocation::A),
        starts_at: booking.starts_at,
        ends_at: booking.starts_at,
        is_available: facility(&Booking { location, ..booking.clone() }, Some(SubLocation::A)) == Outcome::Confirmed,
        remaining_capacity: None,
        total_capacity: None,
        booking_id: None,
        linked_product_id: None,
        bookable_product_id: None,
    };
    let bookings = fixture.list(&crate::support::all(booking_core::query::BookingFilter::default()));
    locations.iter().flat_map(|location| bookings.iter().map(|booking| listed(booking, *location))).collect()
}

pub(super) fn all_free(_: &Booking, _: Option<SubLocation>) -> Outcome {
    Outcome::Confirmed
}

pub(super) fn at(booking: &Booking, location: Location, hours: &[&str]) -> bool {
    booking.location == location && hours.iter().any(|hour| booking.time_slot.to_string().starts_with(hour))
}

/// The active bookings as `X1 11:00 1`, in the order of their slots.
pub(super) fn held(fixture: &Fixture, plan: &Plan) -> Vec<String> {
    let plan = fixture.get_plan(id(plan)).unwrap();
    let mut active: Vec<&Booking> = plan.bookings.iter().filter(|booking| booking.status.is_active()).collect();
    active.sort_by_key(|booking| booking.starts_at);
    active.iter().map(|booking| format!("{} {}", booking.location, &booking.time_slot.to_string()[..5])).collect()
}

pub(super) fn state(fixture: &Fixture, plan: &Plan) -> PlanState {
    fixture.get_plan(id(plan)).unwrap().state
}
