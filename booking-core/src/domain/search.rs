//! Searches of bookings, which may read the whole table.

use std::fmt;
use std::str::FromStr;

use crate::booking::Booking;
use crate::clock::Timestamp;
use crate::domain::invalid_value::{deserialize_from_text, impl_json_schema, refused};
use crate::domain::string_enum::string_enum;
use crate::ids::BookingId;
use crate::query::{BookingFilter, Cursor, PageLimit};
use crate::text::SearchText;
use crate::{Error, InvalidValue};

string_enum! {
    /// The order of found bookings.
    SearchOrder, "an order" {
        /// By the time of the last change, latest first.
        Changed => "changed",
        /// By date, time and id, latest first.
        Latest => "latest",
    }
}

/// A search. Its conditions combine with AND.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchQuery {
    filter: BookingFilter,
    text: Option<SearchText>,
    order: SearchOrder,
    after: Option<SearchCursor>,
    limit: PageLimit,
}

impl SearchQuery {
    /// `text` is a part of the reference or of the account's netid, without regard to case.
    ///
    /// # Errors
    /// [`Error::InvalidField`] for a cursor of the other order.
    pub fn new(
        filter: BookingFilter,
        text: Option<SearchText>,
        order: SearchOrder,
        after: Option<SearchCursor>,
        limit: PageLimit,
    ) -> Result<Self, Error> {
        if after.is_some_and(|cursor| cursor.order() != order) {
            let message = "The cursor belongs to a list in another order: leave it out to begin at the first page.";
            return Err(Error::InvalidField { field: "cursor".into(), message: message.into() });
        }
        Ok(Self { filter, text, order, after, limit })
    }

    pub(crate) const fn filter(&self) -> &BookingFilter {
        &self.filter
    }

    pub(crate) const fn text(&self) -> Option<&SearchText> {
        self.text.as_ref()
    }

    pub(crate) const fn order(&self) -> SearchOrder {
        self.order
    }

    pub(crate) const fn after(&self) -> Option<SearchCursor> {
        self.after
    }

    pub(crate) const fn limit(&self) -> PageLimit {
        self.limit
    }
}

/// A page of found bookings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchPage {
    /// The bookings in the order of the search.
    pub bookings: Vec<Booking>,
    /// The number of bookings on all pages.
    pub total: u64,
    /// The position after the last booking, `None` on the last page.
    pub next: Option<SearchCursor>,
}

/// A position in a search. Opaque to callers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchCursor {
    /// After a booking by its last change. A booking that changes meanwhile moves to the first page.
    Changed(Timestamp, BookingId),
    /// After a booking by its slot.
    Latest(Cursor),
}

impl SearchCursor {
    /// The position after `booking`.
    pub(crate) fn after(booking: &Booking, order: SearchOrder) -> Self {
        match order {
            SearchOrder::Changed => Self::Changed(booking.updated_at, booking.id),
            SearchOrder::Latest => {
                Self::Latest(Cursor { date: booking.booking_date, time: booking.time_slot, id: booking.id })
            }
        }
    }

    const fn order(self) -> SearchOrder {
        match self {
            Self::Changed(..) => SearchOrder::Changed,
            Self::Latest(_) => SearchOrder::Latest,
        }
    }
}

impl fmt::Display for SearchCursor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(at, id) => write!(out, "{}_{id}", at.as_millis()),
            Self::Latest(cursor) => cursor.fmt(out),
        }
    }
}

impl FromStr for SearchCursor {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let cursor = text.parse().map(Self::Latest).ok().or_else(|| parse_changed(text));
        let cursor = cursor.filter(|cursor| cursor.to_string() == text);
        cursor.ok_or_else(|| refused(text, "is not a cursor", "use the next_cursor of an earlier answer"))
    }
}

fn parse_changed(text: &str) -> Option<SearchCursor> {
    let (at, id) = text.split_once('_')?;
    let (at, id): (i64, i64) = (at.parse().ok()?, id.parse().ok()?);
    Some(SearchCursor::Changed(Timestamp::from_millis(at)?, id.try_into().ok()?))
}

impl serde::Serialize for SearchCursor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

deserialize_from_text!(SearchCursor, "the next_cursor of an earlier answer");

impl_json_schema!(
    SearchCursor,
    schemars::json_schema!({
        "type": "string",
        "description": "A position in a search. Pass the next_cursor of the previous page unchanged.",
        "pattern": "^([1-9][0-9]{0,13}|2(0[0-9]{2}|100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])_([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])_[1-9][0-9]{0,17}$"
    })
);
