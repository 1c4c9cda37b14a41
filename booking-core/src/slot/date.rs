use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use super::digits;
use crate::InvalidValue;
use crate::ascii::Ascii;
use crate::text::{deserialize_from_text, refused};

/// A calendar date, `YYYY-MM-DD`, in the years 2000 to 2100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BookingDate(NaiveDate);

impl BookingDate {
    const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;
    const FORM: &str = "YYYY-MM-DD, a date that exists in the years 2000 to 2100";

    pub(crate) fn new(date: NaiveDate) -> Option<Self> {
        Self::YEARS.contains(&date.year()).then_some(Self(date))
    }

    pub(crate) fn ascii(self) -> Ascii<10> {
        let (year, month, day) = (self.0.year().unsigned_abs(), self.0.month(), self.0.day());
        Ascii::new(*b"0000-00-00").with(0..4, year).with(5..7, month).with(8..10, day)
    }
}

impl FromStr for BookingDate {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text.as_bytes())
            .and_then(Self::new)
            .ok_or_else(|| refused(text, "is not a date", &format!("use {}", Self::FORM)))
    }
}

fn parse(text: &[u8]) -> Option<NaiveDate> {
    let [year @ .., b'-', m1, m2, b'-', d1, d2] = text else { return None };
    if year.len() != 4 {
        return None;
    }
    let year = i32::try_from(digits(year)?).ok()?;
    NaiveDate::from_ymd_opt(year, digits(&[*m1, *m2])?, digits(&[*d1, *d2])?)
}

impl fmt::Display for BookingDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.ascii().as_str())
    }
}

impl serde::Serialize for BookingDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.ascii().as_str())
    }
}

deserialize_from_text!(BookingDate, BookingDate::FORM);

impl schemars::JsonSchema for BookingDate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "BookingDate".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date", "pattern": "^2(0[0-9]{2}|100)-[0-9]{2}-[0-9]{2}$" })
    }
}
