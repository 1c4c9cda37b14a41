//! Which attempts were carried out already.

use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::row::number;
use crate::Error;
use crate::clock::Timestamp;
use crate::ids::BookingId;
use crate::text::IdempotencyKey;

/// An attempt that was carried out.
pub(crate) struct Attempt {
    pub(crate) request: String,
    pub(crate) first_booking: BookingId,
}

/// The attempt with this key, if it was made after `oldest`.
pub(crate) fn find(connection: &Connection, key: &IdempotencyKey, oldest: Timestamp) -> Result<Option<Attempt>, Error> {
    let attempt = connection
        .prepare_cached("SELECT request, first_booking_id FROM idempotency_keys WHERE key = ?1 AND created_at > ?2")?
        .query_row((key.as_str(), oldest.as_millis()), |row| {
            Ok(Attempt { request: row.get(0)?, first_booking: number(row, 1)? })
        })
        .optional()?;
    Ok(attempt)
}

pub(crate) fn insert(
    connection: &Connection,
    key: &IdempotencyKey,
    attempt: &Attempt,
    now: Timestamp,
) -> Result<(), Error> {
    connection
        .prepare_cached(
            "INSERT INTO idempotency_keys (key, request, first_booking_id, created_at) \
             VALUES (:key, :request, :first_booking_id, :created_at)",
        )?
        .execute(named_params! {
            ":key": key.as_str(),
            ":request": attempt.request,
            ":first_booking_id": attempt.first_booking.get(),
            ":created_at": now.as_millis(),
        })?;
    Ok(())
}

/// Forgets the attempts made at `oldest` or before.
pub(crate) fn forget(connection: &Connection, oldest: Timestamp) -> Result<(), Error> {
    connection.prepare_cached("DELETE FROM idempotency_keys WHERE created_at <= ?1")?.execute([oldest.as_millis()])?;
    Ok(())
}
