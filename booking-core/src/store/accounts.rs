//! The table `accounts`. An archived account remains only for its bookings and its netid.

use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use super::commit::WriteTransaction;
use super::row::{flag, number, optional_timestamp, optional_word, timestamp, unless_duplicate};
use crate::Error;
use crate::account::{Account, DeletedAccount, sign_in_at};
use crate::clock::Timestamp;
use crate::email::NotifyEmail;
use crate::ids::AccountId;
use crate::password_cipher::Secret;
use crate::text::NetId;

const COLUMNS: &str = "id, netid, is_active, may_automate, sign_in_refused, signed_in_until, notify_email, created_at, \
     updated_at";

fn from_row(row: &Row<'_>, now: Timestamp) -> rusqlite::Result<Account> {
    let sign_in_until = optional_timestamp(row, 5)?;
    Ok(Account {
        id: number(row, 0)?,
        netid: row.get(1)?,
        is_active: flag(row, 2)?,
        may_automate: flag(row, 3)?,
        sign_in: sign_in_at(now, flag(row, 4)?, sign_in_until),
        sign_in_until,
        notify_email: optional_word(row, 6)?,
        created_at: timestamp(row, 7)?,
        updated_at: timestamp(row, 8)?,
    })
}

/// Returns the account unless it is archived.
pub(crate) fn find(connection: &Connection, id: AccountId, now: Timestamp) -> Result<Account, Error> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM accounts WHERE id = ?1 AND archived_at IS NULL"))?
        .query_row([id.get()], |row| from_row(row, now))
        .optional()?
        .ok_or(Error::AccountNotFound(id))
}

/// Returns the account, also an archived one, whose bookings are still readable.
pub(crate) fn find_with_archived(connection: &Connection, id: AccountId, now: Timestamp) -> Result<Account, Error> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM accounts WHERE id = ?1"))?
        .query_row([id.get()], |row| from_row(row, now))
        .optional()?
        .ok_or(Error::AccountNotFound(id))
}

/// Lists the accounts that are not archived, by netid.
pub(crate) fn list(connection: &Connection, is_active: Option<bool>, now: Timestamp) -> Result<Vec<Account>, Error> {
    let mut statement = connection.prepare_cached(&list_sql())?;
    let accounts = statement.query_map([is_active], |row| from_row(row, now))?.collect::<Result<_, _>>()?;
    Ok(accounts)
}

/// Lists the archived accounts, by netid.
pub(crate) fn list_archived(connection: &Connection) -> Result<Vec<DeletedAccount>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT id, netid, archived_at FROM accounts WHERE archived_at IS NOT NULL ORDER BY netid_folded",
    )?;
    let deleted = statement.query_map([], |row| {
        Ok(DeletedAccount { id: number(row, 0)?, netid: row.get(1)?, deleted_at: timestamp(row, 2)? })
    })?;
    Ok(deleted.collect::<Result<_, _>>()?)
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
                                 updated_at = max(updated_at, :now) \
             WHERE id = :id",
        )?
        .execute(named_params! {
            ":id": id.get(), ":netid": netid.as_str(), ":is_active": is_active, ":now": now.as_millis()
        })?;
    transaction.changed_account(id);
    Ok(())
}

/// The columns of an account that a person can change; `None` keeps the value.
#[derive(Default)]
pub(crate) struct Update {
    pub(crate) password_sealed: Option<Vec<u8>>,
    pub(crate) is_active: Option<bool>,
    pub(crate) may_automate: Option<bool>,
    pub(crate) notify_email: Option<NotifyEmail>,
}

