//! Pages of bookings.

use rusqlite::{Connection, Row, ToSql};

use super::bookings::{ACTIVE, COLUMNS, TABLES, from_row};
use crate::Error;
use crate::booking::Booking;
use crate::facility::Calendar;
use crate::facility_clock::LocalSlot;
use crate::ids::AccountId;
use crate::query::{BookingFilter, BookingQuery, Cursor, ListOrder, UpcomingQuery};
use crate::slot::{BookingDate, Location};
use crate::status::Status;

/// An SQL query for bookings and the values of its parameters.
pub(super) struct Selection {
    sql: String,
    values: Vec<Box<dyn ToSql>>,
    order: ListOrder,
}

impl Selection {
    fn new(condition: &str, order: ListOrder) -> Self {
        Self { sql: format!("SELECT {COLUMNS} FROM {TABLES} WHERE {condition}"), values: Vec::new(), order }
    }

    /// Merges one query for each status. For several statuses in one query SQLite would read and sort all rows.
    fn merged(order: ListOrder, statuses: &[Status], of: impl Fn(Status) -> Self) -> Self {
        let parts: Vec<Self> = statuses.iter().map(|status| of(*status)).collect();
        let sql: Vec<&str> = parts.iter().map(|part| part.sql.as_str()).collect();
        Self { sql: sql.join(" UNION ALL "), values: parts.into_iter().flat_map(|part| part.values).collect(), order }
    }

    fn and(&mut self, condition: &str, value: Option<impl ToSql + 'static>) {
        if let Some(value) = value {
            self.sql.push_str(" AND ");
            self.sql.push_str(condition);
            self.values.push(Box::new(value));
        }
    }

    /// Restricts the list to rows after `cursor`.
    fn and_after(&mut self, cursor: Option<Cursor>) {
        let Some(Cursor { date, time, id }) = cursor else { return };
        self.sql.push_str(match self.order {
            ListOrder::Ascending => " AND (booking_date, time_slot, id) > (?, ?, ?)",
            ListOrder::Descending => " AND (booking_date, time_slot, id) < (?, ?, ?)",
        });
        self.values.push(Box::new(date.to_string()));
        self.values.push(Box::new(time.to_string()));
        self.values.push(Box::new(id.get()));
    }

    fn and_later_than(&mut self, (date, time): LocalSlot) {
        self.sql.push_str(" AND (booking_date, time_slot) > (?, ?)");
        self.values.push(Box::new(date.to_string()));
        self.values.push(Box::new(time.to_string()));
    }

    /// Returns the SQL and its values. It reads one row more than `limit` to know whether there is another page.
    pub(super) fn limited(mut self, limit: usize) -> Result<(String, Vec<Box<dyn ToSql>>), Error> {
        self.sql.push_str(match self.order {
            ListOrder::Ascending => " ORDER BY booking_date, time_slot, id LIMIT ?",
            ListOrder::Descending => " ORDER BY booking_date DESC, time_slot DESC, id DESC LIMIT ?",
        });
        self.values.push(Box::new(i64::try_from(limit).map_err(Error::internal)?.saturating_add(1)));
        Ok((self.sql, self.values))
    }
}

/// Passes up to `limit` bookings to `each`. Returns the cursor of the next page, if any.
pub(crate) fn select(
    connection: &Connection,
    query: &BookingQuery,
    calendar: &Calendar,
    limit: usize,
    each: &mut dyn FnMut(&Booking<&str>),
) -> Result<Option<Cursor>, Error> {
    run(connection, listed(query), calendar, limit, each)
}

/// Lists the active bookings of slots later than `latest_started`, soonest first, as [`select`] does.
pub(crate) fn select_upcoming(
    connection: &Connection,
    query: &UpcomingQuery,
    latest_started: LocalSlot,
    calendar: &Calendar,
    limit: usize,
    each: &mut dyn FnMut(&Booking<&str>),
) -> Result<Option<Cursor>, Error> {
    run(connection, upcoming(query, latest_started), calendar, limit, each)
}

pub(super) fn listed(query: &BookingQuery) -> Selection {
    match query.filter {
        BookingFilter { account_id: None, status: None, .. } => {
            Selection::merged(query.order, &Status::ALL, |one| listed_of(query, Some(one)))
        }
        BookingFilter { status, .. } => listed_of(query, status),
    }
}

fn listed_of(query: &BookingQuery, status: Option<Status>) -> Selection {
    let BookingFilter { account_id, date, dates, location, .. } = &query.filter;
    let mut selection = Selection::new("TRUE", query.order);
    selection.and("account_id = ?", account_id.map(AccountId::get));
    selection.and("status = ?", status.map(Status::as_str));
    selection.and("location = ?", location.map(Location::as_str));
    // SQLite seeks to one bound and reads on to the other. A date bound that the cursor has passed is omitted, because SQLite
    // might seek to it and read all earlier pages again.
    let passed = |day: &BookingDate| {
        query.after.is_some_and(|cursor| match query.order {
            ListOrder::Ascending => cursor.date >= *day,
            ListOrder::Descending => cursor.date <= *day,
        })
    };
    let first = [*date, dates.from()].into_iter().flatten().max();
    let last = [*date, dates.to()].into_iter().flatten().min();
    let (first, last) = match query.order {
        ListOrder::Ascending => (first.filter(|day| !passed(day)), last),
        ListOrder::Descending => (first, last.filter(|day| !passed(day))),
    };
    selection.and("booking_date >= ?", first.map(|day| day.to_string()));
    selection.and("booking_date <= ?", last.map(|day| day.to_string()));
    selection.and_after(query.after);
    selection
}

pub(super) fn upcoming(query: &UpcomingQuery, latest_started: LocalSlot) -> Selection {
    let part = |condition: &str, status: Option<Status>| {
        let mut selection = Selection::new(condition, ListOrder::Ascending);
        selection.and("account_id = ?", query.account_id.map(AccountId::get));
        selection.and("status = ?", status.map(Status::as_str));
        match query.after.filter(|cursor| (cursor.date, cursor.time) > latest_started) {
            Some(cursor) => selection.and_after(Some(cursor)),
            None => selection.and_later_than(latest_started),
        }
        selection
    };
    if query.account_id.is_some() {
        return part(ACTIVE, None);
    }
    let active: Vec<Status> = Status::ALL.into_iter().filter(|status| status.is_active()).collect();
    Selection::merged(ListOrder::Ascending, &active, |one| part("TRUE", Some(one)))
}

fn run(
    connection: &Connection,
    selection: Selection,
    calendar: &Calendar,
    limit: usize,
    each: &mut dyn FnMut(&Booking<&str>),
) -> Result<Option<Cursor>, Error> {
    let (sql, values) = selection.limited(limit)?;
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(rusqlite::params_from_iter(&values))?;
    let mut last = None;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        if count == limit {
            return Ok(last);
        }
        last = Some(pass(row, calendar, each)?);
        count += 1;
    }
    Ok(None)
}

fn pass(row: &Row<'_>, calendar: &Calendar, each: &mut dyn FnMut(&Booking<&str>)) -> rusqlite::Result<Cursor> {
    let booking = from_row(row, calendar)?;
    each(&booking);
    Ok(Cursor { date: booking.booking_date, time: booking.time_slot, id: booking.id })
}
