//! Upcoming bookings by the facility's clock.

use booking_core::booking::Booking;
use booking_core::query::UpcomingQuery;
use booking_core::status::Status;
use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;

use crate::support::{Fixture, parsed, slots};

fn places(bookings: &[Booking]) -> Vec<String> {
    bookings.iter().map(|booking| format!("{} {}", booking.booking_date, booking.time_slot)).collect()
}

/// Books times of one day and returns the upcoming ones at each moment.
fn to_come(zone: Tz, date: &str, times: &[&str], moments: &[&str]) -> Vec<Vec<String>> {
    let fixture = Fixture::in_zone(zone);
    let account = fixture.account("jdoe");
    fixture.book(slots(&account, date, times));
    let at = |moment: &&str| {
        fixture.set_clock(moment);
        fixture.upcoming(None).iter().map(|booking| booking.time_slot.to_string()).collect()
    };
    moments.iter().map(at).collect()
}

#[test]
fn a_slot_that_begins_now_is_not_upcoming() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    fixture.booked(&account, "2026-11-21", "23:00");
    fixture.book(slots(&account, "2026-11-22", &["09:00", "10:29:59", "10:30", "10:30:01", "18:00"]));
    fixture.booked(&account, "2026-11-23", "00:00");
    assert_eq!(places(&fixture.upcoming(None)), ["2026-11-22 10:30:01", "2026-11-22 18:00:00", "2026-11-23 00:00:00"]);
    fixture.set_clock("2026-11-22T09:30:00.999Z");
    assert_eq!(fixture.upcoming(None).len(), 3);
    fixture.set_clock("2026-11-22T09:30:01Z");
    assert_eq!(places(&fixture.upcoming(None)), ["2026-11-22 18:00:00", "2026-11-23 00:00:00"]);
}

#[test]
fn upcoming_bookings_are_active_and_soonest_first() {
    let fixture = Fixture::new();
    let (one, two) = (fixture.account("one"), fixture.account("two"));
    let made = fixture.book(slots(&one, "2026-11-23", &["13:00", "12:00", "11:00", "10:00"]));
    for (booking, status) in made.iter().zip(Status::ALL) {
        if status != Status::Pending {
            fixture.set(booking.id, status);
        }
    }
    fixture.booked(&two, "2026-11-23", "12:30");
    assert_eq!(places(&fixture.upcoming(None)), ["2026-11-23 12:00:00", "2026-11-23 12:30:00", "2026-11-23 13:00:00"]);
    assert_eq!(places(&fixture.upcoming(Some(one.id))), ["2026-11-23 12:00:00", "2026-11-23 13:00:00"]);
    assert_eq!(places(&fixture.upcoming(Some(two.id))), ["2026-11-23 12:30:00"]);
}

#[test]
fn the_next_page_starts_after_the_previous_one() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    fixture.book(slots(&account, "2026-11-23", &["09:00", "10:00", "11:00", "12:00", "13:00"]));
    for account_id in [None, Some(account.id)] {
        let mut after = None;
        let pages = [(); 3].map(|()| {
            let mut page = Vec::new();
            let query = UpcomingQuery { account_id, after };
            after = fixture.get_upcoming_bookings(&query, 2, &mut |row| page.push(row.time_slot.to_string())).unwrap();
            page
        });
        assert_eq!(after, None);
        assert_eq!(pages, [vec!["09:00:00", "10:00:00"], vec!["11:00:00", "12:00:00"], vec!["13:00:00"]]);
    }
}

#[test]
fn a_slot_that_began_since_the_last_page_is_not_on_the_next() {
    let fixture = Fixture::new();
    let account = fixture.account("jdoe");
    fixture.book(slots(&account, "2026-11-22", &["11:00", "12:00", "13:00"]));
    let next = fixture.get_upcoming_bookings(&UpcomingQuery::default(), 1, &mut |_| ()).unwrap();
    fixture.set_clock("2026-11-22T11:00:00Z");
    let mut page = Vec::new();
    let query = UpcomingQuery { account_id: None, after: next };
    fixture.get_upcoming_bookings(&query, 9, &mut |row| page.push(row.time_slot.to_string())).unwrap();
    assert_eq!(page, ["13:00:00"]);
}

