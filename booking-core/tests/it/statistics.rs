//! Examples of statistics. `properties/totals.rs` tests them for any bookings.

use booking_core::query::DateRange;
use booking_core::statistics::{BookingStatistics, GroupBy, StatisticsQuery, StatusCounts};
use booking_core::status::Status;
use serde_json::{Value, json};

use crate::support::{Fixture, parsed, slots};

/// Five bookings of one account and one of another, around New Year.
fn fixture_with_six() -> Fixture {
    let fixture = Fixture::new();
    let (one, two) = (fixture.account("one"), fixture.account("two"));
    let sunday = fixture.book(slots(&one, "2026-12-27", &["08:00", "08:30", "21:59:59"]));
    fixture.booked(&one, "2026-12-28", "08:00");
    let new_year = fixture.booked(&one, "2027-01-01", "08:00");
    fixture.booked(&two, "2027-01-03", "08:45");
    fixture.set(sunday[0].id, Status::Confirmed);
    fixture.set(sunday[1].id, Status::Confirmed);
    fixture.set(sunday[2].id, Status::Failed);
    fixture.set(new_year.id, Status::Cancelled);
    fixture
}

fn statistics(fixture: &Fixture, query: &StatisticsQuery) -> Value {
    serde_json::to_value(fixture.get_booking_statistics(query).unwrap()).unwrap()
}

#[test]
fn an_empty_database_has_a_rate_of_zero() {
    let fixture = Fixture::new();
    assert_eq!(
        statistics(&fixture, &StatisticsQuery::default()),
        json!({"total": 0, "pending": 0, "confirmed": 0, "failed": 0, "cancelled": 0, "success_rate": 0.0})
    );
    let group_by = vec![GroupBy::Day, GroupBy::Week, GroupBy::WeekdayHour];
    let BookingStatistics { by_day, by_week, by_weekday_hour, .. } =
        fixture.get_booking_statistics(&StatisticsQuery { group_by, ..StatisticsQuery::default() }).unwrap();
    assert_eq!((by_day, by_week, by_weekday_hour), (Some(vec![]), Some(vec![]), Some(vec![])));
}

#[test]
fn totals_are_for_all_accounts_or_one() {
    let fixture = fixture_with_six();
    assert_eq!(
        statistics(&fixture, &StatisticsQuery::default()),
        json!({"total": 6, "pending": 2, "confirmed": 2, "failed": 1, "cancelled": 1, "success_rate": 66.7})
    );
    let two = StatisticsQuery { account_id: Some(2.try_into().unwrap()), ..StatisticsQuery::default() };
    assert_eq!(
        statistics(&fixture, &two),
        json!({"total": 1, "pending": 1, "confirmed": 0, "failed": 0, "cancelled": 0, "success_rate": 0.0})
    );
}

#[test]
fn breakdowns_are_ordered_and_omit_empty_groups() {
    let fixture = fixture_with_six();
    let group_by = vec![GroupBy::Day, GroupBy::Week, GroupBy::WeekdayHour];
    let seen = statistics(&fixture, &StatisticsQuery { group_by, ..StatisticsQuery::default() });
    assert_eq!(
        seen["by_day"],
        json!([
            {"date": "2026-12-27", "pending": 0, "confirmed": 2, "failed": 1, "cancelled": 0},
            {"date": "2026-12-28", "pending": 1, "confirmed": 0, "failed": 0, "cancelled": 0},
            {"date": "2027-01-01", "pending": 0, "confirmed": 0, "failed": 0, "cancelled": 1},
            {"date": "2027-01-03", "pending": 1, "confirmed": 0, "failed": 0, "cancelled": 0},
        ])
    );
    assert_eq!(
        seen["by_week"],
        json!([
            {"week_start": "2026-12-21", "pending": 0, "confirmed": 2, "failed": 1, "cancelled": 0},
            {"week_start": "2026-12-28", "pending": 2, "confirmed": 0, "failed": 0, "cancelled": 1},
        ])
    );
    assert_eq!(
        seen["by_weekday_hour"],
        json!([
            {"weekday": 1, "hour": 8, "pending": 1, "confirmed": 0, "failed": 0, "cancelled": 0},
            {"weekday": 5, "hour": 8, "pending": 0, "confirmed": 0, "failed": 0, "cancelled": 1},
            {"weekday": 7, "hour": 8, "pending": 1, "confirmed": 2, "failed": 0, "cancelled": 0},
            {"weekday": 7, "hour": 21, "pending": 0, "confirmed": 0, "failed": 1, "cancelled": 0},
        ])
    );
}

#[test]
fn a_range_limits_totals_and_breakdowns() {
    let fixture = fixture_with_six();
    let dates = DateRange::new(Some(parsed("2026-12-28")), Some(parsed("2027-01-01"))).unwrap();
    for account_id in [None, Some(1.try_into().unwrap())] {
        assert_eq!(
            statistics(&fixture, &StatisticsQuery { account_id, dates, group_by: vec![GroupBy::Week] }),
            json!({
                "total": 2, "pending": 1, "confirmed": 0, "failed": 0, "cancelled": 1, "success_rate": 0.0,
                "by_week": [{"week_start": "2026-12-28", "pending": 1, "confirmed": 0, "failed": 0, "cancelled": 1}],
            })
        );
    }
}

#[test]
fn attempts_are_confirmed_and_failed_bookings() {
    let fixture = fixture_with_six();
    let stats = |id: i64| serde_json::to_value(fixture.get_account_stats(id.try_into().unwrap()).unwrap()).unwrap();
    assert_eq!(
        stats(1),
        json!({"total_bookings": 5, "confirmed_bookings": 2, "failed_bookings": 1, "total_attempts": 3, "success_rate": 66.7})
    );
    assert_eq!(
        stats(2),
        json!({"total_bookings": 1, "confirmed_bookings": 0, "failed_bookings": 0, "total_attempts": 0, "success_rate": 0.0})
    );
}

#[test]
fn a_rate_is_rounded_half_up_to_one_decimal() {
    for (confirmed, failed, rate) in [
        (0, 0, 0.0),
        (0, 3, 0.0),
        (3, 0, 100.0),
        (1, 1, 50.0),
        (1, 2, 33.3),
        (2, 1, 66.7),
        (1, 15, 6.3),
        (1, 799, 0.1),
        (1, 1_999, 0.1),
        (1, 2_000, 0.0),
        (1_999, 1, 100.0),
        (1_998, 2, 99.9),
    ] {
        let counts = StatusCounts { confirmed, failed, ..StatusCounts::default() };
        assert_eq!(counts.success_rate().to_string(), f64::to_string(&rate), "{confirmed} confirmed, {failed} failed");
    }
}
