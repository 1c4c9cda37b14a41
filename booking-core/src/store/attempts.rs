//! The table of attempts. A row is written before the facility is asked and answered once.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::commit::WriteTransaction;
use super::row::{number, optional_word, timestamp, unless_duplicate, word};
use crate::Error;
use crate::attempt::{Attempt, AttemptId, AttemptKind, Lateness};
use crate::clock::{MicroTimestamp, Timestamp};
use crate::gateway::{Answer, FacilityMessage};
use crate::ids::{AccountId, BookingId};
use crate::plan::PlanId;
use crate::query::{AttemptCursor, AttemptQuery};
use crate::slot::SubLocation;
use crate::text::BookingReference;

const COLUMNS: &str = "id, booking_id, account_id, kind, number, sub_location, due_at, sent_us, answered_us, outcome, \
     message, status_code, \
     (SELECT booking_date FROM bookings WHERE bookings.id = booking_id), \
     (SELECT time_slot FROM bookings WHERE bookings.id = booking_id), \
     (SELECT location FROM bookings WHERE bookings.id = booking_id)";

/// An attempt to be written.
#[derive(Debug, Clone)]
pub(crate) struct NewAttempt {
    pub(crate) booking_id: BookingId,
    pub(crate) account_id: AccountId,
    pub(crate) kind: AttemptKind,
    pub(crate) sub_location: Option<SubLocation>,
    pub(crate) due_at: Timestamp,
}

/// Adds an attempt that is under way. `None` where the booking has one already.
pub(crate) fn insert(transaction: &WriteTransaction<'_>, new: &NewAttempt) -> Result<Option<AttemptId>, Error> {
    let inserted = transaction
        .prepare_cached(
            "INSERT INTO attempts (booking_id, account_id, kind, number, sub_location, due_at) \
             VALUES (?1, ?2, ?3, \
                     (SELECT count(*) + 1 FROM attempts WHERE booking_id = ?1 AND kind = ?3), ?4, ?5)",
        )?
        .insert(params![
            new.booking_id.get(),
            new.account_id.get(),
            new.kind.as_str(),
            new.sub_location.map(SubLocation::as_str),
            new.due_at.as_millis(),
        ]);
    transaction.changed_booking(new.booking_id);
    unless_duplicate(inserted)?.map(AttemptId::try_from).transpose().map_err(Error::damaged)
}

/// Writes the answer of an attempt that is under way. False where it has been answered already.
pub(crate) fn answer(
    transaction: &WriteTransaction<'_>,
    id: AttemptId,
    booking_id: BookingId,
    answer: &Answer,
) -> Result<bool, Error> {
    let answered = transaction
        .prepare_cached(
            "UPDATE attempts SET sent_us = ?2, answered_us = ?3, outcome = ?4, message = ?5, status_code = ?6, \
                                 reference = ?7 \
             WHERE id = ?1 AND outcome IS NULL",
        )?
        .execute(params![
            id.get(),
            answer.sent_at.map(MicroTimestamp::as_micros),
            answer.answered_at.as_micros(),
            answer.outcome.as_str(),
            answer.message.as_ref().map(FacilityMessage::as_str),
            answer.status_code,
            answer.reference.as_ref().map(BookingReference::as_str),
        ])?;
    transaction.changed_booking(booking_id);
    Ok(answered == 1)
}

/// Returns an attempt.
pub(crate) fn find(connection: &Connection, id: AttemptId) -> Result<Option<Attempt>, Error> {
    let found = connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM attempts WHERE id = ?1"))?
        .query_row([id.get()], from_row)
        .optional()?;
    Ok(found)
}

/// Lists the attempts that are under way, oldest first.
pub(crate) fn under_way(connection: &Connection) -> Result<Vec<Attempt>, Error> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM attempts WHERE outcome IS NULL ORDER BY id"))?;
    let attempts = statement.query_map([], from_row)?.collect::<Result<_, _>>()?;
    Ok(attempts)
}

/// Returns the highest id of a booking's answered attempts, 0 where there is none.
pub(crate) fn last_of(connection: &Connection, booking_id: BookingId) -> Result<i64, Error> {
    let last = connection
        .prepare_cached("SELECT coalesce(max(id), 0) FROM attempts WHERE booking_id = ?1 AND outcome IS NOT NULL")?
        .query_row([booking_id.get()], |row| row.get(0))?;
    Ok(last)
}

/// An attempt with the reference that came.
pub(crate) type WithReference = (Attempt, Option<BookingReference>);

/// Attempts to book.
const TO_BOOK: &str = "kind = 'book'";
/// Attempts that tell whether there is a reservation. A macro, because constants cannot be put together.
macro_rules! telling {
    () => {
        "outcome IN ('confirmed', 'waitlisted', 'unclear', 'already_booked', 'absent', 'released')"
    };
}
pub(super) use telling;

