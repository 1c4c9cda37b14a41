//! Plans the next task of a booking in the transaction that changes it.

use crate::Error;
use crate::account::Account;
use crate::automation::{self, Decision, Step};
use crate::booking::Booking;
use crate::clock::Timestamp;
use crate::facility_clock::FacilityClock;
use crate::ids::{AccountId, BookingId};
use crate::service::{facts, plans};
use crate::store::commit::WriteTransaction;
use crate::store::schedule;
use crate::task::Task;

/// Plans what follows from the facts of a booking as they are now.
pub(super) fn replan(transaction: &WriteTransaction<'_>, id: BookingId, clock: &FacilityClock) -> Result<(), Error> {
    if clock.calendar().profile().is_none() {
        return Ok(());
    }
    let decision = automation::next_step(&facts::of_booking(transaction, id, clock)?);
    plan(transaction, id, &decision)
}

/// Plans the account's pending bookings of that day anew, where a booking that has ended may have let them wait.
pub(super) fn replan_beside(
    transaction: &WriteTransaction<'_>,
    ended: &Booking,
    clock: &FacilityClock,
) -> Result<(), Error> {
    if ended.status.is_active() {
        return Ok(());
    }
    for id in schedule::pending_beside(transaction, ended)? {
        replan(transaction, id, clock)?;
    }
    Ok(())
}

/// Plans an account's bookings anew: its consent, its switch or its sign-in changed.
pub(super) fn replan_account(
    transaction: &WriteTransaction<'_>,
    id: AccountId,
    clock: &FacilityClock,
) -> Result<(), Error> {
    if clock.calendar().profile().is_none() {
        return Ok(());
    }
    for booking in schedule::unsettled_of(transaction, id, clock.today()?)? {
        replan(transaction, booking, clock)?;
    }
    plans::account_changed(transaction, id, clock)
}

/// Plans a new booking, and returns the moment of its first attempt.
pub(super) fn plan_new(
    transaction: &WriteTransaction<'_>,
    booking: &Booking,
    account: &Account,
    clock: &FacilityClock,
) -> Result<Option<Timestamp>, Error> {
    if clock.calendar().profile().is_none() {
        return Ok(None);
    }
    let decision = automation::next_step(&facts::of_new(booking, account, clock)?);
    plan(transaction, booking.id, &decision)?;
    Ok(next_attempt(&decision))
}

/// The booking with the attempt that was planned at the moment it was made.
pub(super) fn as_first_planned(booking: Booking, account: &Account, clock: &FacilityClock) -> Result<Booking, Error> {
    if clock.calendar().profile().is_none() {
        return Ok(booking);
    }
    let mut facts = facts::of_new(&booking, account, clock)?;
    facts.now = booking.created_at;
    Ok(Booking { next_attempt_at: next_attempt(&automation::next_step(&facts)), ..booking })
}

fn next_attempt(decision: &Decision) -> Option<Timestamp> {
    matches!(decision.step, Step::Book { .. }).then_some(decision.due_at).flatten()
}

/// Writes the plan. A booking that never had one gets no row for having none.
fn plan(transaction: &WriteTransaction<'_>, id: BookingId, decision: &Decision) -> Result<(), Error> {
    let task = match decision.step {
        Step::Book { .. } => Some(Task::Book),
        Step::Check => Some(Task::Check),
        Step::Release { .. } | Step::GiveUpRelease => Some(Task::Release),
        Step::Fail { .. } | Step::Wait => Some(Task::Expire),
        Step::Rest | Step::Done => None,
    };
    let next = task.zip(decision.due_at);
    if next.is_some() || schedule::of_booking(transaction, id)?.is_some() {
        schedule::plan(transaction, id, next)?;
    }
    Ok(())
}
