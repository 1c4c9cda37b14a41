//! The tables of plans, of their accounts and of their steps.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::de::DeserializeOwned;

use super::commit::WriteTransaction;
use super::row::{flag, number, optional_number, optional_timestamp, optional_word, timestamp, word};
use crate::Error;
use crate::clock::Timestamp;
use crate::ids::{AccountId, BookingId};
use crate::plan::{NewPlan, PlanId, PlanState, PlanStep};
use crate::retry_policy::RetryPolicy;
use crate::slot::{BookingDate, TimeSlot};
use crate::text::IdempotencyKey;

const COLUMNS: &str = "id, booking_date, hours, minimum_hours, window_start, window_end, choices, retry_interval, \
     auto_retry, repeats_weekly_until, follows, state, due_at, looks_at, looked_at, shown, created_at, updated_at, \
     EXISTS (SELECT 1 FROM plans AS next WHERE next.follows = plans.id)";

/// A plan as it is stored.
#[derive(Debug, Clone)]
pub(crate) struct StoredPlan {
    pub(crate) id: PlanId,
    pub(crate) wish: NewPlan,
    pub(crate) follows: Option<PlanId>,
    pub(crate) progress: Progress,
    pub(crate) looked_at: Option<Timestamp>,
    /// The choices and slots that showed a place at the last look.
    pub(crate) shown: Vec<(usize, TimeSlot)>,
    /// Whether next week's plan has been made.
    pub(crate) is_repeated: bool,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

/// The columns of a plan that a decision changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Progress {
    pub(crate) state: PlanState,
    pub(crate) due_at: Option<Timestamp>,
    pub(crate) looks_at: Option<Timestamp>,
}

/// Adds a plan in the state `scheduled`. Its accounts are checked by the caller.
pub(crate) fn insert(
    transaction: &WriteTransaction<'_>,
    wish: &NewPlan,
    follows: Option<PlanId>,
    now: Timestamp,
) -> Result<PlanId, Error> {
    let choices = serde_json::to_string(&wish.choices).map_err(Error::internal)?;
    let id = transaction
        .prepare_cached(
            "INSERT INTO plans (booking_date, hours, minimum_hours, window_start, window_end, choices, retry_interval, \
                                auto_retry, repeats_weekly_until, follows, state, idempotency_key, created_at, updated_at) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'scheduled', ?11, ?12, ?12)",
        )?
        .insert(params![
            wish.booking_date.to_string(),
            wish.hours.get(),
            wish.minimum_hours.get(),
            wish.window_start.to_string(),
            wish.window_end.to_string(),
            choices,
            wish.retry.interval.get(),
            wish.retry.auto_retry,
            wish.repeats_weekly_until.map(|date| date.to_string()),
            follows.map(PlanId::get),
            wish.idempotency_key.as_ref().map(IdempotencyKey::as_str),
            now.as_millis(),
        ])?;
    let id = PlanId::try_from(id).map_err(Error::damaged)?;
    let mut add =
        transaction.prepare_cached("INSERT INTO plan_accounts (plan_id, position, account_id) VALUES (?1, ?2, ?3)")?;
    for (position, account_id) in wish.account_ids.iter().enumerate() {
        add.execute((id.get(), i64::try_from(position).map_err(Error::internal)?, account_id.get()))?;
    }
    transaction.changed_plan(id);
    Ok(id)
}

/// Returns a plan.
pub(crate) fn find(connection: &Connection, id: PlanId) -> Result<StoredPlan, Error> {
    let mut plan = connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM plans WHERE id = ?1"))?
        .query_row([id.get()], from_row)
        .optional()?
        .ok_or(Error::PlanNotFound(id))?;
    plan.wish.account_ids = accounts(connection, id)?;
    Ok(plan)
}

fn accounts(connection: &Connection, id: PlanId) -> Result<Vec<AccountId>, Error> {
    let mut statement =
        connection.prepare_cached("SELECT account_id FROM plan_accounts WHERE plan_id = ?1 ORDER BY position")?;
    let ids = statement.query_map([id.get()], |row| number(row, 0))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

/// Lists the ids of the latest plans, newest first, optionally of one state.
pub(crate) fn list(connection: &Connection, state: Option<PlanState>, limit: u32) -> Result<Vec<PlanId>, Error> {
    let mut statement =
        connection.prepare_cached("SELECT id FROM plans WHERE ?1 IS NULL OR state = ?1 ORDER BY id DESC LIMIT ?2")?;
    let ids =
        statement.query_map((state.map(PlanState::as_str), limit), |row| number(row, 0))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

/// Counts the plans of a state.
pub(crate) fn count(connection: &Connection, state: PlanState) -> Result<i64, Error> {
    let count = connection
        .prepare_cached("SELECT count(*) FROM plans WHERE state = ?1")?
        .query_row([state.as_str()], |row| row.get(0))?;
    Ok(count)
}

/// Lists the open plans of an account.
pub(crate) fn open_of_account(connection: &Connection, id: AccountId) -> Result<Vec<PlanId>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT plans.id FROM plan_accounts JOIN plans ON plans.id = plan_id \
         WHERE account_id = ?1 AND state IN ('scheduled', 'running') ORDER BY plans.id",
    )?;
    let ids = statement.query_map([id.get()], |row| number(row, 0))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

/// Makes the open plans of an account on a day due, one excepted.
pub(crate) fn make_due(
    transaction: &WriteTransaction<'_>,
    account_id: AccountId,
    date: BookingDate,
    except: Option<PlanId>,
    now: Timestamp,
) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "UPDATE plans SET due_at = ?4 WHERE booking_date = ?2 AND state IN ('scheduled', 'running') \
               AND id IN (SELECT plan_id FROM plan_accounts WHERE account_id = ?1) AND id IS NOT ?3",
        )?
        .execute((account_id.get(), date.to_string(), except.map(PlanId::get), now.as_millis()))?;
    Ok(())
}

