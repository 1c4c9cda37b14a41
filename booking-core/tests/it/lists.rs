//! Lists of bookings: filters, order and pages.

use booking_core::booking::{Booking, NewBookings};
use booking_core::ids::AccountId;
use booking_core::query::{BookingFilter, BookingQuery, DateRange, ListOrder};
use booking_core::slot::{Location, Place, SubLocation};
use booking_core::status::Status;

use crate::support::{ALL, Fixture, all, kept, parsed, slots};

/// Six bookings, created in another order than the list's.
fn fixture_with_six() -> Fixture {
    let fixture = Fixture::new();
    let (one, two) = (fixture.account("one"), fixture.account("two"));
    let hall = |account, date, times: &[&str]| NewBookings {
        place: Place::new(Location::X1, Some(SubLocation::A)).unwrap(),
        ..slots(account, date, times)
    };
    fixture.book(slots(&one, "2026-11-25", &["18:00", "09:00"]));
    fixture.book(hall(&two, "2026-11-23", &["10:00"]));
    fixture.book(hall(&one, "2026-11-24", &["10:00"]));
    fixture.book(slots(&two, "2026-11-25", &["09:00"]));
    fixture.book(slots(&one, "2026-11-23", &["10:00"]));
    fixture.set(parsed_id(2), Status::Confirmed);
    fixture.set(parsed_id(4), Status::Failed);
    fixture.set(parsed_id(6), Status::Cancelled);
    fixture
}

fn parsed_id<T: TryFrom<i64, Error: std::fmt::Debug>>(id: i64) -> T {
    id.try_into().unwrap()
}

fn ids(bookings: &[Booking]) -> Vec<i64> {
    bookings.iter().map(|booking| booking.id.get()).collect()
}

fn between(from: Option<&str>, to: Option<&str>) -> BookingFilter {
    let dates = DateRange::new(from.map(parsed), to.map(parsed)).unwrap();
    BookingFilter { dates, ..BookingFilter::default() }
}

#[test]
fn the_list_is_in_order_of_date_time_and_id_in_both_directions() {
    let fixture = fixture_with_six();
    assert_eq!(ids(&fixture.list(&all(BookingFilter::default()))), [3, 6, 4, 2, 5, 1]);
    let latest_first = BookingQuery { order: ListOrder::Descending, ..all(BookingFilter::default()) };
    assert_eq!(ids(&fixture.list(&latest_first)), [1, 5, 2, 4, 6, 3]);
}

#[test]
fn a_listed_booking_equals_the_stored_one() {
    let fixture = fixture_with_six();
    for booking in fixture.list(&all(BookingFilter::default())) {
        assert_eq!(fixture.get_booking(booking.id).unwrap(), booking);
    }
}

#[test]
fn each_filter_narrows_the_list() {
    let fixture = fixture_with_six();
    let none = BookingFilter::default();
    let found = |filter| ids(&fixture.list(&all(filter)));
    assert_eq!(found(BookingFilter { account_id: Some(parsed_id(2)), ..none.clone() }), [3, 5]);
    assert_eq!(found(BookingFilter { date: Some(parsed("2026-11-25")), ..none.clone() }), [2, 5, 1]);
    assert_eq!(found(BookingFilter { status: Some(Status::Failed), ..none.clone() }), [4]);
    assert_eq!(found(BookingFilter { status: Some(Status::Pending), ..none.clone() }), [3, 5, 1]);
    assert_eq!(found(BookingFilter { location: Some(Location::X1), ..none.clone() }), [3, 4]);
    assert_eq!(found(BookingFilter { location: Some(Location::X3), ..none }), [0; 0]);
}

#[test]
fn both_ends_of_a_range_are_included() {
    let fixture = fixture_with_six();
    let found = |filter| ids(&fixture.list(&all(filter)));
    assert_eq!(found(between(Some("2026-11-24"), None)), [4, 2, 5, 1]);
    assert_eq!(found(between(None, Some("2026-11-24"))), [3, 6, 4]);
    assert_eq!(found(between(Some("2026-11-24"), Some("2026-11-24"))), [4]);
}

#[test]
fn filters_combine_with_and() {
    let fixture = fixture_with_six();
    let found = |filter| ids(&fixture.list(&all(filter)));
    let one = BookingFilter { account_id: Some(parsed_id(1)), ..BookingFilter::default() };
    assert_eq!(found(BookingFilter { date: Some(parsed("2026-11-25")), ..one.clone() }), [2, 1]);
    assert_eq!(found(BookingFilter { location: Some(Location::X1), status: Some(Status::Failed), ..one.clone() }), [4]);
    assert_eq!(found(BookingFilter { location: Some(Location::X1), status: Some(Status::Pending), ..one }), [0; 0]);
    let outside = BookingFilter { date: Some(parsed("2026-11-23")), ..between(Some("2026-11-24"), None) };
    assert_eq!(found(outside), [0; 0]);
    let inside = BookingFilter { date: Some(parsed("2026-11-25")), ..between(Some("2026-11-24"), Some("2026-11-30")) };
    assert_eq!(found(inside), [2, 5, 1]);
}

#[test]
fn get_account_bookings_ignores_the_account_of_the_filter() {
    let fixture = fixture_with_six();
    let (one, two): (AccountId, AccountId) = (parsed_id(1), parsed_id(2));
    let filter = BookingFilter { account_id: Some(one), ..BookingFilter::default() };
    let mut found = Vec::new();
    let next = fixture.get_account_bookings(two, &all(filter), ALL, &mut |row| found.push(kept(row))).unwrap();
    assert_eq!((ids(&found), next), (vec![3, 5], None));
}

#[test]
fn a_range_that_ends_before_it_begins_is_refused() {
    let error = DateRange::new(Some(parsed("2026-11-24")), Some(parsed("2026-11-23"))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "\"2026-11-23\" is before date_from \"2026-11-24\": use the same day or a later one."
    );
}

#[test]
fn a_cursor_from_outside_the_range_does_not_widen_it() {
    let fixture = fixture_with_six();
    let found = |order, after| {
        let query =
            BookingQuery { order, after: Some(parsed(after)), ..all(between(Some("2026-11-24"), Some("2026-11-24"))) };
        ids(&fixture.list(&query))
    };
    assert_eq!(found(ListOrder::Ascending, "2026-11-01_10:00:00_1"), [4]);
    assert_eq!(found(ListOrder::Descending, "2026-11-30_10:00:00_1"), [4]);
    assert_eq!(found(ListOrder::Ascending, "2026-11-30_10:00:00_1"), [0; 0]);
    assert_eq!(found(ListOrder::Descending, "2026-11-01_10:00:00_1"), [0; 0]);
}

#[test]
fn the_last_page_has_no_cursor_even_when_it_is_full() {
    let fixture = fixture_with_six();
    let mut shown = 0;
    let mut page = |limit| fixture.get_bookings(&all(BookingFilter::default()), limit, &mut |_| shown += 1).unwrap();
    assert!(page(5).is_some());
    assert!(page(6).is_none());
    assert!(page(7).is_none());
    assert_eq!(shown, 17);
}
