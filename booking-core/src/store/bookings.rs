//! The table `bookings`, except for lists.

use std::sync::LazyLock;

use rusqlite::{Connection, OptionalExtension as _, Row, named_params, params};

use super::attempts::telling;
use super::commit::WriteTransaction;
use super::row::{flag, number, optional_number, optional_timestamp, optional_word, timestamp, unless_duplicate, word};
use crate::Error;
use crate::booking::{Booking, NewBookings};
use crate::clock::Timestamp;
use crate::error::SlotConflict;
use crate::facility::Calendar;
use crate::facility_clock::LocalSlot;
use crate::ids::{AccountId, BookingId};
use crate::retry_policy::RetryPolicy;
use crate::slot::{BookingDate, Location, SubLocation, TimeSlot};
use crate::status::Status;

/// The columns of a booking, in the order in which [`from_row`] reads them.
pub(super) const COLUMNS: &str = concat!(
    "id, account_id, booking_date, time_slot, location, sub_location, status, \
     booking_reference, error_message, retry_interval, auto_retry, created_at, updated_at, \
     CASE WHEN status = 'pending' AND task IN ('book', 'check') THEN due_at END, attempts, plan_id, \
     CASE WHEN status = 'pending' AND attempts > 0 THEN \
       (SELECT outcome = 'waitlisted' FROM attempts AS made \
        WHERE made.booking_id = bookings.id AND made.id > attempts_after AND ",
    telling!(),
    " ORDER BY made.id DESC LIMIT 1) END"
);

/// The tables of [`COLUMNS`]. A booking for which nothing was ever planned has no row in the schedule.
pub(super) const TABLES: &str = "bookings LEFT JOIN schedule ON booking_id = id";

/// The condition of pending and confirmed bookings, spelled as in the partial index `bookings_active_slot`: SQLite uses that
/// index only for a query with the same condition.
pub(super) const ACTIVE: &str = "status IN ('pending', 'confirmed')";

/// Selects the slot of the pending booking that begins first after a local time.
pub(super) const NEXT_PENDING: &str = "SELECT booking_date, time_slot FROM bookings \
     WHERE status = 'pending' AND (booking_date, time_slot) > (?1, ?2) ORDER BY booking_date, time_slot LIMIT 1";

/// Selects the pending bookings of a location that begin after a local time and until another.
pub(super) const PENDING_BETWEEN: &str = "SELECT account_id, booking_date FROM bookings \
     WHERE status = 'pending' AND location = ?1 \
       AND (booking_date, time_slot) > (?2, ?3) AND (booking_date, time_slot) <= (?4, ?5)";

/// Reads a row of [`COLUMNS`]. With `T = &str` the free texts are borrowed from the row.
pub(super) fn from_row<'row, T: From<&'row str>>(
    row: &'row Row<'_>,
    calendar: &Calendar,
) -> rusqlite::Result<Booking<T>> {
    let (booking_date, time_slot, location) = (word(row, 2)?, word(row, 3)?, word(row, 4)?);
    let starts_at = calendar.starts_at(booking_date, time_slot);
    Ok(Booking {
        id: number(row, 0)?,
        account_id: number(row, 1)?,
        booking_date,
        time_slot,
        location,
        sub_location: optional_word(row, 5)?,
        status: word(row, 6)?,
        booking_reference: row.get_ref(7)?.as_str_or_null()?.map(T::from),
        error_message: row.get_ref(8)?.as_str_or_null()?.map(T::from),
        retry: RetryPolicy { interval: number(row, 9)?, auto_retry: flag(row, 10)? },
        starts_at,
        opens_at: calendar.opens_at(location, starts_at),
        next_attempt_at: optional_timestamp(row, 13)?,
        attempts: row.get::<_, Option<u32>>(14)?.unwrap_or(0),
        plan_id: optional_number(row, 15)?,
        waitlisted: row.get::<_, Option<bool>>(16)?.unwrap_or_default(),
        created_at: timestamp(row, 11)?,
        updated_at: timestamp(row, 12)?,
    })
}

/// Returns the slot of the pending booking that begins first after `after`.
pub(crate) fn next_pending(connection: &Connection, (date, time): LocalSlot) -> Result<Option<LocalSlot>, Error> {
    let slot = connection
        .prepare_cached(NEXT_PENDING)?
        .query_row((date.to_string(), time.to_string()), |row| Ok((word(row, 0)?, word(row, 1)?)))
        .optional()?;
    Ok(slot)
}

