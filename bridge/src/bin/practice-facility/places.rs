//! The bookable places, their products and the slots of a day.

use std::fmt;

use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone as _, Timelike as _, Utc};
use chrono_tz::{Europe::Amsterdam, Tz};
use clap::ValueEnum;
use serde::Serialize;

/// The zone of the facility's opening hours.
pub(crate) const ZONE: Tz = Amsterdam;

/// The first and the last hour in which a slot starts.
const HOURS: std::ops::RangeInclusive<u32> = 6..=23;

/// A location of the facility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ValueEnum)]
pub(crate) enum Location {
    #[value(name = "Fitness")]
    Fitness,
    #[value(name = "X1")]
    X1,
    #[value(name = "X3")]
    X3,
}

impl Location {
    /// Minutes before its start at which a slot opens, unless a flag sets another number.
    pub(crate) const fn default_open_ahead(self) -> i64 {
        match self {
            Self::Fitness => 10_080,
            Self::X1 | Self::X3 => 4_320,
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// A place that is booked: a sports session or half of a hall.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) location: Location,
    pub(crate) half: Option<char>,
    /// The `bookableProductId`.
    pub(crate) product: i64,
    /// The `linkedProductId`.
    pub(crate) linked: i64,
}

const PLACES: [Place; 5] = [
    Place { location: Location::Fitness, half: None, product: 20_061, linked: 20_060 },
    Place { location: Location::X1, half: Some('A'), product: 4, linked: 20_045 },
    Place { location: Location::X1, half: Some('B'), product: 5, linked: 20_045 },
    Place { location: Location::X3, half: Some('A'), product: 16_534, linked: 20_046 },
    Place { location: Location::X3, half: Some('B'), product: 16_535, linked: 20_046 },
];

impl Place {
    pub(crate) fn all() -> impl Iterator<Item = &'static Self> {
        PLACES.iter()
    }

    /// Finds the place with this `bookableProductId`.
    pub(crate) fn of_product(product: i64) -> Option<&'static Self> {
        Self::all().find(|place| place.product == product)
    }

    /// Whether the place has a booking, with its id, before anybody has booked it.
    pub(crate) fn is_session(&self) -> bool {
        self.half.is_none()
    }

    /// Returns the `bookingId` of the slot that starts then. No two slots share one.
    pub(crate) fn booking_id(&self, start: DateTime<Utc>) -> i64 {
        let index = Self::all().position(|place| place == self).unwrap_or_default();
        start.timestamp() * 10 + i64::try_from(index).unwrap_or_default()
    }
}

/// Returns the end of the slot that starts then.
pub(crate) fn end_of(start: DateTime<Utc>) -> DateTime<Utc> {
    start + TimeDelta::minutes(59)
}

/// Returns the facility's date at this time.
pub(crate) fn local_date(time: DateTime<Utc>) -> NaiveDate {
    time.with_timezone(&ZONE).date_naive()
}

/// Whether a slot of the timetable starts then.
pub(crate) fn is_on_timetable(start: DateTime<Utc>) -> bool {
    let local = start.with_timezone(&ZONE);
    HOURS.contains(&local.hour()) && local.minute() == 0 && local.second() == 0 && local.nanosecond() == 0
}

/// Returns the starts of the timetable's slots from `from` up to, not including, `till`.
pub(crate) fn timetable(from: DateTime<Utc>, till: DateTime<Utc>) -> impl Iterator<Item = DateTime<Utc>> {
    let last = local_date(till);
    let days = local_date(from).iter_days().take_while(move |day| *day <= last);
    days.flat_map(|day| HOURS.filter_map(move |hour| day.and_hms_opt(hour, 0, 0)))
        .filter_map(|local| ZONE.from_local_datetime(&local).earliest())
        .map(|start| start.to_utc())
        .filter(move |start| (from..till).contains(start))
}
