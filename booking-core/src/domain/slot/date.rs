use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate};

use super::digits;
use crate::InvalidValue;
use crate::domain::fixed_str::{FixedStr, impl_text};
use crate::domain::invalid_value::{deserialize_from_text, impl_json_schema, refused};
use crate::domain::string_enum::ParseBytes;

/// A calendar date in the years 2000 to 2100, stored as `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BookingDate(FixedStr<10>);

impl BookingDate {
    const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;
    const FORM: &str = "YYYY-MM-DD, a date that exists in the years 2000 to 2100";
    const RANGE: &str = "use a date in the years 2000 to 2100";

    pub(crate) fn new(date: NaiveDate) -> Option<Self> {
        let (year, month, day) = (date.year(), date.month(), date.day());
        let text = FixedStr::new(*b"0000-00-00").with(0..4, year.unsigned_abs()).with(5..7, month).with(8..10, day);
        Self::YEARS.contains(&year).then_some(Self(text))
    }

    /// The date so many days later; `None` after 2100.
    #[must_use]
    pub fn plus_days(self, days: u64) -> Option<Self> {
        self.to_naive().checked_add_days(Days::new(days)).and_then(Self::new)
    }

    pub(crate) fn to_naive(self) -> NaiveDate {
        // Only dates that exist become booking dates.
        self.fixed_str().as_str().parse().unwrap_or_default()
    }

    pub(crate) const fn fixed_str(&self) -> &FixedStr<10> {
        &self.0
    }
}

impl ParseBytes for BookingDate {
    fn parse_bytes(text: &[u8]) -> Option<Self> {
        let (date, year) = calendar_date(text)?;
        Self::YEARS.contains(&year).then_some(date)
    }
}

/// Parses a date of any year with four digits.
fn calendar_date(text: &[u8]) -> Option<(BookingDate, i32)> {
    let text @ [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2]: [u8; 10] = text.try_into().ok()? else { return None };
    let year = i32::try_from(digits(&[y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, digits(&[m1, m2])?, digits(&[d1, d2])?)?;
    Some((BookingDate(FixedStr::new(text)), year))
}

impl FromStr for BookingDate {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match calendar_date(text.as_bytes()) {
            Some((date, year)) if Self::YEARS.contains(&year) => Ok(date),
            Some(_) => Err(refused(text, "is out of range", Self::RANGE)),
            None => Err(refused(text, "is not a date", &format!("use {}", Self::FORM))),
        }
    }
}

impl_text!(BookingDate);

deserialize_from_text!(BookingDate, BookingDate::FORM);

impl_json_schema!(
    BookingDate,
    schemars::json_schema!({ "type": "string", "format": "date", "pattern": "^2(0[0-9]{2}|100)-[0-9]{2}-[0-9]{2}$" })
);
