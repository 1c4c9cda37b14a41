//! Timestamps and clocks.

use std::str::FromStr;

use chrono::{DateTime, Datelike as _, Timelike as _, Utc};

use crate::InvalidValue;
use crate::domain::fixed_str::{FixedStr, impl_text};
use crate::domain::invalid_value::impl_json_schema;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_are_written_to_the_millisecond_in_utc() {
        let moment: Timestamp = "2026-11-22T10:30:00.0419+01:00".parse().unwrap();
        assert_eq!(moment.to_string(), "2026-11-22T09:30:00.041Z");
    }
}
