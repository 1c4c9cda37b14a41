//! The counters equal a count of the bookings after any operations.

use std::collections::BTreeMap;

use booking_core::booking::Booking;
use booking_core::query::{BookingFilter, DateRange};
use booking_core::statistics::{GroupBy, StatisticsQuery, StatusCounts};
use booking_core::status::Status;
use chrono::{Datelike as _, Days, NaiveDate, Timelike as _};
use proptest::prelude::*;
use proptest::sample::select;
use rusqlite::Connection;

use super::events::{DATES, Stage, event};
use crate::support::{all, parsed};

type Counts<K> = BTreeMap<K, StatusCounts>;

/// Counts the bookings by `key`.
fn counted<K: Ord>(bookings: &[Booking], key: impl Fn(&Booking) -> K) -> Counts<K> {
    let mut counts = Counts::new();
    for booking in bookings {
        let of_key: &mut StatusCounts = counts.entry(key(booking)).or_default();
        *match booking.status {
            Status::Pending => &mut of_key.pending,
            Status::Confirmed => &mut of_key.confirmed,
            Status::Failed => &mut of_key.failed,
            Status::Cancelled => &mut of_key.cancelled,
        } += 1;
    }
    counts
}

fn day(booking: &Booking) -> NaiveDate {
    booking.booking_date.to_string().parse().unwrap()
}

fn hour(booking: &Booking) -> u32 {
    booking.time_slot.to_string().parse::<chrono::NaiveTime>().unwrap().hour()
}

fn monday(booking: &Booking) -> NaiveDate {
    day(booking) - Days::new(day(booking).weekday().num_days_from_monday().into())
}

/// The rows of a counter table that are not all zero, by key.
fn kept_totals(shell: &Connection, table: &str, key: &str) -> Counts<String> {
    let sql = format!("SELECT {key}, pending, confirmed, failed, cancelled FROM {table}");
    let mut statement = shell.prepare(&sql).unwrap();
    let rows = statement.query_map([], |row| {
        let counts =
            StatusCounts { pending: row.get(1)?, confirmed: row.get(2)?, failed: row.get(3)?, cancelled: row.get(4)? };
        Ok((row.get(0)?, counts))
    });
    rows.unwrap().map(Result::unwrap).collect()
}

fn assert_totals(stage: &Stage, bookings: &[Booking]) -> Result<(), TestCaseError> {
    let shell = stage.fixture.shell();
    prop_assert_eq!(
        kept_totals(&shell, "account_totals", "CAST(account_id AS TEXT)"),
        counted(bookings, |booking| booking.account_id.to_string())
    );
    prop_assert_eq!(
        kept_totals(&shell, "hourly_totals", "booking_date || ' ' || hour"),
        counted(bookings, |booking| format!("{} {}", booking.booking_date, hour(booking)))
    );
    Ok(())
}

fn assert_statistics(stage: &Stage, query: &StatisticsQuery, bookings: &[Booking]) -> Result<(), TestCaseError> {
    let seen = stage.fixture.get_booking_statistics(query).unwrap();
    let whole = counted(bookings, |_| ()).remove(&()).unwrap_or_default();
    prop_assert_eq!((seen.total, seen.counts), (i64::try_from(bookings.len()).unwrap(), whole));
    prop_assert_eq!(seen.success_rate.to_string(), whole.success_rate().to_string());
    let by_day: Vec<_> = seen.by_day.unwrap().iter().map(|row| (row.date.to_string(), row.counts)).collect();
    prop_assert_eq!(by_day, texts(counted(bookings, day)));
    let by_week: Vec<_> = seen.by_week.unwrap().into_iter().map(|row| (row.week_start, row.counts)).collect();
    prop_assert_eq!(by_week, texts(counted(bookings, monday)));
    let by_hour: Vec<_> =
        seen.by_weekday_hour.unwrap().iter().map(|row| ((row.weekday.into(), row.hour.into()), row.counts)).collect();
    let expected = counted(bookings, |booking| (day(booking).weekday().number_from_monday(), hour(booking)));
    prop_assert_eq!(by_hour, Vec::from_iter(expected));
    Ok(())
}

fn texts(counts: Counts<NaiveDate>) -> Vec<(String, StatusCounts)> {
    counts.into_iter().map(|(date, counts)| (date.to_string(), counts)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn after_any_events_the_totals_are_what_counting_gives(
        events in prop::collection::vec(event(), 1..60),
        account in prop::option::of(0..2_usize),
        mut dates in [prop::option::of(select(&DATES[..])), prop::option::of(select(&DATES[..]))],
    ) {
        let mut stage = Stage::new();
        for event in &events {
            let _ = stage.play(event);
        }
        assert_totals(&stage, &stage.fixture.list(&all(BookingFilter::default())))?;

        if dates.iter().all(Option::is_some) {
            dates.sort_unstable();
        }
        let [from, to] = dates.map(|date| date.map(parsed));
        let dates = DateRange::new(from, to).unwrap();
        let account_id = account.map(|account| stage.accounts[account].id);
        let counted = stage.fixture.list(&all(BookingFilter { account_id, dates, ..BookingFilter::default() }));
        assert_statistics(&stage, &StatisticsQuery { account_id, dates, group_by: GroupBy::ALL.to_vec() }, &counted)?;
    }
}

proptest! {
    #[test]
    fn a_rate_is_the_nearest_tenth_of_a_percent(confirmed in 0..5_000_i64, failed in 0..5_000_i64) {
        let rate = StatusCounts { confirmed, failed, ..StatusCounts::default() }.success_rate();
        let (tenths, settled) = (format!("{rate:.1}").replace('.', "").parse::<i64>().unwrap(), confirmed + failed);
        // Compares twice the distance to avoid fractions. Halves are rounded up.
        let twice = 2 * (tenths * settled - 1_000 * confirmed);
        prop_assert!(if settled == 0 { tenths == 0 } else { -settled < twice && twice <= settled }, "{rate}");
        prop_assert_eq!(rate.to_string().parse::<f64>().unwrap().to_bits(), rate.to_bits());
    }
}
