//! Changes of a booking. Every operation that changes one goes through [`change`].

use crate::Error;
use crate::audit::EventType;
use crate::booking::{Booking, BookingChange, ErrorMessageChange};
use crate::clock::Timestamp;
use crate::facility_clock::FacilityClock;
use crate::ids::{AccountId, BookingId};
use crate::service::{BookingService, plans, scheduling, standing};
use crate::status::Status;
use crate::store::audit_log::NewLog;
use crate::store::commit::WriteTransaction;
use crate::store::{accounts, audit_log, bookings};
use crate::text::{BookingReference, CancelReason, ErrorMessage};

impl BookingService {
    /// Changes the status, the reference or the error message of a booking.
    ///
    /// # Errors
    /// [`Error::BookingNotFound`], [`Error::InvalidTransition`], [`Error::AccountInactive`] or [`Error::AccountDeleted`] for a
    /// retry, [`Error::SlotConflict`] when another active booking of the account has the slot, [`Error::SlotBegun`].
    pub async fn update_booking(&self, id: BookingId, wanted: BookingChange) -> Result<Booking, Error> {
        let clock = self.clock.clone();
        self.store.write(move |transaction| change(transaction, id, &wanted, None, &clock)).await
    }

    /// Confirms a booking under the facility's reference and clears an earlier error.
    ///
    /// # Errors
    /// As [`BookingService::update_booking`].
    pub async fn mark_booking_confirmed(&self, id: BookingId, reference: BookingReference) -> Result<Booking, Error> {
        self.update_booking(id, BookingChange::confirmed(reference)).await
    }

    /// Sets a booking to failed with the reason.
    ///
    /// # Errors
    /// As [`BookingService::update_booking`].
    pub async fn mark_booking_failed(&self, id: BookingId, message: ErrorMessage) -> Result<Booking, Error> {
        self.update_booking(id, BookingChange::failed(message)).await
    }

    /// Cancels a pending or confirmed booking, which frees its slot.
    ///
    /// # Errors
    /// [`Error::BookingNotFound`], [`Error::InvalidTransition`], [`Error::SlotBegun`].
    pub async fn cancel_booking(&self, id: BookingId, reason: Option<CancelReason>) -> Result<Booking, Error> {
        let clock = self.clock.clone();
        self.store.write(move |transaction| cancel(transaction, id, reason.as_ref(), &clock)).await
    }
}

pub(super) fn cancel(
    transaction: &WriteTransaction<'_>,
    id: BookingId,
    reason: Option<&CancelReason>,
    clock: &FacilityClock,
) -> Result<Booking, Error> {
    let booking = bookings::find(transaction, id, clock.calendar())?;
    if !booking.status.is_active() {
        return Err(Error::InvalidTransition { booking_id: id, from: booking.status, to: Status::Cancelled });
    }
    change(transaction, id, &BookingChange::cancelled(), reason, clock)
}

/// Applies the change and writes its audit entry. A change without effect writes nothing.
pub(super) fn change(
    transaction: &WriteTransaction<'_>,
    id: BookingId,
    wanted: &BookingChange,
    reason: Option<&CancelReason>,
    clock: &FacilityClock,
) -> Result<Booking, Error> {
    let before = bookings::find(transaction, id, clock.calendar())?;
    let mut after = wanted.apply(before.clone());
    if after == before {
        return Ok(before);
    }
    after.updated_at = clock.now().max(before.updated_at);
    if after.status != before.status {
        check_status(transaction, &before, after.status, clock)?;
    }
    if !bookings::update(transaction, &after)? {
        let slot = std::slice::from_ref(&before.time_slot);
        let active = bookings::conflicts(transaction, before.account_id, before.booking_date, slot)?;
        return Err(Error::SlotConflict(active));
    }
    record(transaction, &before, &after, &message(&before, &after, wanted, reason))?;
    if after.status != before.status {
        standing::note_status(transaction, id, after.status, clock)?;
    }
    scheduling::replan(transaction, id, clock)?;
    if after.status != before.status {
        plans::booking_changed(transaction, &after, clock)?;
    }
    bookings::find(transaction, id, clock.calendar())
}

/// Checks the status rules. A failed booking that becomes active again also needs an active account.
fn check_status(
    transaction: &WriteTransaction<'_>,
    before: &Booking,
    next: Status,
    clock: &FacilityClock,
) -> Result<(), Error> {
    if !before.status.may_become(next) {
        return Err(Error::InvalidTransition { booking_id: before.id, from: before.status, to: next });
    }
    match (before.status, next) {
        (Status::Failed, Status::Pending | Status::Confirmed) => {
            check_account(transaction, before.account_id, clock.now())
        }
        (Status::Confirmed, Status::Cancelled) if clock.has_begun(before.booking_date, before.time_slot)? => {
            Err(Error::SlotBegun(before.id))
        }
        _ => Ok(()),
    }
}

fn check_account(transaction: &WriteTransaction<'_>, id: AccountId, now: Timestamp) -> Result<(), Error> {
    match accounts::find(transaction, id, now) {
        Ok(account) if account.is_active => Ok(()),
        Ok(_) => Err(Error::AccountInactive(id)),
        Err(Error::AccountNotFound(_)) => Err(Error::AccountDeleted(id)),
        Err(error) => Err(error),
    }
}

/// Adds an entry that is no change of a field.
pub(super) fn note(
    transaction: &WriteTransaction<'_>,
    id: BookingId,
    message: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let event_type = EventType::Update;
    audit_log::insert(
        transaction,
        &NewLog { booking_id: id, event_type, message, from_status: None, to_status: None, created_at: now },
    )
}

fn record(transaction: &WriteTransaction<'_>, before: &Booking, after: &Booking, message: &str) -> Result<(), Error> {
    let status_changed = before.status != after.status;
    let event_type = match (status_changed, after.status) {
        (false, _) => EventType::Update,
        (true, Status::Cancelled) => EventType::Cancelled,
        (true, _) => EventType::StatusChange,
    };
    audit_log::insert(
        transaction,
        &NewLog {
            booking_id: after.id,
            event_type,
            message,
            from_status: status_changed.then_some(before.status),
            to_status: status_changed.then_some(after.status),
            created_at: after.updated_at,
        },
    )
}

/// The text of the audit entry: what changed, the values that came with the change and the values that they replaced.
fn message(before: &Booking, after: &Booking, wanted: &BookingChange, reason: Option<&CancelReason>) -> String {
    let mut parts = Vec::new();
    match (before.status != after.status, after.status, reason) {
        (false, ..) => {}
        (true, Status::Cancelled, Some(reason)) => parts.push(format!("Booking cancelled: {reason}")),
        (true, Status::Cancelled, None) => parts.push("Booking cancelled.".to_owned()),
        (true, status, _) => parts.push(format!("Status changed from {} to {status}.", before.status)),
    }
    if wanted.booking_reference.is_some() {
        parts.extend(replaced(
            "Booking reference",
            before.booking_reference.as_deref(),
            after.booking_reference.as_deref(),
        ));
    }
    if wanted.error_message != ErrorMessageChange::Keep {
        parts.extend(replaced("Error", before.error_message.as_deref(), after.error_message.as_deref()));
    }
    parts.join(" ")
}

fn replaced(name: &str, before: Option<&str>, after: Option<&str>) -> Option<String> {
    match (before, after) {
        (Some(before), Some(after)) if before != after => Some(format!("{name}: \"{after}\", was \"{before}\".")),
        (_, Some(after)) => Some(format!("{name}: \"{after}\".")),
        (Some(before), None) => Some(format!("{name} cleared, was \"{before}\".")),
        (None, None) => None,
    }
}
