//! The table of what the engine does next for each booking.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::commit::WriteTransaction;
use super::row::{flag, number, optional_timestamp, timestamp, word};
use crate::Error;
use crate::booking::Booking;
use crate::clock::Timestamp;
use crate::ids::{AccountId, BookingId};
use crate::slot::BookingDate;
use crate::task::{Due, Task};

/// Selects the earliest task that is due after a moment.
pub(super) const NEXT: &str =
    "SELECT booking_id, task, due_at FROM schedule WHERE due_at > ?1 ORDER BY due_at, booking_id LIMIT 1";

/// Selects the tasks that are due until a moment.
pub(super) const DUE: &str =
    "SELECT booking_id, task, due_at FROM schedule WHERE due_at <= ?1 ORDER BY due_at, booking_id LIMIT ?2";

/// Selects the bookings that wait for a person.
pub(super) const WAITING: &str =
    "SELECT booking_id FROM schedule WHERE task = 'expire' AND booking_id > ?1 ORDER BY booking_id LIMIT ?2";

/// Tells whether an account gives back a place that counts against a booking.
pub(super) const GIVING_BACK: &str = "SELECT EXISTS (\
               SELECT 1 FROM bookings JOIN schedule ON booking_id = id \
               WHERE account_id = ?1 AND booking_date = ?2 AND (time_slot = ?3 OR location = ?4) AND id <> ?5 \
                 AND (status = 'cancelled' OR status = 'failed') \
                 AND (task = 'release' \
                      OR EXISTS (SELECT 1 FROM attempts WHERE attempts.booking_id = bookings.id AND outcome IS NULL)))";

/// Plans a booking's next task, in place of an earlier plan. `None` plans nothing.
pub(crate) fn plan(
    transaction: &WriteTransaction<'_>,
    booking_id: BookingId,
    next: Option<(Task, Timestamp)>,
) -> Result<(), Error> {
    let (task, due_at) = next.unzip();
    transaction
        .prepare_cached(
            "INSERT INTO schedule (booking_id, task, due_at) VALUES (?1, ?2, ?3) \
             ON CONFLICT (booking_id) DO UPDATE SET task = excluded.task, due_at = excluded.due_at",
        )?
        .execute((booking_id.get(), task.map(Task::as_str), due_at.map(Timestamp::as_millis)))?;
    transaction.changed_booking(booking_id);
    Ok(())
}

/// Counts an attempt of a booking.
pub(crate) fn count_attempt(transaction: &WriteTransaction<'_>, booking_id: BookingId) -> Result<(), Error> {
    transaction
        .prepare_cached("UPDATE schedule SET attempts = attempts + 1 WHERE booking_id = ?1")?
        .execute([booking_id.get()])?;
    Ok(())
}

/// The notes about a booking since its last attempt.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Wishes {
    /// When a person asked for an attempt at once.
    pub(crate) asked_at: Option<Timestamp>,
    /// When the availability showed no place.
    pub(crate) looked_at: Option<Timestamp>,
}

/// Returns what was noted about a booking.
pub(crate) fn wishes(connection: &Connection, booking_id: BookingId) -> Result<Wishes, Error> {
    let wishes = connection
        .prepare_cached("SELECT asked_at, looked_at FROM schedule WHERE booking_id = ?1")?
        .query_row([booking_id.get()], |row| {
            Ok(Wishes { asked_at: optional_timestamp(row, 0)?, looked_at: optional_timestamp(row, 1)? })
        })
        .optional()?;
    Ok(wishes.unwrap_or_default())
}

/// Notes what a person asked for, or what a look showed. The next attempt clears it.
pub(crate) fn set_wishes(
    transaction: &WriteTransaction<'_>,
    booking_id: BookingId,
    wishes: Wishes,
) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "INSERT INTO schedule (booking_id, asked_at, looked_at) VALUES (?1, ?2, ?3) \
             ON CONFLICT (booking_id) DO UPDATE SET asked_at = excluded.asked_at, looked_at = excluded.looked_at",
        )?
        .execute((
            booking_id.get(),
            wishes.asked_at.map(Timestamp::as_millis),
            wishes.looked_at.map(Timestamp::as_millis),
        ))?;
    transaction.changed_booking(booking_id);
    Ok(())
}

