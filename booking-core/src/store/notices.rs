//! The table of notices. Rows are only added.

use rusqlite::{Connection, params};

use super::commit::WriteTransaction;
use super::row::{optional_number, timestamp, word};
use crate::Error;
use crate::clock::Timestamp;
use crate::ids::{AccountId, BookingId};
use crate::notice::{NewNotice, NoticeKind};
use crate::plan::PlanId;

/// Adds a notice.
pub(crate) fn insert(transaction: &WriteTransaction<'_>, new: &NewNotice, now: Timestamp) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "INSERT INTO notices (kind, message, booking_id, account_id, plan_id, created_at) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            new.kind.as_str(),
            new.message,
            new.booking_id.map(BookingId::get),
            new.account_id.map(AccountId::get),
            new.plan_id.map(PlanId::get),
            now.as_millis(),
        ])?;
    transaction.added_notice();
    Ok(())
}

/// Whether there is a notice of that kind about a booking.
pub(crate) fn exists(connection: &Connection, kind: NoticeKind, id: BookingId) -> Result<bool, Error> {
    let exists = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM notices WHERE booking_id = ?1 AND kind = ?2)")?
        .query_row((id.get(), kind.as_str()), |row| row.get(0))?;
    Ok(exists)
}

/// Lists the kinds and messages of the notices about accounts that were written since `since`, newest first.
pub(crate) fn since(connection: &Connection, since: Timestamp) -> Result<Vec<(AccountId, NoticeKind, String)>, Error> {
    let mut statement =
        connection.prepare_cached("SELECT account_id, kind, message, created_at FROM notices ORDER BY id DESC")?;
    let (mut rows, mut found) = (statement.query([])?, Vec::new());
    // Newer ones have higher ids, so that the few new ones are read and not the table.
    while let Some(row) = rows.next()? {
        if timestamp(row, 3)? < since {
            break;
        }
        if let Some(account_id) = optional_number(row, 0)? {
            found.push((account_id, word(row, 1)?, row.get(2)?));
        }
    }
    Ok(found)
}

/// Returns the highest id, 0 where there is none.
pub(crate) fn last(connection: &Connection) -> Result<i64, Error> {
    Ok(connection.prepare_cached("SELECT coalesce(max(id), 0) FROM notices")?.query_row([], |row| row.get(0))?)
}
