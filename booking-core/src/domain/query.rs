//! Queries for lists of bookings and attempts.

use std::fmt;
use std::str::FromStr;

use crate::attempt::{Attempt, AttemptId};
use crate::domain::invalid_value::{deserialize_from_text, impl_json_schema, refused};
use crate::domain::number::whole_number;
use crate::domain::string_enum::string_enum;
use crate::gateway::Outcome;
use crate::ids::{AccountId, BookingId};
use crate::plan::PlanId;
use crate::slot::{BookingDate, Location, TimeSlot};
use crate::status::Status;
use crate::{Error, InvalidValue};

whole_number! {
    /// The maximum number of bookings on a page: 1 to 1,000.
    PageLimit, 1..=1_000, "a whole number"
}

string_enum! {
    /// The order of a list by date, time and id.
    ListOrder, "an order" {
        /// Earliest first.
        Ascending => "asc",
        /// Latest first.
        Descending => "desc",
    }
}

/// A range of dates, both ends included.
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

/// Conditions on bookings, combined with AND.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookingFilter {
    /// The account.
    pub account_id: Option<AccountId>,
    /// The date.
    pub date: Option<BookingDate>,
    /// The range of dates.
    pub dates: DateRange,
    /// The status.
    pub status: Option<Status>,
    /// The location.
    pub location: Option<Location>,
}

/// A query for a page of bookings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookingQuery {
    /// The conditions.
    pub filter: BookingFilter,
    /// The order.
    pub order: ListOrder,
    /// The end of the previous page, `None` for the first page.
    pub after: Option<Cursor>,
}

/// A query for a page of upcoming bookings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UpcomingQuery {
    /// The account.
    pub account_id: Option<AccountId>,
    /// The end of the previous page, `None` for the first page.
    pub after: Option<Cursor>,
}

/// A position in a list: the date, time and id of a booking, which never change. Opaque to callers.
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

impl_json_schema!(
    Cursor,
    schemars::json_schema!({
        "type": "string",
        "description": "A position in a list. Pass the next_cursor of the previous page unchanged.",
        "pattern": "^2(0[0-9]{2}|100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])_([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]_[1-9][0-9]{0,17}$"
    })
);

/// A query of attempts, newest first. Its filters combine with AND.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptQuery {
    /// Only of this booking.
    pub booking_id: Option<BookingId>,
    /// Only of this account.
    pub account_id: Option<AccountId>,
    /// Only of this plan's bookings.
    pub plan_id: Option<PlanId>,
    /// Only with this outcome.
    pub outcome: Option<Outcome>,
    /// The end of the previous page, `None` for the first page.
    pub after: Option<AttemptCursor>,
    /// The maximum number of attempts on the page.
    pub limit: PageLimit,
}

/// A page of attempts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptPage {
    /// The attempts, newest first.
    pub attempts: Vec<Attempt>,
    /// The position after the last attempt, `None` on the last page.
    pub next: Option<AttemptCursor>,
}

/// A position in a list of attempts: the id of an attempt. Opaque to callers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttemptCursor(pub(crate) AttemptId);

impl FromStr for AttemptCursor {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let id = text.parse::<i64>().ok().filter(|id| id.to_string() == text).map(AttemptId::try_from);
        match id {
            Some(Ok(id)) => Ok(Self(id)),
            _ => Err(refused(text, "is not a cursor", "use the next_cursor of an earlier answer")),
        }
    }
}

impl serde::Serialize for AttemptCursor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

deserialize_from_text!(AttemptCursor, "the next_cursor of an earlier answer");

impl_json_schema!(
    AttemptCursor,
    schemars::json_schema!({
        "type": "string",
        "description": "A position in a list of attempts. Pass the next_cursor of the previous page unchanged.",
        "pattern": "^[1-9][0-9]{0,17}$"
    })
);
