//! Checks that no query reads or sorts a whole table that grows with the bookings.

use std::path::Path;

use rusqlite::{Connection, Params, params_from_iter};

use super::{accounts, booking_list, booking_search, bookings, schedule, schema, totals};
use crate::query::{BookingFilter, BookingQuery, DateRange, ListOrder, UpcomingQuery};
use crate::search::{SearchOrder, SearchQuery};
use crate::status::Status;

fn parsed<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn assert_indexed(connection: &Connection, sql: &str, values: impl Params) {
    let mut explained = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let steps: Vec<String> =
        explained.query_map(values, |row| row.get::<_, String>(3)).unwrap().map(Result::unwrap).collect();
    for step in &steps {
        let tables = ["bookings", "booking_logs", "schedule", "attempts"];
        // The order of changes is an index of its own, of which a page is read.
        let reads_all = tables.iter().any(|table| step.starts_with(&format!("SCAN {table}")))
            && !step.ends_with("bookings_by_change");
        assert!(!reads_all && !step.contains("TEMP B-TREE"), "{sql}: {steps:?}");
    }
}

fn filters() -> impl Iterator<Item = BookingFilter> {
    let days = DateRange::new(Some(parsed("2026-11-01")), Some(parsed("2026-11-30"))).unwrap();
    let mut filters = Vec::new();
    for account_id in [None, Some(1.try_into().unwrap())] {
        for status in [None, Some(Status::Failed)] {
            for dates in [DateRange::default(), days] {
                for location in [None, Some(parsed("X1"))] {
                    filters.push(BookingFilter { account_id, date: None, dates, status, location });
                }
            }
        }
    }
    filters.into_iter()
}

#[test]
fn every_query_uses_an_index() {
    let mut connection = Connection::open_in_memory().unwrap();
    schema::migrate(&mut connection, Path::new(":memory:")).unwrap();
    let after = Some(parsed("2026-11-22_09:00:00_7"));
    for filter in filters() {
        for (order, after) in
            [(ListOrder::Ascending, None), (ListOrder::Ascending, after), (ListOrder::Descending, after)]
        {
            let query = BookingQuery { filter: filter.clone(), order, after };
            let (sql, values) = booking_list::listed(&query).limited(50).unwrap();
            assert_indexed(&connection, &sql, params_from_iter(&values));
        }
    }
    for account_id in [None, Some(1.try_into().unwrap())] {
        let started = (parsed("2026-11-22"), parsed("09:30"));
        let (sql, values) = booking_list::upcoming(&UpcomingQuery { account_id, after }, started).limited(50).unwrap();
        assert_indexed(&connection, &sql, params_from_iter(&values));
    }
    let limit = 50.try_into().unwrap();
    let search = SearchQuery::new(BookingFilter::default(), None, SearchOrder::Changed, None, limit).unwrap();
    let (sql, values) = booking_search::page(&search, 50).unwrap();
    assert_indexed(&connection, &sql, params_from_iter(&values));
    assert_indexed(&connection, totals::SUMMARIES, ("2026-11-22", "09:30:00"));
    assert_indexed(&connection, &bookings::conflict_sql(), (1, "2026-11-22", "10:00:00"));
    assert_indexed(&connection, &accounts::list_sql(), [Some(true)]);
    assert_indexed(&connection, totals::OVERALL, []);
    assert_indexed(&connection, schedule::NEXT, [1]);
    assert_indexed(&connection, schedule::DUE, [1, 50]);
    assert_indexed(&connection, schedule::WAITING, [1, 50]);
    assert_indexed(&connection, schedule::GIVING_BACK, (1, "2026-11-22", "10:00:00", "X1", 7));
}
