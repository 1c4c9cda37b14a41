//! The table `booking_logs`: the audit trail.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::commit::WriteTransaction;
use super::row::{number, optional_word, timestamp, word};
use crate::Error;
use crate::audit::{BookingLog, EventType};
use crate::clock::Timestamp;
use crate::ids::BookingId;
use crate::status::Status;

/// A new entry.
pub(crate) struct NewLog<'text> {
    pub(crate) booking_id: BookingId,
    pub(crate) event_type: EventType,
    pub(crate) message: &'text str,
    pub(crate) from_status: Option<Status>,
    pub(crate) to_status: Option<Status>,
    pub(crate) created_at: Timestamp,
}

pub(crate) fn insert(transaction: &WriteTransaction<'_>, log: &NewLog<'_>) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "INSERT INTO booking_logs (booking_id, event_type, message, from_status, to_status, created_at) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            log.booking_id.get(),
            log.event_type.as_str(),
            log.message,
            log.from_status.map(Status::as_str),
            log.to_status.map(Status::as_str),
            log.created_at.as_millis(),
        ])?;
    transaction.changed_booking(log.booking_id);
    Ok(())
}

/// Returns when a booking took on its status for the last time.
pub(crate) fn latest_status(connection: &Connection, booking_id: BookingId) -> Result<Option<Timestamp>, Error> {
    let latest = connection
        .prepare_cached(
            "SELECT created_at FROM booking_logs \
             WHERE booking_id = ?1 AND to_status IS NOT NULL \
             ORDER BY id DESC LIMIT 1",
        )?
        .query_row([booking_id.get()], |row| timestamp(row, 0))
        .optional()?;
    Ok(latest)
}

/// Returns a booking's entries, oldest first.
pub(crate) fn of_booking(connection: &Connection, booking_id: BookingId) -> Result<Vec<BookingLog>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT id, booking_id, event_type, message, from_status, to_status, created_at \
         FROM booking_logs WHERE booking_id = ?1 ORDER BY id",
    )?;
    let logs = statement.query_map([booking_id.get()], from_row)?.collect::<Result<_, _>>()?;
    Ok(logs)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<BookingLog> {
    Ok(BookingLog {
        id: number(row, 0)?,
        booking_id: number(row, 1)?,
        event_type: word(row, 2)?,
        message: row.get(3)?,
        from_status: optional_word(row, 4)?,
        to_status: optional_word(row, 5)?,
        created_at: timestamp(row, 6)?,
    })
}
