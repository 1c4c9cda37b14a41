//! The table `accounts`. An archived account remains only for its bookings and its netid.

use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use super::commit::WriteTransaction;
use super::row::{flag, number, timestamp, unless_duplicate};
use crate::Error;
use crate::account::Account;
use crate::clock::Timestamp;
use crate::ids::AccountId;
use crate::text::NetId;

const COLUMNS: &str = "id, netid, is_active, created_at, updated_at";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        id: number(row, 0)?,
        netid: row.get(1)?,
        is_active: flag(row, 2)?,
        created_at: timestamp(row, 3)?,
        updated_at: timestamp(row, 4)?,
    })
}

/// Returns the account unless it is archived.
pub(crate) fn find(connection: &Connection, id: AccountId) -> Result<Account, Error> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM accounts WHERE id = ?1 AND archived_at IS NULL"))?
        .query_row([id.get()], from_row)
        .optional()?
        .ok_or(Error::AccountNotFound(id))
}

/// Returns the account, also an archived one, whose bookings are still readable.
pub(crate) fn find_with_archived(connection: &Connection, id: AccountId) -> Result<Account, Error> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM accounts WHERE id = ?1"))?
        .query_row([id.get()], from_row)
        .optional()?
        .ok_or(Error::AccountNotFound(id))
}

/// Lists the accounts that are not archived, by netid.
pub(crate) fn list(connection: &Connection, is_active: Option<bool>) -> Result<Vec<Account>, Error> {
    let mut statement = connection.prepare_cached(&list_sql())?;
    let accounts = statement.query_map([is_active], from_row)?.collect::<Result<_, _>>()?;
    Ok(accounts)
}

pub(super) fn list_sql() -> String {
    format!(
        "SELECT {COLUMNS} FROM accounts \
         WHERE archived_at IS NULL AND (?1 IS NULL OR is_active = ?1) ORDER BY netid_folded"
    )
}

/// Finds the archived account with this netid.
pub(crate) fn find_archived(connection: &Connection, netid: &NetId) -> Result<Option<AccountId>, Error> {
    let id = connection
        .prepare_cached("SELECT id FROM accounts WHERE netid_folded = ?1 AND archived_at IS NOT NULL")?
        .query_row([netid.folded()], |row| number(row, 0))
        .optional()?;
    Ok(id)
}

/// Inserts an account without a password. Fails with [`Error::NetIdTaken`].
pub(crate) fn insert(
    transaction: &WriteTransaction<'_>,
    netid: &NetId,
    is_active: bool,
    now: Timestamp,
) -> Result<AccountId, Error> {
    let inserted = transaction
        .prepare_cached(
            "INSERT INTO accounts (netid, netid_folded, is_active, created_at, updated_at) \
             VALUES (:netid, :netid_folded, :is_active, :now, :now)",
        )?
        .insert(named_params! {
            ":netid": netid.as_str(),
            ":netid_folded": netid.folded(),
            ":is_active": is_active,
            ":now": now.as_millis(),
        });
    let id = unless_duplicate(inserted)?.ok_or_else(|| Error::NetIdTaken(netid.clone()))?;
    let id = AccountId::try_from(id).map_err(Error::damaged)?;
    transaction.changed_account(id);
    Ok(id)
}

/// Restores an archived account under the new spelling of its netid.
pub(crate) fn restore(
    transaction: &WriteTransaction<'_>,
    id: AccountId,
    netid: &NetId,
    is_active: bool,
    now: Timestamp,
) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "UPDATE accounts SET archived_at = NULL, netid = :netid, is_active = :is_active, \
                                 updated_at = max(created_at, :now) \
             WHERE id = :id",
        )?
        .execute(named_params! {
            ":id": id.get(), ":netid": netid.as_str(), ":is_active": is_active, ":now": now.as_millis()
        })?;
    transaction.changed_account(id);
    Ok(())
}

/// Updates the encrypted password, the active flag or both.
pub(crate) fn update(
    transaction: &WriteTransaction<'_>,
    id: AccountId,
    password_sealed: Option<&[u8]>,
    is_active: Option<bool>,
    now: Timestamp,
) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "UPDATE accounts SET password_sealed = coalesce(:password_sealed, password_sealed), \
                                 is_active = coalesce(:is_active, is_active), \
                                 updated_at = max(created_at, :now) \
             WHERE id = :id",
        )?
        .execute(named_params! {
            ":id": id.get(),
            ":password_sealed": password_sealed,
            ":is_active": is_active,
            ":now": now.as_millis(),
        })?;
    transaction.changed_account(id);
    Ok(())
}

/// Archives the account and erases its password.
pub(crate) fn archive(transaction: &WriteTransaction<'_>, id: AccountId, now: Timestamp) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "UPDATE accounts SET archived_at = :now, is_active = 0, password_sealed = NULL, \
                                 updated_at = max(created_at, :now) \
             WHERE id = :id",
        )?
        .execute(named_params! { ":id": id.get(), ":now": now.as_millis() })?;
    transaction.changed_account(id);
    Ok(())
}

/// Deletes an account that never booked.
pub(crate) fn remove(transaction: &WriteTransaction<'_>, id: AccountId) -> Result<(), Error> {
    transaction.prepare_cached("DELETE FROM accounts WHERE id = ?1")?.execute([id.get()])?;
    transaction.changed_account(id);
    Ok(())
}

/// Returns any encrypted password, to test the key with.
pub(crate) fn any_sealed_password(connection: &Connection) -> Result<Option<(AccountId, Vec<u8>)>, Error> {
    let sealed = connection
        .prepare_cached("SELECT id, password_sealed FROM accounts WHERE password_sealed IS NOT NULL LIMIT 1")?
        .query_row([], |row| Ok((number(row, 0)?, row.get(1)?)))
        .optional()?;
    Ok(sealed)
}
