//! The tables `account_totals` and `hourly_totals`: counts that triggers update with every change.

use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use super::row::{number, optional_word};
use crate::Error;
use crate::account::{AccountSummary, NextBooking};
use crate::facility::Calendar;
use crate::facility_clock::LocalSlot;
use crate::ids::AccountId;
use crate::query::DateRange;
use crate::slot::BookingDate;
use crate::statistics::{DayCounts, StatusCounts, WeekCounts, WeekdayHourCounts};

pub(super) const OVERALL: &str = "SELECT coalesce(sum(pending), 0), coalesce(sum(confirmed), 0), coalesce(sum(failed), 0), \
                              coalesce(sum(cancelled), 0) FROM account_totals";
const OF_ACCOUNT: &str = "SELECT pending, confirmed, failed, cancelled FROM account_totals WHERE account_id = ?1";

/// Counts all bookings of an account, or of all accounts.
pub(crate) fn of_all_days(connection: &Connection, account_id: Option<AccountId>) -> Result<StatusCounts, Error> {
    let Some(id) = account_id else {
        return Ok(connection.prepare_cached(OVERALL)?.query_row([], |row| counts(row, 0))?);
    };
    let found = connection.prepare_cached(OF_ACCOUNT)?.query_row([id.get()], |row| counts(row, 0)).optional()?;
    // An account that never booked has no row.
    Ok(found.unwrap_or_default())
}

pub(crate) fn of_days(
    connection: &Connection,
    account_id: Option<AccountId>,
    dates: DateRange,
) -> Result<StatusCounts, Error> {
    let groups = grouped(connection, account_id, dates, "NULL", |row| counts(row, 1))?;
    Ok(groups.first().copied().unwrap_or_default())
}

pub(crate) fn by_day(
    connection: &Connection,
    account_id: Option<AccountId>,
    dates: DateRange,
) -> Result<Vec<DayCounts>, Error> {
    grouped(connection, account_id, dates, "booking_date", |row| {
        Ok(DayCounts { date: super::row::word(row, 0)?, counts: counts(row, 1)? })
    })
}

pub(crate) fn by_week(
    connection: &Connection,
    account_id: Option<AccountId>,
    dates: DateRange,
) -> Result<Vec<WeekCounts>, Error> {
    grouped(connection, account_id, dates, "date(booking_date, 'weekday 0', '-6 days')", |row| {
        Ok(WeekCounts { week_start: row.get(0)?, counts: counts(row, 1)? })
    })
}

pub(crate) fn by_weekday_hour(
    connection: &Connection,
    account_id: Option<AccountId>,
    dates: DateRange,
) -> Result<Vec<WeekdayHourCounts>, Error> {
    grouped(connection, account_id, dates, "CAST(strftime('%u', booking_date) AS INTEGER) * 24 + hour", |row| {
        let hour_of_week: i64 = row.get(0)?;
        let part = |number: i64| u8::try_from(number).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(0, number));
        Ok(WeekdayHourCounts {
            weekday: part(hour_of_week / 24)?,
            hour: part(hour_of_week % 24)?,
            counts: counts(row, 1)?,
        })
    })
}

/// The counts of every account that is not archived, with its next booking: the first active one of a slot later than ?1, ?2.
pub(super) const SUMMARIES: &str = "SELECT accounts.id, coalesce(pending, 0), coalesce(confirmed, 0), coalesce(failed, 0), \
     coalesce(cancelled, 0), next.id, next.booking_date, next.time_slot \
     FROM accounts LEFT JOIN account_totals ON account_totals.account_id = accounts.id \
     LEFT JOIN bookings AS next ON next.id = ( \
       SELECT id FROM bookings WHERE account_id = accounts.id AND status IN ('pending', 'confirmed') \
         AND (booking_date, time_slot) > (?1, ?2) ORDER BY booking_date, time_slot LIMIT 1) \
     WHERE archived_at IS NULL ORDER BY netid_folded";

/// Counts the bookings of every account and finds its next one, by netid.
pub(crate) fn summaries(
    connection: &Connection,
    (date, time): LocalSlot,
    calendar: &Calendar,
) -> Result<Vec<AccountSummary>, Error> {
    let mut statement = connection.prepare_cached(SUMMARIES)?;
    let rows = statement.query_map([date.to_string(), time.to_string()], |row| {
        let counts = counts(row, 1)?;
        Ok(AccountSummary {
            account_id: number(row, 0)?,
            counts,
            success_rate: counts.success_rate(),
            next_booking: next_booking(row, calendar)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn next_booking(row: &Row<'_>, calendar: &Calendar) -> rusqlite::Result<Option<NextBooking>> {
    let (Some(booking_date), Some(time_slot)) = (optional_word(row, 6)?, optional_word(row, 7)?) else {
        return Ok(None);
    };
    let starts_at = calendar.starts_at(booking_date, time_slot);
    Ok(Some(NextBooking { id: number(row, 5)?, booking_date, time_slot, starts_at }))
}

/// Groups the hourly totals for all accounts. For one account it counts the bookings in the account's range of the index.
fn grouped<T>(
    connection: &Connection,
    account_id: Option<AccountId>,
    dates: DateRange,
    group: &str,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, Error> {
    let source = match account_id {
        None => {
            "SELECT booking_date, hour, pending, confirmed, failed, cancelled FROM hourly_totals WHERE :account_id IS NULL"
        }
        Some(_) => {
            "SELECT booking_date, CAST(substr(time_slot, 1, 2) AS INTEGER) AS hour, status = 'pending' AS pending, \
                    status = 'confirmed' AS confirmed, status = 'failed' AS failed, status = 'cancelled' AS cancelled \
             FROM bookings WHERE account_id = :account_id"
        }
    };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {group} AS part, sum(pending), sum(confirmed), sum(failed), sum(cancelled) \
         FROM ({source} AND booking_date BETWEEN :date_from AND :date_to) GROUP BY part ORDER BY part"
    ))?;
    let rows = statement.query_map(
        named_params! {
            ":account_id": account_id.map(AccountId::get),
            ":date_from": dates.from().map_or_else(|| "0000-01-01".to_owned(), text),
            ":date_to": dates.to().map_or_else(|| "9999-12-31".to_owned(), text),
        },
        read,
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn text(date: BookingDate) -> String {
    date.to_string()
}

fn counts(row: &Row<'_>, first: usize) -> rusqlite::Result<StatusCounts> {
    // Up to u32, which no real count exceeds, sums and products of counts cannot overflow.
    let count = |index| row.get(index).map(|count: u32| i64::from(count));
    Ok(StatusCounts {
        pending: count(first)?,
        confirmed: count(first + 1)?,
        failed: count(first + 2)?,
        cancelled: count(first + 3)?,
    })
}
