//! The bookings of plans. The columns are part of the schedule, which lists read anyway.

use rusqlite::{Connection, OptionalExtension as _, Row};

use super::commit::WriteTransaction;
use super::row::{flag, number, optional_timestamp, optional_word, word};
use crate::Error;
use crate::clock::Timestamp;
use crate::ids::{AccountId, BookingId};
use crate::plan::{PlanEnd, PlanId};
use crate::slot::{BookingDate, Location, TimeSlot};
use crate::status::Status;

/// A booking of a plan.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlanLink {
    pub(crate) booking_id: BookingId,
    pub(crate) choice: usize,
    pub(crate) time_slot: TimeSlot,
    pub(crate) account_id: AccountId,
    pub(crate) status: Status,
    pub(crate) end: Option<PlanEnd>,
    pub(crate) end_at: Option<Timestamp>,
    /// Whether a place is being given back, or a request is under way.
    pub(crate) is_unsettled: bool,
}

/// Links a new booking to its plan.
pub(crate) fn insert(
    transaction: &WriteTransaction<'_>,
    booking_id: BookingId,
    plan_id: PlanId,
    choice: usize,
) -> Result<(), Error> {
    let choice = i64::try_from(choice).map_err(Error::internal)?;
    transaction
        .prepare_cached(
            "INSERT INTO schedule (booking_id, plan_id, plan_choice) VALUES (?1, ?2, ?3) \
             ON CONFLICT (booking_id) DO UPDATE SET plan_id = excluded.plan_id, plan_choice = excluded.plan_choice",
        )?
        .execute((booking_id.get(), plan_id.get(), choice))?;
    transaction.changed_booking(booking_id);
    Ok(())
}

/// Notes that the plan no longer counts on the booking.
pub(crate) fn end(
    transaction: &WriteTransaction<'_>,
    booking_id: BookingId,
    end: PlanEnd,
    now: Timestamp,
) -> Result<(), Error> {
    transaction
        .prepare_cached("UPDATE schedule SET plan_end = ?2, plan_end_at = ?3 WHERE booking_id = ?1")?
        .execute((booking_id.get(), end.as_str(), now.as_millis()))?;
    Ok(())
}

/// Returns the plan that made a booking.
pub(crate) fn plan_of(connection: &Connection, booking_id: BookingId) -> Result<Option<PlanId>, Error> {
    let id = connection
        .prepare_cached("SELECT plan_id FROM schedule WHERE booking_id = ?1 AND plan_id IS NOT NULL")?
        .query_row([booking_id.get()], |row| number(row, 0))
        .optional()?;
    Ok(id)
}

/// Returns the plan that still counts on a booking.
pub(crate) fn counting_on(connection: &Connection, booking_id: BookingId) -> Result<Option<PlanId>, Error> {
    let id = connection
        .prepare_cached(
            "SELECT plan_id FROM schedule WHERE booking_id = ?1 AND plan_id IS NOT NULL AND plan_end IS NULL",
        )?
        .query_row([booking_id.get()], |row| number(row, 0))
        .optional()?;
    Ok(id)
}

/// Lists a plan's bookings, oldest first.
pub(crate) fn of_plan(connection: &Connection, plan_id: PlanId) -> Result<Vec<PlanLink>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT id, plan_choice, time_slot, account_id, status, plan_end, plan_end_at, \
                coalesce(task = 'release', 0) \
                OR EXISTS (SELECT 1 FROM attempts WHERE attempts.booking_id = bookings.id AND outcome IS NULL) \
         FROM schedule JOIN bookings ON id = schedule.booking_id WHERE plan_id = ?1 ORDER BY id",
    )?;
    let links = statement.query_map([plan_id.get()], link)?.collect::<Result<_, _>>()?;
    Ok(links)
}

fn link(row: &Row<'_>) -> rusqlite::Result<PlanLink> {
    Ok(PlanLink {
        booking_id: number(row, 0)?,
        choice: row.get::<_, u8>(1)?.into(),
        time_slot: word(row, 2)?,
        account_id: number(row, 3)?,
        status: word(row, 4)?,
        end: optional_word(row, 5)?,
        end_at: optional_timestamp(row, 6)?,
        is_unsettled: flag(row, 7)?,
    })
}

/// A booking that takes an account's time or counts to its limit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Other {
    pub(crate) time_slot: TimeSlot,
    pub(crate) location: Location,
}

/// Lists an account's bookings of a day that hold a place, want one or give one back, those left out on which the plan counts.
pub(crate) fn others(
    connection: &Connection,
    account_id: AccountId,
    date: BookingDate,
    plan_id: Option<PlanId>,
) -> Result<Vec<Other>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT time_slot, location FROM bookings LEFT JOIN schedule ON booking_id = id \
         WHERE account_id = ?1 AND booking_date = ?2 \
           AND (status IN ('pending', 'confirmed') AND (plan_id IS NULL OR plan_id IS NOT ?3 OR plan_end IS NOT NULL) \
                OR task = 'release' AND (?3 IS NULL OR plan_id IS NOT ?3)) \
         ORDER BY time_slot, id",
    )?;
    let read = |row: &Row<'_>| Ok(Other { time_slot: word(row, 0)?, location: word(row, 1)? });
    let others = statement
        .query_map((account_id.get(), date.to_string(), plan_id.map(PlanId::get)), read)?
        .collect::<Result<_, _>>()?;
    Ok(others)
}