/// Facts that outlive the attempts of a booking.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Whether a reservation is to be taken back.
    pub(crate) release_wanted: bool,
    /// Attempts up to this id were made before the booking became pending for the last time.
    pub(crate) attempts_after: i64,
}

/// Returns a booking's standing.
pub(crate) fn standing(connection: &Connection, booking_id: BookingId) -> Result<Standing, Error> {
    let standing = connection
        .prepare_cached("SELECT release_wanted, attempts_after FROM schedule WHERE booking_id = ?1")?
        .query_row([booking_id.get()], |row| {
            Ok(Standing { release_wanted: flag(row, 0)?, attempts_after: row.get(1)? })
        })
        .optional()?;
    Ok(standing.unwrap_or_default())
}

/// Writes a booking's standing.
pub(crate) fn set_standing(
    transaction: &WriteTransaction<'_>,
    booking_id: BookingId,
    standing: Standing,
) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "INSERT INTO schedule (booking_id, release_wanted, attempts_after) VALUES (?1, ?2, ?3) \
             ON CONFLICT (booking_id) DO UPDATE SET release_wanted = excluded.release_wanted, \
                                                    attempts_after = excluded.attempts_after",
        )?
        .execute((booking_id.get(), standing.release_wanted, standing.attempts_after))?;
    transaction.changed_booking(booking_id);
    Ok(())
}

/// Returns a booking's task, if it has one.
pub(crate) fn of_booking(connection: &Connection, booking_id: BookingId) -> Result<Option<Due>, Error> {
    let due = connection
        .prepare_cached("SELECT booking_id, task, due_at FROM schedule WHERE booking_id = ?1 AND due_at IS NOT NULL")?
        .query_row([booking_id.get()], from_row)
        .optional()?;
    Ok(due)
}

/// Returns the earliest task that is due after `after`.
pub(crate) fn next(connection: &Connection, after: Option<Timestamp>) -> Result<Option<Due>, Error> {
    let due =
        connection.prepare_cached(NEXT)?.query_row([after.map_or(0, Timestamp::as_millis)], from_row).optional()?;
    Ok(due)
}

/// Lists up to `limit` tasks that are due until `until`, earliest first, the oldest booking first among equals.
pub(crate) fn due_until(connection: &Connection, until: Timestamp, limit: u32) -> Result<Vec<Due>, Error> {
    let mut statement = connection.prepare_cached(DUE)?;
    let due = statement.query_map((until.as_millis(), limit), from_row)?.collect::<Result<_, _>>()?;
    Ok(due)
}

/// Whether a booking is still to be attempted, or checked where `books` is false. One cheap query, because it is asked at the
/// moment of the opening.
pub(crate) fn is_wanted(connection: &Connection, booking_id: BookingId, books: bool) -> Result<bool, Error> {
    let is_wanted = connection
        .prepare_cached(
            "SELECT EXISTS (\
               SELECT 1 FROM bookings JOIN accounts ON accounts.id = account_id \
               WHERE bookings.id = ?1 AND is_active AND may_automate AND NOT sign_in_refused \
                 AND (status = 'pending' OR (NOT ?2 AND status = 'confirmed')) \
                 AND NOT (?2 AND (SELECT paused FROM engine)))",
        )?
        .query_row((booking_id.get(), books), |row| row.get(0))?;
    Ok(is_wanted)
}

