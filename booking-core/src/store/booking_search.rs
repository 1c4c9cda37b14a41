//! Searches of bookings. A condition that no index holds is checked row by row.

use rusqlite::{Connection, ToSql, params_from_iter};

use super::bookings::{COLUMNS, TABLES, from_row};
use crate::Error;
use crate::booking::Booking;
use crate::facility::Calendar;
use crate::ids::AccountId;
use crate::query::Cursor;
use crate::search::{SearchCursor, SearchOrder, SearchPage, SearchQuery};
use crate::slot::Location;
use crate::status::Status;

/// SQL with the values of its parameters.
#[derive(Default)]
struct Condition {
    sql: String,
    values: Vec<Box<dyn ToSql>>,
}

impl Condition {
    fn of(query: &SearchQuery) -> Self {
        let filter = query.filter();
        let mut condition = Self { sql: "TRUE".to_owned(), values: Vec::new() };
        condition.and("account_id = ?", filter.account_id.map(AccountId::get));
        condition.and("status = ?", filter.status.map(Status::as_str));
        condition.and("location = ?", filter.location.map(Location::as_str));
        condition.and("booking_date = ?", filter.date.map(|day| day.to_string()));
        condition.and("booking_date >= ?", filter.dates.from().map(|day| day.to_string()));
        condition.and("booking_date <= ?", filter.dates.to().map(|day| day.to_string()));
        if let Some(text) = query.text() {
            let text = text.folded();
            condition.and("(instr(lower(booking_reference), ?) > 0", Some(text.clone()));
            condition.sql.push_str(" OR account_id IN (SELECT id FROM accounts WHERE instr(netid_folded, ?) > 0))");
            condition.values.push(Box::new(text));
        }
        condition
    }

    fn and(&mut self, condition: &str, value: Option<impl ToSql + 'static>) {
        if let Some(value) = value {
            self.sql.push_str(" AND ");
            self.sql.push_str(condition);
            self.values.push(Box::new(value));
        }
    }

    fn and_after(&mut self, cursor: Option<SearchCursor>) {
        match cursor {
            None => {}
            Some(SearchCursor::Changed(at, id)) => {
                self.sql.push_str(" AND (updated_at, id) < (?, ?)");
                self.values.push(Box::new(at.as_millis()));
                self.values.push(Box::new(id.get()));
            }
            Some(SearchCursor::Latest(Cursor { date, time, id })) => {
                self.sql.push_str(" AND (booking_date, time_slot, id) < (?, ?, ?)");
                self.values.push(Box::new(date.to_string()));
                self.values.push(Box::new(time.to_string()));
                self.values.push(Box::new(id.get()));
            }
        }
    }
}

pub(crate) fn select(connection: &Connection, query: &SearchQuery, calendar: &Calendar) -> Result<SearchPage, Error> {
    let total = count(connection, query)?;
    let limit = usize::try_from(query.limit().get()).map_err(Error::internal)?;
    let (sql, values) = page(query, limit)?;
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(&values), |row| from_row(row, calendar))?;
    let mut bookings: Vec<Booking> = rows.collect::<Result<_, _>>()?;
    let has_more = bookings.len() > limit;
    bookings.truncate(limit);
    let next = bookings.last().filter(|_| has_more).map(|last| SearchCursor::after(last, query.order()));
    Ok(SearchPage { bookings, total, next })
}

fn count(connection: &Connection, query: &SearchQuery) -> Result<u64, Error> {
    let Condition { sql, values } = Condition::of(query);
    let mut statement = connection.prepare_cached(&format!("SELECT count(*) FROM bookings WHERE {sql}"))?;
    let total: i64 = statement.query_row(params_from_iter(&values), |row| row.get(0))?;
    u64::try_from(total).map_err(Error::internal)
}

/// The SQL of a page. It reads one row more than the limit to know whether there is another page.
pub(super) fn page(query: &SearchQuery, limit: usize) -> Result<(String, Vec<Box<dyn ToSql>>), Error> {
    let mut condition = Condition::of(query);
    condition.and_after(query.after());
    let order = match query.order() {
        SearchOrder::Changed => "updated_at DESC, id DESC",
        SearchOrder::Latest => "booking_date DESC, time_slot DESC, id DESC",
    };
    let Condition { sql, mut values } = condition;
    values.push(Box::new(i64::try_from(limit).map_err(Error::internal)?.saturating_add(1)));
    // `id` is that of `bookings`: the other table has none.
    Ok((format!("SELECT {COLUMNS} FROM {TABLES} WHERE {sql} ORDER BY {order} LIMIT ?"), values))
}