/// Returns the attempts of a booking with ids above `after` that decisions look at, the latest first: the last ones up to
/// `limit`, the last one to book and the last one that tells whether there is a reservation.
pub(crate) fn latest(
    connection: &Connection,
    booking_id: BookingId,
    after: i64,
    limit: u32,
) -> Result<Vec<WithReference>, Error> {
    let mut latest = select(connection, "TRUE", (booking_id, after, i64::MAX), limit)?;
    let oldest = match latest.last() {
        Some((attempt, _)) if usize::try_from(limit).is_ok_and(|limit| limit == latest.len()) => attempt.id.get(),
        _ => return Ok(latest),
    };
    let mut older = select(connection, TO_BOOK, (booking_id, after, oldest), 1)?;
    older.extend(select(connection, telling!(), (booking_id, after, oldest), 1)?);
    older.sort_by_key(|(attempt, _)| std::cmp::Reverse(attempt.id));
    older.dedup_by_key(|(attempt, _)| attempt.id);
    latest.append(&mut older);
    Ok(latest)
}

fn select(
    connection: &Connection,
    condition: &str,
    (booking_id, after, before): (BookingId, i64, i64),
    limit: u32,
) -> Result<Vec<WithReference>, Error> {
    let sql = format!(
        "SELECT {COLUMNS}, reference FROM attempts \
         WHERE booking_id = ?1 AND id > ?2 AND id < ?3 AND {condition} ORDER BY id DESC LIMIT ?4"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let read = |row: &Row<'_>| Ok((from_row(row)?, row.get::<_, Option<String>>(15)?));
    let rows = statement.query_map((booking_id.get(), after, before, limit), read)?.collect::<Result<Vec<_>, _>>()?;
    rows.into_iter()
        .map(|(attempt, reference)| {
            let reference = reference.map(|text| text.parse()).transpose().map_err(Error::damaged)?;
            Ok((attempt, reference))
        })
        .collect()
}

/// Lists attempts, newest first, and one more than the limit, which tells whether there are more.
pub(crate) fn list(connection: &Connection, query: &AttemptQuery) -> Result<Vec<Attempt>, Error> {
    let (sql, values) = list_sql(query);
    let mut statement = connection.prepare_cached(&sql)?;
    let attempts = statement.query_map(rusqlite::params_from_iter(values), from_row)?.collect::<Result<_, _>>()?;
    Ok(attempts)
}

/// The statement of [`list`] and its values. Only the narrowest filter may choose an index: the `+` keeps the others, of which
/// one may match most attempts, from being chosen.
pub(super) fn list_sql(query: &AttemptQuery) -> (String, Vec<i64>) {
    let filters = [
        ("booking_id = ?", query.booking_id.map(BookingId::get)),
        ("booking_id IN (SELECT booking_id FROM schedule WHERE plan_id = ?)", query.plan_id.map(PlanId::get)),
        ("account_id = ?", query.account_id.map(AccountId::get)),
    ];
    let mut conditions = Vec::new();
    let mut values = Vec::new();
    for (condition, value) in filters {
        if let Some(value) = value {
            let barrier = if conditions.is_empty() { "" } else { "+" };
            conditions.push(format!("{barrier}{condition}"));
            values.push(value);
        }
    }
    if let Some(outcome) = query.outcome {
        let barrier = if conditions.is_empty() { "" } else { "+" };
        conditions.push(format!("{barrier}outcome = '{outcome}'"));
    }
    if let Some(AttemptCursor(id)) = query.after {
        conditions.push("id < ?".to_owned());
        values.push(id.get());
    }
    conditions.push("TRUE".to_owned());
    let sql = format!("SELECT {COLUMNS} FROM attempts WHERE {} ORDER BY id DESC LIMIT ?", conditions.join(" AND "));
    values.push(query.limit.get() + 1);
    (sql, values)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Attempt> {
    let due_at = timestamp(row, 6)?;
    let sent_at = micros(row, 7)?;
    Ok(Attempt {
        id: number(row, 0)?,
        booking_id: number(row, 1)?,
        account_id: number(row, 2)?,
        kind: word(row, 3)?,
        number: row.get(4)?,
        sub_location: optional_word(row, 5)?,
        due_at,
        sent_at: sent_at.map(MicroTimestamp::to_millis),
        answered_at: micros(row, 8)?.map(MicroTimestamp::to_millis),
        lateness_ms: sent_at.map(|sent_at| Lateness::between(due_at, sent_at)),
        outcome: optional_word(row, 9)?,
        message: row.get(10)?,
        status_code: row.get(11)?,
        booking_date: word(row, 12)?,
        time_slot: word(row, 13)?,
        location: word(row, 14)?,
    })
}

fn micros(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<MicroTimestamp>> {
    let value: Option<i64> = row.get(index)?;
    value
        .map(|value| MicroTimestamp::from_micros(value).ok_or(rusqlite::Error::IntegralValueOutOfRange(index, value)))
        .transpose()
}