/// Lists up to `limit` plans that are due until `until`, earliest first.
pub(crate) fn due_until(connection: &Connection, until: Timestamp, limit: u32) -> Result<Vec<PlanId>, Error> {
    let mut statement =
        connection.prepare_cached("SELECT id FROM plans WHERE due_at <= ?1 ORDER BY due_at, id LIMIT ?2")?;
    let ids = statement.query_map((until.as_millis(), limit), |row| number(row, 0))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

/// Returns the earliest moment at which a plan is due.
pub(crate) fn next_due(connection: &Connection) -> Result<Option<Timestamp>, Error> {
    let due = connection
        .prepare_cached("SELECT due_at FROM plans WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1")?
        .query_row([], |row| timestamp(row, 0))
        .optional()?;
    Ok(due)
}

/// Finds the plan that was made with this key after `oldest`.
pub(crate) fn find_by_key(
    connection: &Connection,
    key: &IdempotencyKey,
    oldest: Timestamp,
) -> Result<Option<PlanId>, Error> {
    let id = connection
        .prepare_cached("SELECT id FROM plans WHERE idempotency_key = ?1 AND created_at > ?2")?
        .query_row((key.as_str(), oldest.as_millis()), |row| number(row, 0))
        .optional()?;
    Ok(id)
}

/// Frees a key of a request that was too long ago.
pub(crate) fn forget_key(transaction: &WriteTransaction<'_>, key: &IdempotencyKey) -> Result<(), Error> {
    transaction
        .prepare_cached("UPDATE plans SET idempotency_key = NULL WHERE idempotency_key = ?1")?
        .execute([key.as_str()])?;
    Ok(())
}

/// Writes what a decision changed.
pub(crate) fn set_progress(
    transaction: &WriteTransaction<'_>,
    id: PlanId,
    progress: Progress,
    now: Timestamp,
) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "UPDATE plans SET state = ?2, due_at = ?3, looks_at = ?4, updated_at = max(updated_at, ?5) WHERE id = ?1",
        )?
        .execute((
            id.get(),
            progress.state.as_str(),
            progress.due_at.map(Timestamp::as_millis),
            progress.looks_at.map(Timestamp::as_millis),
            now.as_millis(),
        ))?;
    transaction.changed_plan(id);
    Ok(())
}

/// Writes what a look at the availability showed.
pub(crate) fn set_look(
    transaction: &WriteTransaction<'_>,
    id: PlanId,
    at: Timestamp,
    shown: &[(usize, TimeSlot)],
) -> Result<(), Error> {
    let shown: Vec<(usize, String)> = shown.iter().map(|(choice, time)| (*choice, time.to_string())).collect();
    let shown = serde_json::to_string(&shown).map_err(Error::internal)?;
    transaction.prepare_cached("UPDATE plans SET looked_at = ?2, shown = ?3 WHERE id = ?1")?.execute((
        id.get(),
        at.as_millis(),
        shown,
    ))?;
    Ok(())
}

/// Adds a step.
pub(crate) fn add_step(transaction: &WriteTransaction<'_>, id: PlanId, step: &PlanStep) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "INSERT INTO plan_steps (plan_id, booking_id, what, why, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((id.get(), step.booking_id.map(BookingId::get), &step.what, &step.why, step.at.as_millis()))?;
    transaction.changed_plan(id);
    Ok(())
}

/// Lists a plan's steps, oldest first.
pub(crate) fn steps(connection: &Connection, id: PlanId) -> Result<Vec<PlanStep>, Error> {
    let mut statement = connection
        .prepare_cached("SELECT created_at, what, why, booking_id FROM plan_steps WHERE plan_id = ?1 ORDER BY id")?;
    let read = |row: &Row<'_>| {
        Ok(PlanStep {
            at: timestamp(row, 0)?,
            what: row.get(1)?,
            why: row.get(2)?,
            booking_id: optional_number(row, 3)?,
        })
    };
    let steps = statement.query_map([id.get()], read)?.collect::<Result<_, _>>()?;
    Ok(steps)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredPlan> {
    let shown: Vec<(usize, String)> = json(row, 15)?;
    Ok(StoredPlan {
        id: number(row, 0)?,
        wish: NewPlan {
            booking_date: word(row, 1)?,
            hours: number(row, 2)?,
            minimum_hours: number(row, 3)?,
            window_start: word(row, 4)?,
            window_end: word(row, 5)?,
            choices: json(row, 6)?,
            account_ids: Vec::new(),
            retry: RetryPolicy { interval: number(row, 7)?, auto_retry: flag(row, 8)? },
            repeats_weekly_until: optional_word::<BookingDate>(row, 9)?,
            idempotency_key: None,
        },
        follows: optional_number(row, 10)?,
        progress: Progress {
            state: word(row, 11)?,
            due_at: optional_timestamp(row, 12)?,
            looks_at: optional_timestamp(row, 13)?,
        },
        looked_at: optional_timestamp(row, 14)?,
        shown: shown.into_iter().filter_map(|(choice, time)| Some((choice, time.parse().ok()?))).collect(),
        created_at: timestamp(row, 16)?,
        updated_at: timestamp(row, 17)?,
        is_repeated: flag(row, 18)?,
    })
}

fn json<T: DeserializeOwned>(row: &Row<'_>, index: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(index)?.as_str()?;
    serde_json::from_str(text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(index, rusqlite::types::Type::Text, Box::new(error)))
}
