//! Carries out what was decided, through the ordinary writers of bookings.

use rusqlite::Connection;

use crate::Error;
use crate::automation::plan::{PlanFacts, PlanMove};
use crate::booking::{Booking, NewBookings};
use crate::facility_clock::FacilityClock;
use crate::ids::BookingId;
use crate::plan::{PlanEnd, PlanId, PlanStep};
use crate::retry_policy::RetryPolicy;
use crate::service::change_booking::cancel;
use crate::service::create_booking::book;
use crate::slot::TimeSlots;
use crate::status::Status;
use crate::store::commit::WriteTransaction;
use crate::store::plans::StoredPlan;
use crate::store::{accounts, bookings, plan_bookings, plans};
use crate::text::CancelReason;

/// Makes the changes, each with its step.
pub(super) fn carry_out(
    transaction: &WriteTransaction<'_>,
    plan: &StoredPlan,
    facts: &PlanFacts,
    moves: &[PlanMove],
    clock: &FacilityClock,
) -> Result<(), Error> {
    for wanted in moves {
        match wanted {
            PlanMove::Cancel { booking, why } => give_back(transaction, plan.id, *booking, why, clock)?,
            PlanMove::Book { slot, choice, account, why } => {
                let new = NewBookings {
                    account_id: facts.accounts[*account].id,
                    booking_date: plan.wish.booking_date,
                    time_slots: TimeSlots::new(vec![facts.slots[*slot].time])?,
                    place: facts.choices[*choice].place,
                    // The plan itself decides what follows from a slot that is full.
                    retry: RetryPolicy { auto_retry: false, ..plan.wish.retry },
                    idempotency_key: None,
                };
                for booking in book(transaction, &new, clock)? {
                    plan_bookings::insert(transaction, booking.id, plan.id, *choice)?;
                    let what = format!("Book {}.", describe(transaction, &booking, clock)?);
                    step(transaction, plan.id, what, why.clone(), Some(booking.id), clock)?;
                }
            }
        }
    }
    Ok(())
}

fn give_back(
    transaction: &WriteTransaction<'_>,
    plan_id: PlanId,
    id: BookingId,
    why: &str,
    clock: &FacilityClock,
) -> Result<(), Error> {
    let booking = bookings::find(transaction, id, clock.calendar())?;
    let (end, verb) = match booking.status {
        Status::Confirmed => (PlanEnd::Closed, "Give back"),
        _ => (PlanEnd::Dropped, "Cancel"),
    };
    plan_bookings::end(transaction, id, end, clock.now())?;
    let what = format!("{verb} {}.", describe(transaction, &booking, clock)?);
    step(transaction, plan_id, what, why.to_owned(), Some(id), clock)?;
    let reason: CancelReason = why.parse().map_err(Error::internal)?;
    cancel(transaction, id, Some(&reason), clock).map(drop)
}

/// Adds a step.
pub(super) fn step(
    transaction: &WriteTransaction<'_>,
    plan_id: PlanId,
    what: String,
    why: String,
    booking_id: Option<BookingId>,
    clock: &FacilityClock,
) -> Result<(), Error> {
    plans::add_step(transaction, plan_id, &PlanStep { at: clock.now(), what, why, booking_id })
}

/// `X1 A at 14:00 for anna`.
pub(super) fn describe(connection: &Connection, booking: &Booking, clock: &FacilityClock) -> Result<String, Error> {
    let account = accounts::find_with_archived(connection, booking.account_id, clock.now())?;
    let half = booking.sub_location.map_or_else(String::new, |half| format!(" {half}"));
    let time: String = booking.time_slot.to_string().chars().take(5).collect();
    Ok(format!("{}{half} at {time} for {}", booking.location, account.netid))
}