/// Updates the given columns. A new password makes the account sign in again.
pub(crate) fn update(
    transaction: &WriteTransaction<'_>,
    id: AccountId,
    update: &Update,
    now: Timestamp,
) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "UPDATE accounts SET password_sealed = coalesce(:password_sealed, password_sealed), \
                                 is_active = coalesce(:is_active, is_active), \
                                 may_automate = coalesce(:may_automate, may_automate), \
                                 notify_email = CASE WHEN :has_notify_email THEN :notify_email \
                                                     ELSE notify_email END, \
                                 token_sealed = CASE WHEN sign_in_refused AND :password_sealed IS NOT NULL \
                                                     THEN NULL ELSE token_sealed END, \
                                 sign_in_refused = sign_in_refused AND :password_sealed IS NULL, \
                                 updated_at = max(updated_at, :now) \
             WHERE id = :id",
        )?
        .execute(named_params! {
            ":id": id.get(),
            ":password_sealed": update.password_sealed,
            ":is_active": update.is_active,
            ":may_automate": update.may_automate,
            ":has_notify_email": update.notify_email.is_some(),
            ":notify_email": update.notify_email.as_ref().and_then(NotifyEmail::as_str),
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
                                 token_sealed = NULL, notify_email = NULL, signed_in_until = NULL, sign_in_refused = 0, \
                                 updated_at = max(updated_at, :now) \
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

/// Writes the state of an account's sign-in. The facility's word is no change by a person, so `updated_at` stays.
pub(crate) fn set_sign_in(
    transaction: &WriteTransaction<'_>,
    id: AccountId,
    refused: bool,
    until: Option<Timestamp>,
) -> Result<(), Error> {
    transaction
        .prepare_cached("UPDATE accounts SET sign_in_refused = ?2, signed_in_until = ?3 WHERE id = ?1")?
        .execute((id.get(), refused, until.map(Timestamp::as_millis)))?;
    transaction.changed_account(id);
    Ok(())
}

/// Writes or removes a pasted token.
pub(crate) fn set_token(
    transaction: &WriteTransaction<'_>,
    id: AccountId,
    sealed: Option<&[u8]>,
    now: Timestamp,
) -> Result<(), Error> {
    transaction
        .prepare_cached("UPDATE accounts SET token_sealed = ?2, updated_at = max(updated_at, ?3) WHERE id = ?1")?
        .execute((id.get(), sealed, now.as_millis()))?;
    transaction.changed_account(id);
    Ok(())
}

/// Forgets the sessions that were made from passwords: they lived in the memory of an earlier process.
pub(crate) fn forget_sessions(transaction: &WriteTransaction<'_>) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "UPDATE accounts SET signed_in_until = NULL WHERE token_sealed IS NULL AND signed_in_until IS NOT NULL",
        )?
        .execute([])?;
    Ok(())
}

/// An account's secrets as they are stored.
pub(crate) struct Sealed {
    pub(crate) netid: NetId,
    pub(crate) password: Option<Vec<u8>>,
    pub(crate) token: Option<Vec<u8>>,
}

/// Returns an account's sealed secrets, archived or not.
pub(crate) fn sealed(connection: &Connection, id: AccountId) -> Result<Sealed, Error> {
    let (netid, password, token): (String, _, _) = connection
        .prepare_cached("SELECT netid, password_sealed, token_sealed FROM accounts WHERE id = ?1")?
        .query_row([id.get()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?
        .ok_or(Error::AccountNotFound(id))?;
    Ok(Sealed { netid: netid.parse().map_err(Error::damaged)?, password, token })
}

/// One account's sealed password or token, to try the key on.
pub(crate) fn any_sealed(connection: &Connection) -> Result<Option<(AccountId, Secret, Vec<u8>)>, Error> {
    for (secret, column) in [(Secret::Password, "password_sealed"), (Secret::Token, "token_sealed")] {
        let sql = format!("SELECT id, {column} FROM accounts WHERE {column} IS NOT NULL LIMIT 1");
        let sealed =
            connection.prepare_cached(&sql)?.query_row([], |row| Ok((number(row, 0)?, row.get(1)?))).optional()?;
        if let Some((id, sealed)) = sealed {
            return Ok(Some((id, secret, sealed)));
        }
    }
    Ok(None)
}
