//! When a slot begins and when the facility opens it.

use chrono::{DateTime, LocalResult, NaiveDateTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;

use crate::clock::Timestamp;
use crate::slot::{BookingDate, TimeSlot};

/// The moment at which a slot begins. A slot in an hour that the clocks repeat begins the first time; one in an hour that
/// they skip begins when they skip it.
#[must_use]
pub fn slot_start(zone: Tz, date: BookingDate, time: TimeSlot) -> Timestamp {
    moment_of(zone, date.to_naive().and_time(time.to_naive())).into()
}

fn moment_of(zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    let mut existing = local;
    loop {
        match zone.from_local_datetime(&existing) {
            LocalResult::Single(moment) | LocalResult::Ambiguous(moment, _) => return moment.to_utc(),
            // Zones change at whole minutes, so the first minute that exists is the moment of the change.
            LocalResult::None => existing = whole_minute(existing) + TimeDelta::minutes(1),
        }
    }
}

fn whole_minute(local: NaiveDateTime) -> NaiveDateTime {
    let seconds = local.and_utc().timestamp().rem_euclid(60);
    local - TimeDelta::seconds(seconds)
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Amsterdam;
    use proptest::prelude::*;

    use super::*;

    fn start(date: &str, time: &str) -> String {
        slot_start(Amsterdam, date.parse().unwrap(), time.parse().unwrap()).to_string()
    }

    fn opening(date: &str, time: &str, minutes: i64) -> String {
        slot_start(Amsterdam, date.parse().unwrap(), time.parse().unwrap()).minus_minutes(minutes).to_string()
    }

    #[test]
    fn an_ordinary_slot_begins_at_its_local_time() {
        assert_eq!(start("2026-12-01", "14:00"), "2026-12-01T13:00:00.000Z");
        assert_eq!(start("2026-07-01", "14:00"), "2026-07-01T12:00:00.000Z");
    }

    #[test]
    fn a_slot_in_the_skipped_hour_begins_when_the_clocks_skip_it() {
        assert_eq!(start("2026-03-29", "02:00"), "2026-03-29T01:00:00.000Z");
        assert_eq!(start("2026-03-29", "02:59:59"), "2026-03-29T01:00:00.000Z");
        assert_eq!(start("2026-03-29", "03:00"), "2026-03-29T01:00:00.000Z");
    }

    #[test]
    fn a_slot_in_the_repeated_hour_begins_the_first_time() {
        assert_eq!(start("2026-10-25", "02:30"), "2026-10-25T00:30:00.000Z");
        assert_eq!(start("2026-10-25", "03:00"), "2026-10-25T02:00:00.000Z");
    }

    #[test]
    fn openings_count_elapsed_minutes_also_when_the_clocks_change() {
        // 72 hours before the Monday after each change, by the clocks on the wall an hour off.
        assert_eq!(opening("2026-03-30", "14:00", 4_320), "2026-03-27T12:00:00.000Z");
        assert_eq!(opening("2026-10-26", "14:00", 4_320), "2026-10-23T13:00:00.000Z");
        assert_eq!(opening("2026-11-02", "14:00", 10_080), "2026-10-26T13:00:00.000Z");
        // 168 hours before slots on the days of the changes themselves.
        assert_eq!(opening("2026-03-29", "02:30", 10_080), "2026-03-22T01:00:00.000Z");
        assert_eq!(opening("2026-10-25", "02:30", 10_080), "2026-10-18T00:30:00.000Z");
    }

    proptest! {
        #[test]
        fn later_slots_never_begin_earlier(minute in 0_i64..(366 * 1_440), step in 0_i64..200) {
            let moment = |minutes| {
                let local = DateTime::from_timestamp(1_767_225_600 + minutes * 60, 0).unwrap().naive_utc();
                moment_of(Amsterdam, local)
            };
            prop_assert!(moment(minute) <= moment(minute + step));
        }
    }
}
