//! Checks that no query reads or sorts a whole table that grows with the bookings.

use std::path::Path;

use rusqlite::{Connection, Params, params_from_iter};

use super::{
    accounts, attempts, booking_list, booking_search, bookings, calendar_links, notice_deliveries, schedule, schema,
    totals,
};
use crate::gateway::Outcome;
use crate::query::{AttemptQuery, BookingFilter, BookingQuery, DateRange, ListOrder, UpcomingQuery};
use crate::search::{SearchOrder, SearchQuery};
use crate::status::Status;

fn parsed<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn explained(connection: &Connection, sql: &str, values: impl Params) -> Vec<String> {
    let mut explained = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    explained.query_map(values, |row| row.get::<_, String>(3)).unwrap().map(Result::unwrap).collect()
}

fn assert_indexed(connection: &Connection, sql: &str, values: impl Params) {
    let steps = explained(connection, sql, values);
    for step in &steps {
        let tables = ["bookings", "booking_logs", "schedule", "attempts", "notices", "notice_deliveries"];
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

/// Every combination of filters but the plan's, whose few attempts are sorted.
fn attempt_queries() -> impl Iterator<Item = AttemptQuery> {
    (0..16).map(|bits| AttemptQuery {
        booking_id: (bits & 1 != 0).then(|| 1.try_into().unwrap()),
        account_id: (bits & 2 != 0).then(|| 1.try_into().unwrap()),
        plan_id: None,
        outcome: (bits & 4 != 0).then_some(Outcome::Full),
        after: (bits & 8 != 0).then(|| parsed("7")),
        limit: 50.try_into().unwrap(),
    })
}

#[test]
fn a_calendar_reads_the_bookings_of_its_account() {
    let mut connection = Connection::open_in_memory().unwrap();
    schema::migrate(&mut connection, Path::new(":memory:")).unwrap();
    assert_indexed(&connection, &calendar_links::entries_sql(), (1, "2026-11-01"));
}

#[test]
fn attempts_are_listed_by_the_index_of_a_filter() {
    let mut connection = Connection::open_in_memory().unwrap();
    schema::migrate(&mut connection, Path::new(":memory:")).unwrap();
    // All attempts are read in the order of the table, up to the limit.
    let is_filtered =
        |query: &AttemptQuery| query.booking_id.is_some() || query.account_id.is_some() || query.outcome.is_some();
    for query in attempt_queries().filter(is_filtered) {
        let (sql, values) = attempts::list_sql(&query);
        assert_indexed(&connection, &sql, params_from_iter(values));
    }
}

#[test]
fn a_plans_attempts_are_found_by_its_bookings() {
    let mut connection = Connection::open_in_memory().unwrap();
    schema::migrate(&mut connection, Path::new(":memory:")).unwrap();
    for query in attempt_queries() {
        let (sql, values) = attempts::list_sql(&AttemptQuery { plan_id: Some(1.try_into().unwrap()), ..query });
        let steps = explained(&connection, &sql, params_from_iter(values));
        assert!(steps.iter().any(|step| step.contains("attempts_by_booking (booking_id=?")), "{sql}: {steps:?}");
    }
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
    assert_indexed(&connection, notice_deliveries::DUE, ("webhook", 1, 50));
    assert_indexed(&connection, bookings::NEXT_PENDING, ("2026-11-22", "10:00:00"));
    let between = ("X1", "2026-11-22", "10:00:00", "2026-11-22", "11:00:00");
    assert_indexed(&connection, bookings::PENDING_BETWEEN, between);
    assert_indexed(&connection, schedule::NEXT, [1]);
    assert_indexed(&connection, schedule::DUE, [1, 50]);
    assert_indexed(&connection, schedule::WAITING, [1, 50]);
    assert_indexed(&connection, schedule::GIVING_BACK, (1, "2026-11-22", "10:00:00", "X1", 7));
}
