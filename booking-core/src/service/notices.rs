//! Notices, written in the transaction that causes them.
//!
//! Only what happens without a person is told: who marks or cancels a booking knows it. A booking that a plan made causes no
//! notice of its own when it is confirmed, failed or put on the waiting list, because the plan's notice tells what came of it.

use rusqlite::Connection;

use crate::Error;
use crate::account::Account;
use crate::booking::Booking;
use crate::facility_clock::FacilityClock;
use crate::notice::{NewNotice, NoticeKind};
use crate::plan::PlanState;
use crate::service::BookingService;
use crate::slot::BookingDate;
use crate::status::Status;
use crate::store::commit::WriteTransaction;
use crate::store::plans::StoredPlan;
use crate::store::{accounts, bookings, notices, plan_bookings};

impl BookingService {
    /// Writes a notice.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn add_notice(&self, new: NewNotice) -> Result<(), Error> {
        let clock = self.clock.clone();
        self.store.write(move |transaction| notices::insert(transaction, &new, clock.now())).await
    }
}

/// Tells of the new status of a booking that the engine changed.
pub(super) fn status_changed(
    transaction: &WriteTransaction<'_>,
    booking: &Booking,
    clock: &FacilityClock,
) -> Result<(), Error> {
    let kind = match booking.status {
        Status::Confirmed => NoticeKind::Confirmed,
        Status::Failed => NoticeKind::Failed,
        Status::Cancelled => NoticeKind::Gone,
        Status::Pending => return Ok(()),
    };
    of_booking(transaction, kind, booking, clock)
}

/// Tells of a booking.
pub(super) fn of_booking(
    transaction: &WriteTransaction<'_>,
    kind: NoticeKind,
    booking: &Booking,
    clock: &FacilityClock,
) -> Result<(), Error> {
    let is_told_by_plan = matches!(kind, NoticeKind::Confirmed | NoticeKind::Failed | NoticeKind::WaitingList);
    if is_told_by_plan && booking.plan_id.is_some() {
        return Ok(());
    }
    // A release that was given up stays wanted, and is given up again when bookings are planned anew.
    if kind == NoticeKind::ReleaseFailed && notices::exists(transaction, kind, booking.id)? {
        return Ok(());
    }
    let on_day = format!(" on {}", day(booking.booking_date));
    let slot = describe(transaction, booking, &on_day, clock)?;
    let message = match kind {
        NoticeKind::Confirmed => format!("Booked: {slot}."),
        NoticeKind::Failed => {
            format!("Not booked: {slot}. {}", booking.error_message.as_deref().unwrap_or("No reason was given."))
        }
        NoticeKind::WaitingList => format!("On the waiting list: {slot}."),
        NoticeKind::Gone => format!("Cancelled: {slot}. The facility no longer has the reservation."),
        _ => format!("Not given back: {slot}. The facility did not take the reservation back in time."),
    };
    let (booking_id, account_id) = (Some(booking.id), Some(booking.account_id));
    let new = NewNotice { kind, message, booking_id, account_id, plan_id: booking.plan_id };
    notices::insert(transaction, &new, clock.now())
}

/// Tells that the facility refused an account's sign-in. `why` is a sentence.
pub(super) fn sign_in_needed(
    transaction: &WriteTransaction<'_>,
    account: &Account,
    why: &str,
    clock: &FacilityClock,
) -> Result<(), Error> {
    let message = format!("{} must sign in again. {why} Its bookings wait until then.", account.netid);
    let (kind, account_id) = (NoticeKind::SignInNeeded, Some(account.id));
    notices::insert(transaction, &NewNotice { kind, message, booking_id: None, account_id, plan_id: None }, clock.now())
}

/// Tells how a plan ended. `what` and `why` are sentences.
pub(super) fn plan_ended(
    transaction: &WriteTransaction<'_>,
    plan: &StoredPlan,
    state: PlanState,
    (what, why): (&str, &str),
    clock: &FacilityClock,
) -> Result<(), Error> {
    let kind = match state {
        PlanState::Completed => NoticeKind::PlanCompleted,
        PlanState::Partial => NoticeKind::PlanPartial,
        PlanState::Failed => NoticeKind::PlanFailed,
        PlanState::Scheduled | PlanState::Running | PlanState::Cancelled => return Ok(()),
    };
    let mut booked = Vec::new();
    for link in plan_bookings::of_plan(transaction, plan.id)? {
        if link.end.is_none() && link.status == Status::Confirmed {
            let booking = bookings::find(transaction, link.booking_id, clock.calendar())?;
            booked.push(describe(transaction, &booking, "", clock)?);
        }
    }
    let mut message = format!("Plan {} for {}: {what} {why}", plan.id, day(plan.wish.booking_date));
    if !booked.is_empty() {
        message = format!("{message} Booked: {}.", booked.join(", "));
    }
    let new = NewNotice { kind, message, booking_id: None, account_id: None, plan_id: Some(plan.id) };
    notices::insert(transaction, &new, clock.now())
}

/// `X1 A on Mon 7 Dec 2026 at 14:00 for anna`.
fn describe(connection: &Connection, booking: &Booking, on_day: &str, clock: &FacilityClock) -> Result<String, Error> {
    let account = accounts::find_with_archived(connection, booking.account_id, clock.now())?;
    let half = booking.sub_location.map_or_else(String::new, |half| format!(" {half}"));
    let time = booking.time_slot.to_naive().format("%H:%M");
    Ok(format!("{}{half}{on_day} at {time} for {}", booking.location, account.netid))
}

/// `Mon 7 Dec 2026`.
fn day(date: BookingDate) -> String {
    date.to_naive().format("%a %-d %b %Y").to_string()
}
