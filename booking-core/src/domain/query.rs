//! What can be asked of the list of bookings.

use std::fmt;
use std::str::FromStr;

use crate::domain::invalid_value::{deserialize_from_text, refused};
use crate::domain::number::whole_number;
use crate::domain::string_enum::string_enum;
use crate::ids::{AccountId, BookingId};
use crate::slot::{BookingDate, Location, TimeSlot};
use crate::status::Status;
use crate::{Error, InvalidValue};

whole_number! {
    /// The most bookings that one page may hold: 1 to 1,000.
    PageLimit, 1..=1_000, "a whole number"
}

string_enum! {
    /// The direction of a list, by date, time and id.
    ListOrder, "an order" {
        /// Earliest first.
        Ascending => "asc",
        /// Latest first.
        Descending => "desc",
    }
}

/// The days that a question is about; both ends included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DateRange {
    from: Option<BookingDate>,
    to: Option<BookingDate>,
}

impl DateRange {
    /// # Errors
    /// [`Error::InvalidField`] for `date_to` when it is before `date_from`.
    pub fn new(from: Option<BookingDate>, to: Option<BookingDate>) -> Result<Self, Error> {
        match (from, to) {
            (Some(first), Some(last)) if last < first => Err(Error::InvalidField {
                field: "date_to".into(),
                message: format!("\"{last}\" is before date_from \"{first}\": use the same day or a later one."),
            }),
            _ => Ok(Self { from, to }),
        }
    }

    pub(crate) const fn from(self) -> Option<BookingDate> {
        self.from
    }

    pub(crate) const fn to(self) -> Option<BookingDate> {
        self.to
    }

    pub(crate) const fn is_unlimited(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }
}

/// Which bookings; the parts combine with AND.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookingFilter {
    /// Only this account's.
    pub account_id: Option<AccountId>,
    /// Only on this day.
    pub date: Option<BookingDate>,
    /// Only on these days.
    pub dates: DateRange,
    /// Only with this status.
    pub status: Option<Status>,
    /// Only there.
    pub location: Option<Location>,
}

/// A question about bookings, from a place in the list on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookingQuery {
    /// Which bookings.
    pub filter: BookingFilter,
    /// In which direction.
    pub order: ListOrder,
    /// After which place; from the beginning without one.
    pub after: Option<Cursor>,
}

/// A question about the bookings that are still to come, from a place in the list on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UpcomingQuery {
    /// Only this account's.
    pub account_id: Option<AccountId>,
    /// After which place; from the beginning without one.
    pub after: Option<Cursor>,
}

/// The place of a booking in every list: its date, time and id, which never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) date: BookingDate,
    pub(crate) time: TimeSlot,
    pub(crate) id: BookingId,
}

impl fmt::Display for Cursor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}_{}_{}", self.date, self.time, self.id)
    }
}

impl FromStr for Cursor {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let cursor = parse(text).filter(|cursor| cursor.to_string() == text);
        cursor.ok_or_else(|| refused(text, "is not a cursor", "use the next_cursor of an earlier answer"))
    }
}

fn parse(text: &str) -> Option<Cursor> {
    let mut parts = text.splitn(3, '_');
    let (date, time, id) = (parts.next()?, parts.next()?, parts.next()?);
    let id: i64 = id.parse().ok()?;
    Some(Cursor { date: date.parse().ok()?, time: time.parse().ok()?, id: id.try_into().ok()? })
}

impl serde::Serialize for Cursor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

deserialize_from_text!(Cursor, "the next_cursor of an earlier answer");

impl schemars::JsonSchema for Cursor {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Cursor".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A place in a list; use next_cursor as it is.",
            "pattern": "^2(0[0-9]{2}|100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])_([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]_[1-9][0-9]{0,17}$"
        })
    }
}
