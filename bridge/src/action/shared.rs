//! What several actions take or answer.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use booking_core::account::Account;
use booking_core::booking::Booking;
use booking_core::query::{BookingFilter, BookingQuery, Cursor, DateRange, ListOrder, PageLimit};
use booking_core::slot::{BookingDate, Location};
use booking_core::status::Status;
use schemars::transform::Transform;
use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::answer::{self, Answer};
use crate::error::ApiError;

/// One booking.
#[derive(JsonSchema)]
pub(super) struct OneBooking {
    /// The booking as it is now.
    pub(super) booking: Booking,
}

impl Answer for OneBooking {
    fn into_response(self, status: StatusCode) -> Result<HttpResponse, ApiError> {
        let mut body = Vec::with_capacity(answer::USUAL_SIZE);
        body.extend_from_slice(br#"{"success":true,"booking":"#);
        self.booking.write_json(&mut body);
        body.push(b'}');
        Ok(answer::json(status).body(body))
    }
}

/// One account.
#[derive(Serialize, JsonSchema)]
pub(super) struct OneAccount {
    /// The account as it is now.
    pub(super) account: Account,
}

/// The direction of a list where the caller names none.
const ORDER: ListOrder = ListOrder::Ascending;

/// Which bookings to list. `A` is how the account is named: it may be absent, or it may not.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ListArguments<A> {
    /// Only this account's.
    pub(super) account_id: A,
    /// Only on this day.
    date: Option<BookingDate>,
    /// From this day on.
    date_from: Option<BookingDate>,
    /// Up to this day, which is included.
    date_to: Option<BookingDate>,
    /// Only with this status.
    status: Option<Status>,
    /// Only there.
    location: Option<Location>,
    /// `asc` (the default) or `desc`, by date, time and id.
    #[schemars(extend("default" = ORDER))]
    order: Option<ListOrder>,
    /// The most bookings to answer; all of them without it.
    pub(super) limit: Option<PageLimit>,
    /// The `next_cursor` of the page before.
    pub(super) cursor: Option<Cursor>,
}

impl<A> ListArguments<A> {
    /// The question that the arguments ask, from the beginning of the list.
    ///
    /// # Errors
    /// `invalid_field` for a range of dates that ends before it begins.
    pub(super) fn query(&self) -> Result<BookingQuery, ApiError> {
        let filter = BookingFilter {
            account_id: None,
            date: self.date,
            dates: DateRange::new(self.date_from, self.date_to)?,
            status: self.status,
            location: self.location,
        };
        Ok(BookingQuery { filter, order: self.order.unwrap_or(ORDER), after: None })
    }
}

/// Says in a schema that one of these arguments must be given at least.
pub(super) struct AtLeastOne(pub(super) &'static [&'static str]);

impl Transform for AtLeastOne {
    fn transform(&mut self, schema: &mut Schema) {
        let absent: Map<String, Value> =
            self.0.iter().map(|name| ((*name).into(), json!({ "type": "null" }))).collect();
        schema.insert("not".into(), json!({ "properties": absent }));
    }
}

/// Why an update that names nothing to change is refused.
#[must_use]
pub(super) fn nothing_to_change(fields: &[&str]) -> ApiError {
    let first = fields.first().copied().unwrap_or_default();
    ApiError::field(first, format!("There is nothing to change: give at least one of {}.", fields.join(", ")))
}
