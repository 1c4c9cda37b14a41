//! The tables of channels and of the deliveries of notices.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::commit::WriteTransaction;
use super::row::{number, optional_number, optional_timestamp, optional_word, timestamp, word};
use crate::Error;
use crate::clock::Timestamp;
use crate::notice::{Channel, ChannelState, DeliveryId, DueDelivery, Notice};

/// Returns the last notice that a channel's deliveries were made from; `None` for a channel that is not configured.
pub(crate) fn read_to(connection: &Connection, channel: Channel) -> Result<Option<i64>, Error> {
    let read_to = connection
        .prepare_cached("SELECT read_to FROM notice_channels WHERE channel = ?1")?
        .query_row([channel.as_str()], |row| row.get(0))
        .optional()?;
    Ok(read_to)
}

/// Notes that a channel's deliveries were made from the notices up to `read_to`.
pub(crate) fn set_read_to(transaction: &WriteTransaction<'_>, channel: Channel, read_to: i64) -> Result<(), Error> {
    transaction
        .prepare_cached("INSERT OR REPLACE INTO notice_channels (channel, read_to) VALUES (?1, ?2)")?
        .execute((channel.as_str(), read_to))?;
    Ok(())
}

/// Forgets a channel that is no longer configured, and gives its open deliveries up.
pub(crate) fn remove_channel(transaction: &WriteTransaction<'_>, channel: Channel, why: &str) -> Result<(), Error> {
    transaction.prepare_cached("DELETE FROM notice_channels WHERE channel = ?1")?.execute([channel.as_str()])?;
    transaction
        .prepare_cached(
            "UPDATE notice_deliveries SET next_try_at = NULL, error = ?2 \
             WHERE channel = ?1 AND next_try_at IS NOT NULL",
        )?
        .execute((channel.as_str(), why))?;
    Ok(())
}

/// Adds deliveries to the webhook of the notices with ids above `read_to` that are not older than `oldest`.
pub(crate) fn add_to_webhook(
    transaction: &WriteTransaction<'_>,
    read_to: i64,
    oldest: Timestamp,
    now: Timestamp,
) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "INSERT INTO notice_deliveries (notice_id, channel, next_try_at) \
             SELECT id, 'webhook', ?3 FROM notices WHERE id > ?1 AND created_at >= ?2 ORDER BY id",
        )?
        .execute((read_to, oldest.as_millis(), now.as_millis()))?;
    Ok(())
}

/// As [`add_to_webhook`], by e-mail: to the account that the notice is about, or to every account of the plan. Accounts with
/// the same address get one.
pub(crate) fn add_to_email(
    transaction: &WriteTransaction<'_>,
    read_to: i64,
    oldest: Timestamp,
    now: Timestamp,
) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "INSERT INTO notice_deliveries (notice_id, channel, account_id, next_try_at) \
             SELECT notices.id, 'email', min(accounts.id), ?3 FROM notices JOIN accounts \
               ON accounts.id = notices.account_id \
                  OR notices.account_id IS NULL AND accounts.id IN ( \
                    SELECT account_id FROM plan_accounts WHERE plan_accounts.plan_id = notices.plan_id) \
             WHERE notices.id > ?1 AND notices.created_at >= ?2 AND accounts.notify_email IS NOT NULL \
             GROUP BY notices.id, lower(accounts.notify_email) ORDER BY notices.id",
        )?
        .execute((read_to, oldest.as_millis(), now.as_millis()))?;
    Ok(())
}

