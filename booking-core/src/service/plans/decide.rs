//! Decides a plan in the transaction that changes one of its facts.

use super::carry_out::{carry_out, step};
use super::{ended, facts, repeat};
use crate::Error;
use crate::automation::plan::{PlanFacts, decide_plan, outlook};
use crate::booking::Booking;
use crate::facility_clock::FacilityClock;
use crate::gateway::FacilitySlot;
use crate::ids::{AccountId, BookingId};
use crate::plan::{PlanId, PlanState};
use crate::service::notices;
use crate::store::commit::WriteTransaction;
use crate::store::plans::{Progress, StoredPlan};
use crate::store::{plan_bookings, plans};

/// Decides a plan anew and carries the decision out. A plan that has ended is only repeated.
pub(super) fn decide(transaction: &WriteTransaction<'_>, id: PlanId, clock: &FacilityClock) -> Result<(), Error> {
    if clock.calendar().profile().is_none() {
        return Ok(());
    }
    let plan = plans::find(transaction, id)?;
    let mut progress = Progress { due_at: None, ..plan.progress };
    if plan.progress.state.is_open() {
        ended::note(transaction, &plan, clock)?;
        progress = go_on(transaction, &plan, clock)?;
    }
    let repeats_at = repeat::repeat(transaction, &plan, clock)?;
    progress.due_at = progress.due_at.into_iter().chain(repeats_at).min();
    if progress != plan.progress {
        plans::set_progress(transaction, id, progress, clock.now())?;
    }
    Ok(())
}

fn go_on(transaction: &WriteTransaction<'_>, plan: &StoredPlan, clock: &FacilityClock) -> Result<Progress, Error> {
    let facts = facts::of_plan(transaction, plan, clock)?;
    let decision = decide_plan(&facts);
    carry_out(transaction, plan, &facts, &decision.moves, clock)?;
    if decision.state != plan.progress.state {
        let why = if decision.state == PlanState::Failed { why_failed(&facts, &decision.why) } else { decision.why };
        notices::plan_ended(transaction, plan, decision.state, (what(decision.state), &why), clock)?;
        step(transaction, plan.id, what(decision.state).to_owned(), why, None, clock)?;
    }
    let due_at = decision.due_at.into_iter().chain(decision.looks_at).min();
    Ok(Progress { state: decision.state, due_at, looks_at: decision.looks_at })
}

const fn what(state: PlanState) -> &'static str {
    match state {
        PlanState::Scheduled => "The plan waits.",
        PlanState::Running => "The plan has started.",
        PlanState::Completed => "All hours are booked.",
        PlanState::Partial => "Some of the hours are booked.",
        PlanState::Failed => "The plan failed.",
        PlanState::Cancelled => "The plan is cancelled.",
    }
}

fn why_failed(facts: &PlanFacts, why: &str) -> String {
    let mut sentences = vec![why.to_owned()];
    sentences.extend(outlook(facts, None).obstacles);
    sentences.join(" ")
}

/// Notes what a look at the availability showed of the plan's choices.
pub(super) fn note_look(
    transaction: &WriteTransaction<'_>,
    id: PlanId,
    seen: &[FacilitySlot],
    clock: &FacilityClock,
) -> Result<(), Error> {
    let plan = plans::find(transaction, id)?;
    let facts = facts::read(transaction, &plan.wish, Some(&plan), clock)?;
    let mut shown = Vec::new();
    for (choice, wanted) in facts.choices.iter().enumerate() {
        for slot in &facts.slots {
            let has_place = |found: &FacilitySlot| {
                found.starts_at == slot.starts_at
                    && found.location == wanted.place.location()
                    && found.is_available
                    && found.remaining_capacity != Some(0)
                    && (wanted.place.sub_location().is_none() || found.sub_location == wanted.place.sub_location())
            };
            if seen.iter().any(has_place) {
                shown.push((choice, slot.time));
            }
        }
    }
    plans::set_look(transaction, id, clock.now(), &shown)
}

/// Decides the plan that counts on a booking whose status changed. Other plans of its account are due at once.
pub(in crate::service) fn booking_changed(
    transaction: &WriteTransaction<'_>,
    booking: &Booking,
    clock: &FacilityClock,
) -> Result<(), Error> {
    slot_taken(transaction, booking, clock)?;
    match plan_bookings::counting_on(transaction, booking.id)? {
        Some(id) => decide(transaction, id, clock),
        None => Ok(()),
    }
}

/// Decides the plan that made a booking, after an answer about it: an account may be free again.
pub(in crate::service) fn booking_answered(
    transaction: &WriteTransaction<'_>,
    id: BookingId,
    clock: &FacilityClock,
) -> Result<(), Error> {
    match plan_bookings::plan_of(transaction, id)? {
        Some(id) => decide(transaction, id, clock),
        None => Ok(()),
    }
}

/// Decides the open plans of an account whose switch, consent or sign-in changed.
pub(in crate::service) fn account_changed(
    transaction: &WriteTransaction<'_>,
    id: AccountId,
    clock: &FacilityClock,
) -> Result<(), Error> {
    for id in plans::open_of_account(transaction, id)? {
        decide(transaction, id, clock)?;
    }
    Ok(())
}

/// Makes the other open plans of a booking's account due on that day: what the account can book there changed. They are not
/// decided here, because this may be another plan's decision.
pub(in crate::service) fn slot_taken(
    transaction: &WriteTransaction<'_>,
    booking: &Booking,
    clock: &FacilityClock,
) -> Result<(), Error> {
    plans::make_due(transaction, booking.account_id, booking.booking_date, booking.plan_id, clock.now())
}