/// Lists the accounts and dates of the pending bookings of `location` that begin after `after` and until `until`.
pub(crate) fn pending_between(
    connection: &Connection,
    location: Location,
    after: LocalSlot,
    until: LocalSlot,
) -> Result<Vec<(AccountId, BookingDate)>, Error> {
    let mut statement = connection.prepare_cached(PENDING_BETWEEN)?;
    let values =
        (location.as_str(), after.0.to_string(), after.1.to_string(), until.0.to_string(), until.1.to_string());
    let rows = statement.query_map(values, |row| Ok((number(row, 0)?, word(row, 1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn find(connection: &Connection, id: BookingId, calendar: &Calendar) -> Result<Booking, Error> {
    static SQL: LazyLock<String> = LazyLock::new(|| format!("SELECT {COLUMNS} FROM {TABLES} WHERE id = ?1"));
    connection
        .prepare_cached(&SQL)?
        .query_row([id.get()], |row| from_row(row, calendar))
        .optional()?
        .ok_or(Error::BookingNotFound(id))
}

/// Inserts a pending booking. Returns `None` if the account has an active booking in the slot.
pub(crate) fn insert(
    transaction: &WriteTransaction<'_>,
    new: &NewBookings,
    time_slot: TimeSlot,
    calendar: &Calendar,
    now: Timestamp,
) -> Result<Option<Booking>, Error> {
    let inserted = transaction
        .prepare_cached(
            "INSERT INTO bookings (account_id, booking_date, time_slot, location, sub_location, status, \
                                   retry_interval, auto_retry, created_at, updated_at) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)",
        )?
        .insert(params![
            new.account_id.get(),
            new.booking_date.fixed_str().as_str(),
            time_slot.fixed_str().as_str(),
            new.place.location().as_str(),
            new.place.sub_location().map(SubLocation::as_str),
            Status::Pending.as_str(),
            new.retry.interval.get(),
            new.retry.auto_retry,
            now.as_millis(),
        ]);
    let id = unless_duplicate(inserted)?.map(BookingId::try_from).transpose().map_err(Error::damaged)?;
    Ok(id.map(|id| {
        transaction.changed_booking(id);
        new.pending(id, time_slot, calendar, now)
    }))
}

/// Updates the columns that can change. Returns false if the slot is taken by another active booking.
pub(crate) fn update(transaction: &WriteTransaction<'_>, booking: &Booking) -> Result<bool, Error> {
    let updated = transaction
        .prepare_cached(
            "UPDATE bookings SET status = :status, booking_reference = :booking_reference, \
                                 error_message = :error_message, updated_at = :updated_at \
             WHERE id = :id",
        )?
        .execute(named_params! {
            ":id": booking.id.get(),
            ":status": booking.status.as_str(),
            ":booking_reference": booking.booking_reference,
            ":error_message": booking.error_message,
            ":updated_at": booking.updated_at.as_millis(),
        });
    let is_updated = unless_duplicate(updated)?.is_some();
    if is_updated {
        transaction.changed_booking(booking.id);
    }
    Ok(is_updated)
}

pub(super) fn conflict_sql() -> String {
    format!(
        "SELECT id, location, status FROM bookings \
         WHERE account_id = ?1 AND booking_date = ?2 AND time_slot = ?3 AND {ACTIVE}"
    )
}

/// Returns the account's active bookings in these slots, in the order of `slots`.
pub(crate) fn conflicts(
    connection: &Connection,
    account_id: AccountId,
    date: BookingDate,
    slots: &[TimeSlot],
) -> Result<Vec<SlotConflict>, Error> {
    let mut holder = connection.prepare_cached(&conflict_sql())?;
    let mut taken = Vec::new();
    for slot in slots {
        let found = holder.query_row((account_id.get(), date.to_string(), slot.to_string()), |row| {
            let (booking_id, location, status) = (number(row, 0)?, word(row, 1)?, word(row, 2)?);
            Ok(SlotConflict { time_slot: *slot, booking_id, location, status })
        });
        taken.extend(found.optional()?);
    }
    Ok(taken)
}

/// Counts the account's active bookings on `date` or later.
pub(crate) fn count_active_from(
    connection: &Connection,
    account_id: AccountId,
    date: BookingDate,
) -> Result<i64, Error> {
    let sql = format!("SELECT count(*) FROM bookings WHERE account_id = ?1 AND booking_date >= ?2 AND {ACTIVE}");
    let count = connection.prepare_cached(&sql)?.query_row((account_id.get(), date.to_string()), |row| row.get(0))?;
    Ok(count)
}

/// Whether the account has bookings of any status.
pub(crate) fn any_of(connection: &Connection, account_id: AccountId) -> Result<bool, Error> {
    let any = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM bookings WHERE account_id = ?1)")?
        .query_row([account_id.get()], |row| row.get(0))?;
    Ok(any)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sql_condition_names_the_active_statuses() {
        let active = Status::ALL.into_iter().filter(|status| status.is_active());
        let names: Vec<String> = active.map(|status| format!("'{status}'")).collect();
        assert_eq!(ACTIVE, format!("status IN ({})", names.join(", ")));
    }
}
