//! The table `calendar_links`, and the bookings that a link shows.

use std::sync::LazyLock;

use rusqlite::{Connection, OptionalExtension as _};

use super::bookings::{COLUMNS, TABLES, from_row};
use super::commit::WriteTransaction;
use super::row::number;
use crate::Error;
use crate::calendar_link::{CalendarEntry, CalendarSecret};
use crate::clock::Timestamp;
use crate::facility::Calendar;
use crate::ids::AccountId;
use crate::slot::BookingDate;

/// The most bookings that a calendar shows. It bounds the memory of a response, and is more than an account can hold.
const MOST: usize = 5_000;

/// Stores the digest of the secret of an account that has no link.
pub(crate) fn insert(
    transaction: &WriteTransaction<'_>,
    id: AccountId,
    secret: &CalendarSecret,
    now: Timestamp,
) -> Result<(), Error> {
    transaction
        .prepare_cached("INSERT INTO calendar_links (account_id, digest, created_at) VALUES (?1, ?2, ?3)")?
        .execute((id.get(), secret.digest(), now.as_millis()))?;
    Ok(())
}

/// Removes an account's link. Returns false where it has none.
pub(crate) fn remove(transaction: &WriteTransaction<'_>, id: AccountId) -> Result<bool, Error> {
    let removed =
        transaction.prepare_cached("DELETE FROM calendar_links WHERE account_id = ?1")?.execute([id.get()])?;
    Ok(removed > 0)
}

/// Returns the account whose link has this secret.
pub(crate) fn account_of(connection: &Connection, secret: &CalendarSecret) -> Result<Option<AccountId>, Error> {
    let id = connection
        .prepare_cached("SELECT account_id FROM calendar_links WHERE digest = ?1")?
        .query_row([secret.digest()], |row| number(row, 0))
        .optional()?;
    Ok(id)
}

pub(super) fn entries_sql() -> String {
    format!(
        "SELECT {COLUMNS}, (SELECT count(*) FROM booking_logs WHERE booking_logs.booking_id = bookings.id) \
         FROM {TABLES} WHERE account_id = ?1 AND booking_date >= ?2 ORDER BY booking_date, time_slot, id LIMIT {MOST}"
    )
}

/// Returns an account's bookings on `from` and later, of every status, earliest first.
pub(crate) fn entries(
    connection: &Connection,
    id: AccountId,
    from: BookingDate,
    calendar: &Calendar,
) -> Result<Vec<CalendarEntry>, Error> {
    static SQL: LazyLock<String> = LazyLock::new(entries_sql);
    let mut statement = connection.prepare_cached(&SQL)?;
    let entries = statement.query_map((id.get(), from.fixed_str().as_str()), |row| {
        Ok(CalendarEntry { booking: from_row(row, calendar)?, changes: row.get(17)? })
    })?;
    Ok(entries.collect::<Result<_, _>>()?)
}
