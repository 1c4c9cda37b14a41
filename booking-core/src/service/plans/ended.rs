//! Which of a plan's bookings ended without it, and what that means for the slot.

use rusqlite::Connection;

use super::carry_out::{describe, step};
use crate::Error;
use crate::attempt::AttemptKind;
use crate::facility_clock::FacilityClock;
use crate::gateway::Outcome;
use crate::ids::BookingId;
use crate::plan::PlanEnd;
use crate::service::change_booking::cancel;
use crate::service::facts;
use crate::status::Status;
use crate::store::commit::WriteTransaction;
use crate::store::plan_bookings::PlanLink;
use crate::store::plans::StoredPlan;
use crate::store::{bookings, plan_bookings};
use crate::text::CancelReason;

/// Whether a request for a pending booking is under way or may have had an effect.
pub(super) fn may_hold(connection: &Connection, id: BookingId, clock: &FacilityClock) -> Result<bool, Error> {
    let facts = facts::of_booking(connection, id, clock)?;
    Ok(facts.under_way.is_some() || facts.may_hold().is_some())
}

/// Notes the bookings that were lost, refused or cancelled since the last decision, each with a step.
pub(super) fn note(transaction: &WriteTransaction<'_>, plan: &StoredPlan, clock: &FacilityClock) -> Result<(), Error> {
    for link in plan_bookings::of_plan(transaction, plan.id)?.iter().filter(|link| link.end.is_none()) {
        let Some((end, why)) = end_of(transaction, link, clock)? else { continue };
        plan_bookings::end(transaction, link.booking_id, end, clock.now())?;
        let booking = bookings::find(transaction, link.booking_id, clock.calendar())?;
        let verb = match end {
            PlanEnd::Refused => "Refused",
            PlanEnd::Closed => "Cancelled",
            PlanEnd::Lost | PlanEnd::Dropped => "Lost",
        };
        let what = format!("{verb}: {}.", describe(transaction, &booking, clock)?);
        step(transaction, plan.id, what, why, Some(link.booking_id), clock)?;
        if link.status == Status::Pending {
            let reason = CancelReason::fixed("The facility only has a place on the waiting list.");
            cancel(transaction, link.booking_id, Some(&reason), clock)?;
        }
    }
    Ok(())
}

/// Returns the end of a booking, if it ended. A place on the waiting list is as good as none: the plan looks elsewhere at once.
fn end_of(connection: &Connection, link: &PlanLink, clock: &FacilityClock) -> Result<Option<(PlanEnd, String)>, Error> {
    if link.status == Status::Confirmed {
        return Ok(None);
    }
    let facts = facts::of_booking(connection, link.booking_id, clock)?;
    let last = facts.attempts.first().map(|attempt| (attempt.kind, attempt.outcome));
    let asked = facts.attempts.iter().find(|attempt| attempt.kind == AttemptKind::Book).map(|attempt| attempt.outcome);
    let booking = bookings::find(connection, link.booking_id, clock.calendar())?;
    let why = || booking.error_message.clone().unwrap_or_else(|| "No reason was given.".to_owned());
    Ok(match (link.status, last) {
        (Status::Pending, Some((_, Outcome::Waitlisted))) if facts.under_way.is_none() => {
            Some((PlanEnd::Lost, "The facility only has a place on the waiting list.".to_owned()))
        }
        (Status::Failed, _) if matches!(asked, Some(Outcome::LimitReached | Outcome::AlreadyBooked)) => {
            Some((PlanEnd::Refused, why()))
        }
        (Status::Failed, _) => Some((PlanEnd::Lost, why())),
        (Status::Cancelled, Some((AttemptKind::Check, Outcome::Absent))) => {
            Some((PlanEnd::Lost, "The facility no longer has the reservation.".to_owned()))
        }
        (Status::Cancelled, _) => Some((PlanEnd::Closed, "A person cancelled the booking.".to_owned())),
        _ => None,
    })
}
