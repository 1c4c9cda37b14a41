//! Every list is read in the order of an index, from the place where it begins: nothing is sorted, nothing is skipped.

use rusqlite::params_from_iter;

use super::{Selection, listed, upcoming};
use crate::query::{BookingFilter, BookingQuery, Cursor, DateRange, ListOrder, UpcomingQuery};
use crate::store::query_plan::query_plan;

fn parsed<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn plan(selection: Selection) -> String {
    let (sql, values) = selection.limited(50).unwrap();
    query_plan(&sql, params_from_iter(&values))
}

/// The plan of a list as it is, and of its second page in both directions.
fn list_plans(filter: &BookingFilter) -> [String; 3] {
    let after = Some(parsed("2026-11-22_09:00:00_7"));
    let of = |order, after| plan(listed(&BookingQuery { filter: filter.clone(), order, after }));
    [of(ListOrder::Ascending, None), of(ListOrder::Ascending, after), of(ListOrder::Descending, after)]
}

fn upcoming_plan(account: Option<i64>, after: Option<Cursor>) -> String {
    let query = UpcomingQuery { account_id: account.map(|id| id.try_into().unwrap()), after };
    plan(upcoming(&query, (parsed("2026-11-22"), parsed("09:30"))))
}

fn account() -> BookingFilter {
    BookingFilter { account_id: Some(1.try_into().unwrap()), ..BookingFilter::default() }
}

fn days() -> DateRange {
    DateRange::new(Some(parsed("2026-11-01")), Some(parsed("2026-11-30"))).unwrap()
}

/// The plan of a list of all four statuses, each read as this says.
fn merged(side: &str) -> String {
    let pair = format!("MERGE (UNION ALL); LEFT; {side}; RIGHT; {side}");
    format!("MERGE (UNION ALL); LEFT; {pair}; RIGHT; {pair}")
}

#[test]
fn the_whole_list_is_read_by_status_and_merged() {
    let expected = [
        "SEARCH bookings USING INDEX bookings_by_status (status=?)",
        "SEARCH bookings USING INDEX bookings_by_status (status=? AND (booking_date,time_slot)>(?,?))",
        "SEARCH bookings USING INDEX bookings_by_status (status=? AND (booking_date,time_slot)<(?,?))",
    ]
    .map(merged);
    assert_eq!(list_plans(&BookingFilter::default()), expected);
    assert_eq!(list_plans(&BookingFilter { location: Some(parsed("X1")), ..BookingFilter::default() }), expected);
}

#[test]
fn a_list_of_one_day_or_several_reads_only_those_and_not_the_pages_before() {
    let expected = [
        "SEARCH bookings USING INDEX bookings_by_status (status=? AND booking_date>? AND booking_date<?)",
        "SEARCH bookings USING INDEX bookings_by_status (status=? AND (booking_date,time_slot)>(?,?) AND booking_date<?)",
        "SEARCH bookings USING INDEX bookings_by_status (status=? AND booking_date>? AND (booking_date,time_slot)<(?,?))",
    ]
    .map(merged);
    assert_eq!(list_plans(&BookingFilter { date: Some(parsed("2026-11-22")), ..BookingFilter::default() }), expected);
    assert_eq!(list_plans(&BookingFilter { dates: days(), ..BookingFilter::default() }), expected);
}

#[test]
fn a_list_of_one_status_is_read_by_status_and_date() {
    let filter = BookingFilter { status: Some(parsed("pending")), ..BookingFilter::default() };
    assert_eq!(
        list_plans(&filter),
        [
            "SEARCH bookings USING INDEX bookings_by_status (status=?)",
            "SEARCH bookings USING INDEX bookings_by_status (status=? AND (booking_date,time_slot)>(?,?))",
            "SEARCH bookings USING INDEX bookings_by_status (status=? AND (booking_date,time_slot)<(?,?))",
        ]
    );
    assert_eq!(
        list_plans(&BookingFilter { dates: days(), ..filter }),
        [
            "SEARCH bookings USING INDEX bookings_by_status (status=? AND booking_date>? AND booking_date<?)",
            "SEARCH bookings USING INDEX bookings_by_status (status=? AND (booking_date,time_slot)>(?,?) AND booking_date<?)",
            "SEARCH bookings USING INDEX bookings_by_status (status=? AND booking_date>? AND (booking_date,time_slot)<(?,?))",
        ]
    );
}

#[test]
fn an_accounts_list_is_read_from_its_index_alone() {
    let expected = [
        "SEARCH bookings USING COVERING INDEX bookings_by_account (account_id=?)",
        "SEARCH bookings USING COVERING INDEX bookings_by_account (account_id=? AND (booking_date,time_slot)>(?,?))",
        "SEARCH bookings USING COVERING INDEX bookings_by_account (account_id=? AND (booking_date,time_slot)<(?,?))",
    ];
    assert_eq!(list_plans(&account()), expected);
    assert_eq!(list_plans(&BookingFilter { status: Some(parsed("failed")), ..account() }), expected);
    assert_eq!(list_plans(&BookingFilter { location: Some(parsed("X3")), ..account() }), expected);
}

#[test]
fn what_is_to_come_is_read_by_status_and_merged() {
    let side = "SEARCH bookings USING INDEX bookings_by_status (status=? AND (booking_date,time_slot)>(?,?))";
    let expected = format!("MERGE (UNION ALL); LEFT; {side}; RIGHT; {side}");
    assert_eq!(upcoming_plan(None, None), expected);
    assert_eq!(upcoming_plan(None, Some(parsed("2026-11-23_09:30:00_3"))), expected);
}

#[test]
fn what_is_to_come_for_an_account_is_read_from_its_index_alone() {
    let expected =
        "SEARCH bookings USING COVERING INDEX bookings_by_account (account_id=? AND (booking_date,time_slot)>(?,?))";
    assert_eq!(upcoming_plan(Some(1), None), expected);
    assert_eq!(upcoming_plan(Some(1), Some(parsed("2026-11-23_09:30:00_3"))), expected);
}