/// Lists up to `limit` of a channel's deliveries that are due at `now`, the longest due first.
pub(crate) fn due(
    connection: &Connection,
    channel: Channel,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<DueDelivery>, Error> {
    let mut statement = connection.prepare_cached(DUE)?;
    let due =
        statement.query_map(params![channel.as_str(), now.as_millis(), limit], from_row)?.collect::<Result<_, _>>()?;
    Ok(due)
}

/// The statement of [`due`].
pub(super) const DUE: &str = "SELECT notice_deliveries.id, notify_email, notices.id, kind, message, booking_id, \
            notices.account_id, plan_id, notices.created_at \
     FROM notice_deliveries JOIN notices ON notices.id = notice_id \
     LEFT JOIN accounts ON accounts.id = notice_deliveries.account_id \
     WHERE channel = ?1 AND next_try_at <= ?2 ORDER BY next_try_at, notice_deliveries.id LIMIT ?3";

fn from_row(row: &Row<'_>) -> rusqlite::Result<DueDelivery> {
    Ok(DueDelivery {
        id: number(row, 0)?,
        address: optional_word(row, 1)?,
        notice: Notice {
            id: number(row, 2)?,
            kind: word(row, 3)?,
            message: row.get(4)?,
            booking_id: optional_number(row, 5)?,
            account_id: optional_number(row, 6)?,
            plan_id: optional_number(row, 7)?,
            created_at: timestamp(row, 8)?,
        },
    })
}

/// Returns when a channel's next delivery is due.
pub(crate) fn next_due(connection: &Connection, channel: Channel) -> Result<Option<Timestamp>, Error> {
    let next = connection
        .prepare_cached(
            "SELECT next_try_at FROM notice_deliveries \
             WHERE channel = ?1 AND next_try_at IS NOT NULL ORDER BY next_try_at LIMIT 1",
        )?
        .query_row([channel.as_str()], |row| timestamp(row, 0))
        .optional()?;
    Ok(next)
}

/// Counts a try of an open delivery. Returns the tries so far, `None` where it is not open.
pub(crate) fn count_try(
    transaction: &WriteTransaction<'_>,
    id: DeliveryId,
    now: Timestamp,
) -> Result<Option<u32>, Error> {
    let tries = transaction
        .prepare_cached(
            "UPDATE notice_deliveries SET attempts = attempts + 1, tried_at = ?2 \
             WHERE id = ?1 AND next_try_at IS NOT NULL RETURNING attempts",
        )?
        .query_row((id.get(), now.as_millis()), |row| row.get(0))
        .optional()?;
    Ok(tries)
}

/// Notes that a delivery succeeded.
pub(crate) fn succeed(transaction: &WriteTransaction<'_>, id: DeliveryId, now: Timestamp) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "UPDATE notice_deliveries SET delivered_at = ?2, error = NULL, next_try_at = NULL WHERE id = ?1",
        )?
        .execute((id.get(), now.as_millis()))?;
    Ok(())
}

/// Notes that a delivery failed, and when it is tried again; `None` gives it up.
pub(crate) fn fail(
    transaction: &WriteTransaction<'_>,
    id: DeliveryId,
    error: &str,
    next_try_at: Option<Timestamp>,
) -> Result<(), Error> {
    transaction
        .prepare_cached("UPDATE notice_deliveries SET error = ?2, next_try_at = ?3 WHERE id = ?1")?
        .execute((id.get(), error, next_try_at.map(Timestamp::as_millis)))?;
    Ok(())
}

/// Returns the state of a channel's deliveries.
pub(crate) fn state(connection: &Connection, channel: Channel) -> Result<ChannelState, Error> {
    let delivered_at = connection
        .prepare_cached(
            "SELECT max(delivered_at) FROM notice_deliveries WHERE channel = ?1 AND delivered_at IS NOT NULL",
        )?
        .query_row([channel.as_str()], |row| optional_timestamp(row, 0))?;
    let last = connection
        .prepare_cached(
            "SELECT tried_at, error FROM notice_deliveries \
             WHERE channel = ?1 AND tried_at IS NOT NULL ORDER BY tried_at DESC, id DESC LIMIT 1",
        )?
        .query_row([channel.as_str()], |row| Ok((timestamp(row, 0)?, row.get::<_, Option<String>>(1)?)))
        .optional()?;
    let waiting = connection
        .prepare_cached("SELECT count(*) FROM notice_deliveries WHERE channel = ?1 AND next_try_at IS NOT NULL")?
        .query_row([channel.as_str()], |row| row.get(0))?;
    let (tried_at, error) = last.map_or((None, None), |(tried_at, error)| (Some(tried_at), error));
    Ok(ChannelState { delivered_at, tried_at, error, waiting })
}