/// Whether the account of a booking gives back, or may have to give back, a place at the same time or at the same location on
/// the same day.
pub(crate) fn is_giving_back(connection: &Connection, booking: &Booking) -> Result<bool, Error> {
    let gives_back = connection.prepare_cached(GIVING_BACK)?.query_row(
        params![
            booking.account_id.get(),
            booking.booking_date.to_string(),
            booking.time_slot.to_string(),
            booking.location.as_str(),
            booking.id.get()
        ],
        |row| row.get(0),
    )?;
    Ok(gives_back)
}

/// Counts the account's bookings that ended, whose place is given back or may have to be.
pub(crate) fn count_giving_back(connection: &Connection, account_id: AccountId) -> Result<i64, Error> {
    let count = connection
        .prepare_cached(
            "SELECT count(*) FROM bookings JOIN schedule ON booking_id = id \
             WHERE account_id = ?1 AND (status = 'cancelled' OR status = 'failed') \
               AND (task IS NOT NULL \
                    OR EXISTS (SELECT 1 FROM attempts WHERE attempts.booking_id = bookings.id AND outcome IS NULL))",
        )?
        .query_row([account_id.get()], |row| row.get(0))?;
    Ok(count)
}

/// Lists an account's pending bookings on the date of one of its bookings.
pub(crate) fn pending_beside(connection: &Connection, booking: &Booking) -> Result<Vec<BookingId>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM bookings WHERE account_id = ?1 AND booking_date = ?2 AND status = 'pending' ORDER BY id",
    )?;
    let values = (booking.account_id.get(), booking.booking_date.to_string());
    let ids = statement.query_map(values, |row| number(row, 0))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

/// Counts the tasks that are due until `until`, up to `most`.
pub(crate) fn count_due(connection: &Connection, until: Timestamp, most: u32) -> Result<u32, Error> {
    let count = connection
        .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM schedule WHERE due_at <= ?1 LIMIT ?2)")?
        .query_row((until.as_millis(), most), |row| row.get(0))?;
    Ok(count)
}

/// Lists up to `limit` bookings with ids above `after` that wait for a person until their deadline, in ascending order.
pub(crate) fn waiting_after(connection: &Connection, after: i64, limit: i64) -> Result<Vec<BookingId>, Error> {
    let mut statement = connection.prepare_cached(WAITING)?;
    let ids = statement.query_map((after, limit), |row| number(row, 0))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

/// Lists the bookings with ids above `after` and up to `last` that are pending or hold a place that is to be taken back, in
/// ascending order.
pub(crate) fn unsettled_between(connection: &Connection, after: i64, last: i64) -> Result<Vec<BookingId>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM bookings NOT INDEXED LEFT JOIN schedule ON booking_id = id \
         WHERE id > ?1 AND id <= ?2 AND (status = 'pending' OR release_wanted) ORDER BY id",
    )?;
    let ids = statement.query_map((after, last), |row| number(row, 0))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

/// Returns the highest id of a booking, 0 where there is none.
pub(crate) fn last_booking(connection: &Connection) -> Result<i64, Error> {
    let last =
        connection.prepare_cached("SELECT coalesce(max(id), 0) FROM bookings")?.query_row([], |row| row.get(0))?;
    Ok(last)
}

/// Lists an account's bookings that the engine has, or could have, something to do for: those that are pending, those with a
/// task, and those from `today` on that an attempt confirmed.
pub(crate) fn unsettled_of(
    connection: &Connection,
    account_id: AccountId,
    today: BookingDate,
) -> Result<Vec<BookingId>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM bookings LEFT JOIN schedule ON booking_id = id \
         WHERE account_id = ?1 AND (status = 'pending' OR due_at IS NOT NULL \
           OR (status = 'confirmed' AND attempts > 0 AND booking_date >= ?2)) ORDER BY id",
    )?;
    let values = (account_id.get(), today.to_string());
    let ids = statement.query_map(values, |row| number(row, 0))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Due> {
    Ok(Due { booking_id: number(row, 0)?, task: word(row, 1)?, due_at: timestamp(row, 2)? })
}
