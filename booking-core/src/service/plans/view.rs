//! A plan as people see it.

use rusqlite::Connection;

use super::facts;
use crate::Error;
use crate::automation::plan::{Obstacle, Part, PartState, PlanDecision, PlanFacts, Run, decide_plan, outlook};
use crate::booking::Booking;
use crate::facility_clock::FacilityClock;
use crate::plan::{NewPlan, Plan, PlanAccountState, PlanBookingsLeft, PlanPart, PlanPartState, PlanRun, PlanState};
use crate::status::Status;
use crate::store::plans::StoredPlan;
use crate::store::{bookings, plan_bookings, plans};

/// The preview of a wish.
pub(super) fn of_wish(connection: &Connection, wish: &NewPlan, clock: &FacilityClock) -> Result<Plan, Error> {
    let facts = facts::read(connection, wish, None, clock)?;
    let decision = decide_plan(&facts);
    let plan = Plan { state: decision.state, next_decision_at: decision.due_at, ..empty(wish) };
    Ok(explained(plan, &facts, &decision))
}

/// A plan that is stored.
pub(super) fn of_plan(connection: &Connection, stored: &StoredPlan, clock: &FacilityClock) -> Result<Plan, Error> {
    let links = plan_bookings::of_plan(connection, stored.id)?;
    let bookings: Vec<Booking> = links
        .iter()
        .map(|link| bookings::find(connection, link.booking_id, clock.calendar()))
        .collect::<Result<_, _>>()?;
    let steps = plans::steps(connection, stored.id)?;
    let mut plan = Plan {
        id: Some(stored.id),
        state: stored.progress.state,
        follows: stored.follows,
        next_decision_at: stored.progress.due_at,
        created_at: Some(stored.created_at),
        updated_at: Some(stored.updated_at),
        ..empty(&stored.wish)
    };
    if clock.calendar().profile().is_none() {
        return Ok(Plan { bookings, steps, ..plan });
    }
    let facts = facts::of_plan(connection, stored, clock)?;
    if stored.progress.state.is_open() {
        plan = explained(plan, &facts, &decide_plan(&facts));
    } else {
        let counts = |booking: &&Booking| {
            booking.status == Status::Confirmed
                && links.iter().any(|link| link.booking_id == booking.id && link.end.is_none())
        };
        plan.aim = bookings.iter().filter(counts).map(held).collect();
        plan.aim.sort_by_key(|part| part.starts_at);
        let last = steps.iter().rev().find(|step| step.booking_id.is_none());
        plan.why = last.map_or_else(String::new, |step| step.why.clone());
        plan.accounts = accounts(&facts);
    }
    Ok(Plan { bookings, steps, ..plan })
}

fn empty(wish: &NewPlan) -> Plan {
    Plan {
        id: None,
        state: PlanState::Scheduled,
        booking_date: wish.booking_date,
        hours: wish.hours,
        minimum_hours: wish.minimum_hours,
        window_start: wish.window_start,
        window_end: wish.window_end,
        choices: wish.choices.clone(),
        account_ids: wish.account_ids.clone(),
        retry: wish.retry,
        repeats_weekly_until: wish.repeats_weekly_until,
        follows: None,
        aim: Vec::new(),
        why: String::new(),
        fallbacks: Vec::new(),
        obstacles: Vec::new(),
        accounts: Vec::new(),
        bookings: Vec::new(),
        steps: Vec::new(),
        next_decision_at: None,
        created_at: None,
        updated_at: None,
    }
}

fn explained(plan: Plan, facts: &PlanFacts, decision: &PlanDecision) -> Plan {
    let outlook = outlook(facts, decision.aim);
    Plan {
        aim: decision
            .aim
            .map_or_else(Vec::new, |run| decision.parts.iter().map(|part| shown(facts, run, part)).collect()),
        why: decision.why.clone(),
        fallbacks: outlook.fallbacks.into_iter().map(|run| run_of(facts, run)).collect(),
        obstacles: outlook.obstacles,
        accounts: accounts(facts),
        ..plan
    }
}

fn shown(facts: &PlanFacts, run: Run, part: &Part) -> PlanPart {
    let (choice, slot) = (&facts.choices[run.choice], &facts.slots[part.slot]);
    let holds = |id| {
        use crate::automation::plan::PlanBookingState::Held;
        facts.bookings.iter().any(|booking| booking.id == id && booking.state == Held)
    };
    let (state, booking_id) = match part.state {
        PartState::Stands(id) if holds(id) => (PlanPartState::Booked, Some(id)),
        PartState::Stands(id) => (PlanPartState::Pending, Some(id)),
        PartState::New => (PlanPartState::New, None),
        PartState::Waits => (PlanPartState::Waits, None),
        PartState::GivesUp => (PlanPartState::GivesUp, None),
    };
    PlanPart {
        time_slot: slot.time,
        location: choice.place.location(),
        sub_location: choice.place.sub_location(),
        account_id: facts.accounts[part.account].id,
        starts_at: slot.starts_at,
        opens_at: choice.windows[part.slot].opens_at,
        state,
        booking_id,
    }
}

fn held(booking: &Booking) -> PlanPart {
    PlanPart {
        time_slot: booking.time_slot,
        location: booking.location,
        sub_location: booking.sub_location,
        account_id: booking.account_id,
        starts_at: booking.starts_at,
        opens_at: booking.opens_at.unwrap_or(booking.starts_at),
        state: PlanPartState::Booked,
        booking_id: Some(booking.id),
    }
}

fn run_of(facts: &PlanFacts, run: Run) -> PlanRun {
    let place = facts.choices[run.choice].place;
    PlanRun {
        location: place.location(),
        sub_location: place.sub_location(),
        time_slot: facts.slots[run.start].time,
        hours: run.hours,
    }
}

fn accounts(facts: &PlanFacts) -> Vec<PlanAccountState> {
    let state = |account: &crate::automation::plan::PlanAccount| PlanAccountState {
        account_id: account.id,
        obstacle: account.obstacle.map(|obstacle| words(obstacle).to_owned()),
        busy: facts.slots.iter().zip(&account.busy).filter(|(_, busy)| **busy).map(|(slot, _)| slot.time).collect(),
        left: facts
            .choices
            .iter()
            .zip(&account.booked)
            .map(|(choice, booked)| PlanBookingsLeft {
                location: choice.place.location(),
                bookings: choice.per_day.map(|most| most.saturating_sub(*booked)),
            })
            .collect(),
    };
    facts.accounts.iter().map(state).collect()
}

const fn words(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::Inactive => "The account is switched off.",
        Obstacle::NoConsent => "Automatic booking is off for the account.",
        Obstacle::SignInNeeded => "The account must sign in again.",
    }
}
