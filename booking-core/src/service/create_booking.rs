//! Creating bookings.

use crate::audit::EventType;
use crate::booking::{Booking, NewBookings};
use crate::clock::Timestamp;
use crate::facility_clock::FacilityClock;
use crate::ids::BookingId;
use crate::service::{BookingService, plans, scheduling};
use crate::slot::SubLocation;
use crate::store::audit_log::NewLog;
use crate::store::commit::WriteTransaction;
use crate::store::idempotency::Attempt;
use crate::store::{accounts, audit_log, bookings, idempotency};
use crate::text::IdempotencyKey;
use crate::{Error, status::Status};

/// The days for which an idempotency key is kept.
const KEY_DAYS: i64 = 7;

impl BookingService {
    /// Creates one pending booking for each slot, in the order of the request: all or none.
    ///
    /// A repeated request with an idempotency key of the last 7 days returns the earlier result and creates nothing.
    ///
    /// # Errors
    /// [`Error::IdempotencyMismatch`], [`Error::AccountNotFound`], [`Error::AccountInactive`], [`Error::SlotConflict`].
    pub async fn create_booking(&self, new: NewBookings) -> Result<Vec<Booking>, Error> {
        let clock = self.clock.clone();
        self.store.write(move |transaction| create(transaction, &new, &clock)).await
    }
}

fn create(transaction: &WriteTransaction<'_>, new: &NewBookings, clock: &FacilityClock) -> Result<Vec<Booking>, Error> {
    let made = match &new.idempotency_key {
        None => book(transaction, new, clock),
        Some(key) => book_once(transaction, new, key, clock),
    }?;
    if let Some(booking) = made.first() {
        plans::slot_taken(transaction, booking, clock)?;
    }
    Ok(made)
}

fn book_once(
    transaction: &WriteTransaction<'_>,
    new: &NewBookings,
    key: &IdempotencyKey,
    clock: &FacilityClock,
) -> Result<Vec<Booking>, Error> {
    let now = clock.now();
    let oldest = now.minus_days(KEY_DAYS);
    let request = fingerprint(new);
    match idempotency::find(transaction, key, oldest)? {
        Some(earlier) if earlier.request == request => return repeat(transaction, new, earlier.first_booking, clock),
        Some(_) => return Err(Error::IdempotencyMismatch),
        None => idempotency::forget(transaction, key, oldest)?,
    }
    let made = book(transaction, new, clock)?;
    let first_booking =
        made.first().map(|booking| booking.id).ok_or_else(|| Error::internal("the request has no slot"))?;
    idempotency::insert(transaction, key, &Attempt { request, first_booking }, now)?;
    Ok(made)
}

/// Makes the bookings without regard to an earlier request.
pub(super) fn book(
    transaction: &WriteTransaction<'_>,
    new: &NewBookings,
    clock: &FacilityClock,
) -> Result<Vec<Booking>, Error> {
    let now = clock.now();
    let account = accounts::find(transaction, new.account_id, now)?;
    if !account.is_active {
        return Err(Error::AccountInactive(new.account_id));
    }
    let slots = new.time_slots.as_slice();
    let mut made = Vec::with_capacity(slots.len());
    for slot in slots {
        match bookings::insert(transaction, new, *slot, clock.calendar(), now)? {
            Some(booking) => made.push(booking),
            None => return Err(conflict(transaction, new, &made)?),
        }
    }
    for booking in &mut made {
        audit_log::insert(transaction, &created(booking.id, now))?;
        booking.next_attempt_at = scheduling::plan_new(transaction, booking, &account, clock)?;
    }
    Ok(made)
}

/// Lists the requested slots that were taken before this request. `made` are its own bookings, which will be rolled back.
fn conflict(transaction: &WriteTransaction<'_>, new: &NewBookings, made: &[Booking]) -> Result<Error, Error> {
    let mut taken = bookings::conflicts(transaction, new.account_id, new.booking_date, new.time_slots.as_slice())?;
    taken.retain(|conflict| made.iter().all(|booking| booking.id != conflict.booking_id));
    Ok(Error::SlotConflict(taken))
}

fn created(booking_id: BookingId, now: Timestamp) -> NewLog<'static> {
    NewLog {
        booking_id,
        event_type: EventType::Created,
        message: "Booking created.",
        from_status: None,
        to_status: Some(Status::Pending),
        created_at: now,
    }
}

/// Returns the bookings of the earlier request as they were created. Their ids are consecutive because one transaction
/// created them.
fn repeat(
    transaction: &WriteTransaction<'_>,
    new: &NewBookings,
    first: BookingId,
    clock: &FacilityClock,
) -> Result<Vec<Booking>, Error> {
    let account = accounts::find_with_archived(transaction, new.account_id, clock.now())?;
    (first.get()..)
        .take(new.time_slots.as_slice().len())
        .map(|id| {
            let id = BookingId::try_from(id).map_err(Error::damaged)?;
            let booking = bookings::find(transaction, id, clock.calendar())?.into_created();
            scheduling::as_first_planned(booking, &account, clock)
        })
        .collect()
}

/// The parts of a request that must be equal in a repetition.
fn fingerprint(new: &NewBookings) -> String {
    let slots: Vec<String> = new.time_slots.as_slice().iter().map(ToString::to_string).collect();
    let half = new.place.sub_location().map_or("-", SubLocation::as_str);
    format!(
        "{} {} {} {} {half} {} {}",
        new.account_id,
        new.booking_date,
        slots.join(","),
        new.place.location(),
        new.retry.interval,
        new.retry.auto_retry
    )
}
