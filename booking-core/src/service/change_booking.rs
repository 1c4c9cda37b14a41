//! Changes of a booking. Every operation that changes one goes through [`change`].

use crate::Error;
use crate::audit::EventType;
use crate::booking::{Booking, BookingChange, ErrorMessageChange};
use crate::clock::Timestamp;
use crate::ids::{AccountId, BookingId};
use crate::service::BookingService;
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
    /// retry, [`Error::SlotConflict`] when another active booking of the account has the slot.
    pub async fn update_booking(&self, id: BookingId, wanted: BookingChange) -> Result<Booking, Error> {
        let clock = self.clock.clone();
        self.store.write(move |transaction| change(transaction, id, wanted, None, clock.now())).await
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
    /// [`Error::BookingNotFound`], [`Error::InvalidTransition`].
    pub async fn cancel_booking(&self, id: BookingId, reason: Option<CancelReason>) -> Result<Booking, Error> {
        let clock = self.clock.clone();
        self.store.write(move |transaction| cancel(transaction, id, reason.as_ref(), clock.now())).await
    }
}

fn cancel(
    transaction: &WriteTransaction<'_>,
    id: BookingId,
    reason: Option<&CancelReason>,
    now: Timestamp,
) -> Result<Booking, Error> {
    let booking = bookings::find(transaction, id)?;
    if !booking.status.is_active() {
        return Err(Error::InvalidTransition { booking_id: id, from: booking.status, to: Status::Cancelled });
    }
    change(transaction, id, BookingChange::cancelled(), reason, now)
}

/// Applies the change and writes its audit entry. A change that changes nothing writes nothing.
fn change(
    transaction: &WriteTransaction<'_>,
    id: BookingId,
    change: BookingChange,
    reason: Option<&CancelReason>,
    now: Timestamp,
) -> Result<Booking, Error> {
    let before = bookings::find(transaction, id)?;
    let mut after = changed(before.clone(), change);
    if after == before {
        return Ok(before);
    }
    after.updated_at = now.max(before.created_at);
    check_status(transaction, &before, after.status)?;
    if !bookings::update(transaction, &after)? {
        let slot = std::slice::from_ref(&before.time_slot);
        let active = bookings::conflicts(transaction, before.account_id, before.booking_date, slot)?;
        return Err(Error::SlotConflict(active));
    }
    record(transaction, &before, &after, reason)?;
    Ok(after)
}

fn changed(booking: Booking, change: BookingChange) -> Booking {
    let error_message = match change.error_message {
        ErrorMessageChange::Keep => booking.error_message,
        ErrorMessageChange::Clear => None,
        ErrorMessageChange::Set(message) => Some(message.to_string()),
    };
    Booking {
        status: change.status.unwrap_or(booking.status),
        booking_reference: change.booking_reference.map(|text| text.to_string()).or(booking.booking_reference),
        error_message,
        ..booking
    }
}

/// The status rules, and that a retry is an attempt to book, which an account that is switched off cannot make.
fn check_status(transaction: &WriteTransaction<'_>, before: &Booking, next: Status) -> Result<(), Error> {
    if next == before.status {
        return Ok(());
    }
    if !before.status.may_become(next) {
        return Err(Error::InvalidTransition { booking_id: before.id, from: before.status, to: next });
    }
    if next == Status::Pending { check_account(transaction, before.account_id) } else { Ok(()) }
}

fn check_account(transaction: &WriteTransaction<'_>, id: AccountId) -> Result<(), Error> {
    match accounts::find(transaction, id) {
        Ok(account) if account.is_active => Ok(()),
        Ok(_) => Err(Error::AccountInactive(id)),
        Err(Error::AccountNotFound(_)) => Err(Error::AccountDeleted(id)),
        Err(error) => Err(error),
    }
}

fn record(
    transaction: &WriteTransaction<'_>,
    before: &Booking,
    after: &Booking,
    reason: Option<&CancelReason>,
) -> Result<(), Error> {
    let status_changed = before.status != after.status;
    let (event_type, message) = match (status_changed, after.status) {
        (false, _) => (EventType::Update, updated_fields(before, after)),
        (true, Status::Cancelled) => (EventType::Cancelled, cancelled(reason)),
        (true, status) => (EventType::StatusChange, format!("Status changed from {} to {status}.", before.status)),
    };
    audit_log::insert(
        transaction,
        &NewLog {
            booking_id: after.id,
            event_type,
            message: &message,
            from_status: status_changed.then_some(before.status),
            to_status: status_changed.then_some(after.status),
            created_at: after.updated_at,
        },
    )
}

fn cancelled(reason: Option<&CancelReason>) -> String {
    reason.map_or_else(|| "Booking cancelled.".to_owned(), |reason| format!("Booking cancelled: {reason}"))
}

fn updated_fields(before: &Booking, after: &Booking) -> String {
    let mut fields = Vec::new();
    if before.booking_reference != after.booking_reference {
        fields.push("booking reference");
    }
    if before.error_message != after.error_message {
        fields.push("error message");
    }
    format!("Changed: {}.", fields.join(", "))
}