#[test]
fn a_slot_in_a_skipped_hour_begins_at_the_skip() {
    let times = ["01:59", "02:00", "02:30", "03:00", "03:30"];
    let moments = ["2026-03-29T00:58:59Z", "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"];
    let seen = to_come(chrono_tz::Europe::Amsterdam, "2026-03-29", &times, &moments);
    assert_eq!(seen[0], ["01:59:00", "02:00:00", "02:30:00", "03:00:00", "03:30:00"]);
    assert_eq!(seen[1], ["02:00:00", "02:30:00", "03:00:00", "03:30:00"]);
    assert_eq!(seen[2], ["03:30:00"]);
    assert!(seen[3].is_empty());
}

#[test]
fn a_slot_in_a_repeated_hour_begins_the_first_time() {
    let times = ["01:59", "02:00", "02:30", "02:59:59", "03:00"];
    let moments = [
        "2026-10-24T23:59:59Z",
        "2026-10-25T00:00:00Z",
        "2026-10-25T00:30:00Z",
        "2026-10-25T01:00:00Z",
        "2026-10-25T01:59:59Z",
        "2026-10-25T02:00:00Z",
    ];
    let seen = to_come(chrono_tz::Europe::Amsterdam, "2026-10-25", &times, &moments);
    assert_eq!(seen[0], ["02:00:00", "02:30:00", "02:59:59", "03:00:00"]);
    assert_eq!(seen[1], ["02:30:00", "02:59:59", "03:00:00"]);
    assert_eq!(seen[2], ["02:59:59", "03:00:00"]);
    assert_eq!(seen[3], ["03:00:00"]);
    assert_eq!(seen[4], ["03:00:00"]);
    assert!(seen[5].is_empty());
}

#[test]
fn upcoming_depends_on_the_time_zone() {
    let times = ["09:00", "14:00", "18:00"];
    let moment = ["2026-11-22T14:00:00Z"];
    assert_eq!(to_come(chrono_tz::America::New_York, "2026-11-22", &times, &moment)[0], ["14:00:00", "18:00:00"]);
    assert_eq!(to_come(Tz::UTC, "2026-11-22", &times, &moment)[0], ["18:00:00"]);
    assert!(to_come(chrono_tz::Asia::Tokyo, "2026-11-22", &times, &moment)[0].is_empty());
    assert_eq!(
        to_come(chrono_tz::Asia::Tokyo, "2026-11-23", &times, &moment)[0],
        times.map(|time| format!("{time}:00"))
    );
}

/// The moment of a local time, computed without the service: the first one, or the end of the hour that clocks skip.
fn moment_of(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    let mut minutes = (0..).map(TimeDelta::minutes);
    minutes.find_map(|skipped| zone.from_local_datetime(&(local + skipped)).earliest()).unwrap().to_utc()
}

#[test]
fn a_booking_is_upcoming_until_its_slot_begins() {
    // Lord Howe Island shifts by half an hour, Santiago around midnight.
    for (zone, dates) in [
        (chrono_tz::Europe::Amsterdam, ["2026-03-29", "2026-10-25"]),
        (chrono_tz::Australia::Lord_Howe, ["2026-04-05", "2026-10-04"]),
        (chrono_tz::America::Santiago, ["2026-04-04", "2026-09-06"]),
    ] {
        let fixture = Fixture::in_zone(zone);
        let account = fixture.account("jdoe");
        let times: Vec<String> = (0..48).map(|half| format!("{:02}:{:02}", half / 2, half % 2 * 30)).collect();
        let times: Vec<&str> = times.iter().map(String::as_str).collect();
        for date in dates {
            fixture.book(slots(&account, date, &times));
            let midnight: NaiveDateTime = parsed(&format!("{date}T00:00:00"));
            let start = (midnight - TimeDelta::hours(26)).and_utc();
            proptest!(ProptestConfig::with_cases(64), |(minutes in 0_i64..3_200)| {
                let now = start + TimeDelta::minutes(minutes);
                fixture.set_clock(&now.to_rfc3339());
                let expected: Vec<String> = times
                    .iter()
                    .map(|time| format!("{date} {time}:00"))
                    .filter(|place| moment_of(parsed(&place.replace(' ', "T")), zone) > now)
                    .collect();
                let shown: Vec<String> =
                    places(&fixture.upcoming(None)).into_iter().filter(|place| place.starts_with(date)).collect();
                prop_assert_eq!(shown, expected, "at {}", now);
            });
        }
    }
}
