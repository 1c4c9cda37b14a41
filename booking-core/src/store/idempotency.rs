//! The table `idempotency_keys`: requests that were carried out.

use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::commit::WriteTransaction;
use super::row::number;
use crate::Error;
use crate::clock::Timestamp;
use crate::ids::BookingId;
use crate::text::IdempotencyKey;

/// The maximum number of expired keys that one request deletes.
const FORGOTTEN_AT_ONCE: u32 = 100;

/// A request that was carried out.
pub(crate) struct Attempt {
    pub(crate) request: String,
    pub(crate) first_booking: BookingId,
}

/// Finds the request with this key, if it is newer than `oldest`.
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
    transaction: &WriteTransaction<'_>,
    key: &IdempotencyKey,
    attempt: &Attempt,
    now: Timestamp,
) -> Result<(), Error> {
    transaction
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

/// Deletes this key and a bounded number of others that are not newer than `oldest`.
pub(crate) fn forget(transaction: &WriteTransaction<'_>, key: &IdempotencyKey, oldest: Timestamp) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "DELETE FROM idempotency_keys WHERE key IN (SELECT ?1 UNION ALL SELECT key FROM \
             (SELECT key FROM idempotency_keys WHERE created_at <= ?2 ORDER BY created_at LIMIT ?3))",
        )?
        .execute((key.as_str(), oldest.as_millis(), FORGOTTEN_AT_ONCE))?;
    Ok(())
}
