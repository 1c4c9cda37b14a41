//! Lists of bookings, a run of rows at a time.

use rusqlite::{Connection, Row, ToSql};

use super::bookings::{COLUMNS, HOLDS_SLOT, from_row};
use crate::Error;
use crate::booking::Booking;
use crate::clock::LocalSlot;
use crate::ids::AccountId;
use crate::query::{BookingQuery, Cursor, ListOrder, UpcomingQuery};
use crate::slot::Location;
use crate::status::Status;

/// Conditions that combine with AND, and the values they compare with.
struct Conditions {
    sql: String,
    values: Vec<Box<dyn ToSql>>,
}

impl Conditions {
    fn new(first: &str) -> Self {
        Self { sql: first.to_owned(), values: Vec::new() }
    }

    fn and(&mut self, condition: &str, value: Option<impl ToSql + 'static>) {
        if let Some(value) = value {
            self.sql.push_str(" AND ");
            self.sql.push_str(condition);
            self.values.push(Box::new(value));
        }
    }

    /// Only what comes behind `cursor`.
    fn and_after(&mut self, cursor: Option<Cursor>, order: ListOrder) {
        let Some(Cursor { date, time, id }) = cursor else { return };
        self.sql.push_str(match order {
            ListOrder::Ascending => " AND (booking_date, time_slot, id) > (?, ?, ?)",
            ListOrder::Descending => " AND (booking_date, time_slot, id) < (?, ?, ?)",
        });
        self.values.push(Box::new(date.to_string()));
        self.values.push(Box::new(time.to_string()));
        self.values.push(Box::new(id.get()));
    }
}

/// Shows up to `limit` bookings to `each`, and returns the place to go on from where there are more.
pub(crate) fn select(
    connection: &Connection,
    query: &BookingQuery,
    limit: usize,
    each: &mut dyn FnMut(&Booking<&str>),
) -> Result<Option<Cursor>, Error> {
    let filter = &query.filter;
    let mut conditions = Conditions::new("TRUE");
    conditions.and("account_id = ?", filter.account_id.map(AccountId::get));
    conditions.and("booking_date = ?", filter.date.map(|date| date.to_string()));
    conditions.and("booking_date >= ?", filter.dates.from().map(|date| date.to_string()));
    conditions.and("booking_date <= ?", filter.dates.to().map(|date| date.to_string()));
    conditions.and("status = ?", filter.status.map(Status::as_str));
    conditions.and("location = ?", filter.location.map(Location::as_str));
    conditions.and_after(query.after, query.order);
    run(connection, conditions, query.order, limit, each)
}

/// As [`select`], of the bookings that hold a slot later than `last_begun`, soonest first.
pub(crate) fn select_upcoming(
    connection: &Connection,
    query: &UpcomingQuery,
    last_begun: LocalSlot,
    limit: usize,
    each: &mut dyn FnMut(&Booking<&str>),
) -> Result<Option<Cursor>, Error> {
    let (date, time) = last_begun;
    let mut conditions = Conditions::new(HOLDS_SLOT);
    conditions.and("account_id = ?", query.account_id.map(AccountId::get));
    conditions.sql.push_str(" AND (booking_date, time_slot) > (?, ?)");
    conditions.values.push(Box::new(date.to_string()));
    conditions.values.push(Box::new(time.to_string()));
    conditions.and_after(query.after, ListOrder::Ascending);
    run(connection, conditions, ListOrder::Ascending, limit, each)
}

fn run(
    connection: &Connection,
    mut conditions: Conditions,
    order: ListOrder,
    limit: usize,
    each: &mut dyn FnMut(&Booking<&str>),
) -> Result<Option<Cursor>, Error> {
    let sql = statement(&conditions.sql, order);
    // One row more than asked for tells whether there are more.
    conditions.values.push(Box::new(i64::try_from(limit).map_err(Error::internal)?.saturating_add(1)));
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(rusqlite::params_from_iter(&conditions.values))?;
    let mut last = None;
    let mut shown = 0;
    while let Some(row) = rows.next()? {
        if shown == limit {
            return Ok(last);
        }
        last = Some(show(row, each)?);
        shown += 1;
    }
    Ok(None)
}

fn show(row: &Row<'_>, each: &mut dyn FnMut(&Booking<&str>)) -> rusqlite::Result<Cursor> {
    let booking = from_row(row)?;
    each(&booking);
    Ok(Cursor { date: booking.booking_date, time: booking.time_slot, id: booking.id })
}

fn statement(conditions: &str, order: ListOrder) -> String {
    let by = match order {
        ListOrder::Ascending => "booking_date, time_slot, id",
        ListOrder::Descending => "booking_date DESC, time_slot DESC, id DESC",
    };
    format!("SELECT {COLUMNS} FROM bookings WHERE {conditions} ORDER BY {by} LIMIT ?")
}
