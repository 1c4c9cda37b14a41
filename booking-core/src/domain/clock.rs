//! Timestamps and the facility's current date.

use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{
    DateTime, Datelike as _, LocalResult, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _, Timelike as _, Utc,
};
use chrono_tz::Tz;

use crate::domain::fixed_str::{FixedStr, impl_text};
use crate::domain::invalid_value::impl_json_schema;
use crate::facility::Calendar;
use crate::slot::{BookingDate, TimeSlot};
use crate::{Error, InvalidValue};

/// Unix time in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The start of the year 10000, which RFC 3339 cannot express.
    const END: i64 = 253_402_300_800_000;
    /// The last moment that a timestamp can be.
    pub(crate) const LAST: Self = Self(Self::END - 1);
    /// The start of 1970.
    pub(crate) const FIRST: Self = Self(0);

    pub(crate) fn from_millis(millis: i64) -> Option<Self> {
        (0..Self::END).contains(&millis).then_some(Self(millis))
    }

    pub(crate) fn fixed_str(self) -> FixedStr<24> {
        let moment = self.utc();
        let (date, time) = (moment.date_naive(), moment.time());
        FixedStr::new(*b"0000-00-00T00:00:00.000Z")
            .with(0..4, date.year().unsigned_abs())
            .with(5..7, date.month())
            .with(8..10, date.day())
            .with(11..13, time.hour())
            .with(14..16, time.minute())
            .with(17..19, time.second())
            .with(20..23, moment.timestamp_subsec_millis())
    }

    pub(crate) const fn as_millis(self) -> i64 {
        self.0
    }

    /// The moment so many milliseconds later, or earlier for a negative number, within what a timestamp can be.
    pub(crate) fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis).clamp(0, Self::END - 1))
    }

    /// The moment so many elapsed minutes earlier, not before 1970.
    pub(crate) const fn minus_minutes(self, minutes: i64) -> Self {
        let millis = self.0 - minutes * 60 * 1000;
        Self(if millis < 0 { 0 } else { millis })
    }

    pub(crate) const fn minus_days(self, days: i64) -> Self {
        Self(self.0 - days * 24 * 60 * 60 * 1000)
    }

    /// The moment as a date and time in UTC.
    #[must_use]
    pub fn utc(self) -> DateTime<Utc> {
        // Every timestamp is within chrono's range.
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }
}

impl From<DateTime<Utc>> for Timestamp {
    fn from(moment: DateTime<Utc>) -> Self {
        Self(moment.timestamp_millis())
    }
}

impl FromStr for Timestamp {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        DateTime::parse_from_rfc3339(text).map(|moment| moment.with_timezone(&Utc).into()).map_err(|_| {
            crate::domain::invalid_value::refused(
                text,
                "is not a timestamp",
                "use RFC 3339, as in 2026-11-22T09:30:00.000Z",
            )
        })
    }
}

impl_text!(Timestamp);

impl_json_schema!(Timestamp, schemars::json_schema!({ "type": "string", "format": "date-time" }));

/// A moment in UTC, as Unix time in microseconds. Requests to the facility are measured in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MicroTimestamp(i64);

impl MicroTimestamp {
    const PER_MILLI: i64 = 1_000;

    /// `None` outside of what a [`Timestamp`] can be.
    #[must_use]
    pub fn from_micros(micros: i64) -> Option<Self> {
        Timestamp::from_millis(micros.div_euclid(Self::PER_MILLI)).map(|_| Self(micros))
    }

    /// Microseconds since 1970.
    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// The moment so many microseconds later, or earlier for a negative number, within what a [`Timestamp`] can be.
    #[must_use]
    pub fn plus_micros(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros).clamp(0, Timestamp::END * Self::PER_MILLI - 1))
    }

    /// The millisecond that it lies in.
    #[must_use]
    pub const fn to_millis(self) -> Timestamp {
        Timestamp(self.0 / Self::PER_MILLI)
    }
}

impl From<DateTime<Utc>> for MicroTimestamp {
    fn from(moment: DateTime<Utc>) -> Self {
        Self(moment.timestamp_micros())
    }
}

impl From<Timestamp> for MicroTimestamp {
    fn from(moment: Timestamp) -> Self {
        Self(moment.0 * Self::PER_MILLI)
    }
}

/// A source of the current time. Tests inject their own.
pub trait Clock: Send + Sync + 'static {
    /// The current time.
    fn now(&self) -> Timestamp;

    /// This moment to the microsecond, where the clock is that fine.
    fn now_micros(&self) -> MicroTimestamp {
        self.now().into()
    }
}

/// The system clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Utc::now().into()
    }

    fn now_micros(&self) -> MicroTimestamp {
        Utc::now().into()
    }
}

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

    #[test]
    fn timestamps_are_written_to_the_millisecond_in_utc() {
        let moment: Timestamp = "2026-11-22T10:30:00.0419+01:00".parse().unwrap();
        assert_eq!(moment.to_string(), "2026-11-22T09:30:00.041Z");
    }

    proptest! {
        #[test]
        fn what_has_begun_stays_begun(start in 946_684_800_i64..4_102_444_800, step in 0_i64..200_000) {
            let moment = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
            prop_assert!(latest_started(moment(start), Amsterdam) <= latest_started(moment(start + step), Amsterdam));
        }
    }
}
