//! The audit trail of accounts.

use rusqlite::{Connection, Row};

use super::commit::WriteTransaction;
use super::row::{number, timestamp, word};
use crate::Error;
use crate::audit::{AccountEvent, AccountLog};
use crate::clock::Timestamp;
use crate::ids::AccountId;

/// Adds an entry.
pub(crate) fn insert(
    transaction: &WriteTransaction<'_>,
    account_id: AccountId,
    event: AccountEvent,
    message: &str,
    now: Timestamp,
) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "INSERT INTO account_logs (account_id, event_type, message, created_at) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute((account_id.get(), event.as_str(), message, now.as_millis()))?;
    transaction.changed_account(account_id);
    Ok(())
}

/// Returns an account's entries, oldest first.
pub(crate) fn of_account(connection: &Connection, account_id: AccountId) -> Result<Vec<AccountLog>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT id, account_id, event_type, message, created_at FROM account_logs WHERE account_id = ?1 ORDER BY id",
    )?;
    let logs = statement.query_map([account_id.get()], from_row)?.collect::<Result<_, _>>()?;
    Ok(logs)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<AccountLog> {
    Ok(AccountLog {
        id: number(row, 0)?,
        account_id: number(row, 1)?,
        event_type: word(row, 2)?,
        message: row.get(3)?,
        created_at: timestamp(row, 4)?,
    })
}
