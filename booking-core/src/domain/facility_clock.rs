//! The facility's current date, and what has begun there.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, LocalResult, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _, Timelike as _, Utc};
use chrono_tz::Tz;

use super::clock::{Clock, Timestamp};
use crate::Error;
use crate::facility::Calendar;
use crate::slot::{BookingDate, TimeSlot};

/// The local date and start time of a slot.
pub(crate) type LocalSlot = (BookingDate, TimeSlot);

/// A clock with the facility's time zone.
#[derive(Clone)]
pub(crate) struct FacilityClock {
    clock: Arc<dyn Clock>,
    calendar: Calendar,
    running_since: Timestamp,
    hold_until: Arc<AtomicI64>,
}

impl FacilityClock {
    pub(crate) fn new(clock: Arc<dyn Clock>, calendar: Calendar) -> Self {
        let running_since = clock.now();
        Self { clock, calendar, running_since, hold_until: Arc::default() }
    }

    pub(crate) fn zone(&self) -> Tz {
        self.calendar.zone()
    }

    /// When the program started.
    pub(crate) const fn running_since(&self) -> Timestamp {
        self.running_since
    }

    /// Until when the facility asked everybody to wait, as far as this process was told.
    pub(crate) fn hold_until(&self) -> Option<Timestamp> {
        Timestamp::from_millis(self.hold_until.load(Ordering::Relaxed)).filter(|until| *until > self.running_since)
    }

    /// Notes that the facility asked everybody to wait.
    pub(crate) fn hold(&self, until: Timestamp) {
        self.hold_until.fetch_max(until.as_millis(), Ordering::Relaxed);
    }

    pub(crate) fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn today(&self) -> Result<BookingDate, Error> {
        let date = self.now().utc().with_timezone(&self.zone()).date_naive();
        BookingDate::new(date).ok_or(Error::InvalidClock { date })
    }

    pub(crate) fn next_day_at(&self) -> Result<Timestamp, Error> {
        let today = self.today()?;
        let tomorrow = today.plus_days(1).ok_or(Error::InvalidClock { date: today.to_naive() })?;
        Ok(self.calendar.starts_at(tomorrow, TimeSlot::at(NaiveTime::MIN)))
    }

    /// The latest local time at which a slot has begun. Slots at every later local time have not.
    pub(crate) fn latest_started(&self) -> Result<LocalSlot, Error> {
        self.started_by(self.now())
    }

    /// The latest local time at which a slot has begun by `moment`. Slots at every later local time begin after it.
    pub(crate) fn started_by(&self, moment: Timestamp) -> Result<LocalSlot, Error> {
        let local = latest_started(moment.utc(), self.zone());
        let date = BookingDate::new(local.date()).ok_or(Error::InvalidClock { date: local.date() })?;
        Ok((date, TimeSlot::at(local.time())))
    }

    /// Whether the slot at this local date and time has begun.
    pub(crate) fn has_begun(&self, date: BookingDate, time: TimeSlot) -> Result<bool, Error> {
        Ok((date, time) <= self.latest_started()?)
    }
}

/// A slot in the hour that clocks repeat begins the first time; a slot in the hour that they skip begins when they skip it.
/// Therefore a slot has begun if its local time is at most the highest that the clock has shown.
fn latest_started(now: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    let local = now.with_timezone(&zone).naive_local();
    match zone.from_local_datetime(&local) {
        LocalResult::Ambiguous(_, second) if now >= second => end_of_repeated_hour(local, zone),
        _ => local,
    }
}

fn end_of_repeated_hour(local: NaiveDateTime, zone: Tz) -> NaiveDateTime {
    let whole_minute = NaiveTime::from_hms_opt(local.hour(), local.minute(), 0).unwrap_or(local.time());
    let mut end = local.date().and_time(whole_minute);
    while matches!(zone.from_local_datetime(&end), LocalResult::Ambiguous(..)) {
        end += TimeDelta::minutes(1);
    }
    end - TimeDelta::seconds(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::Amsterdam;
    use proptest::prelude::*;

    fn begun_at(now: &str) -> String {
        let now = DateTime::parse_from_rfc3339(now).unwrap().with_timezone(&Utc);
        latest_started(now, Amsterdam).to_string()
    }

    #[test]
    fn on_an_ordinary_day_the_latest_started_slot_is_the_local_time() {
        assert_eq!(begun_at("2026-11-22T13:00:00Z"), "2026-11-22 14:00:00");
    }

    #[test]
    fn a_slot_in_the_repeated_hour_begins_the_first_time() {
        assert_eq!(begun_at("2026-10-25T00:30:00Z"), "2026-10-25 02:30:00");
        assert_eq!(begun_at("2026-10-25T01:00:00Z"), "2026-10-25 02:59:59");
        assert_eq!(begun_at("2026-10-25T01:30:00Z"), "2026-10-25 02:59:59");
        assert_eq!(begun_at("2026-10-25T02:00:00Z"), "2026-10-25 03:00:00");
    }

    #[test]
    fn a_slot_in_the_skipped_hour_begins_when_the_clocks_skip_it() {
        assert_eq!(begun_at("2026-03-29T00:59:59Z"), "2026-03-29 01:59:59");
        assert_eq!(begun_at("2026-03-29T01:00:00Z"), "2026-03-29 03:00:00");
    }

    proptest! {
        #[test]
        fn what_has_begun_stays_begun(start in 946_684_800_i64..4_102_444_800, step in 0_i64..200_000) {
            let moment = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
            prop_assert!(latest_started(moment(start), Amsterdam) <= latest_started(moment(start + step), Amsterdam));
        }
    }
}
