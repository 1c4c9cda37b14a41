//! The facility's refusals: one status and one message for every reason.

use std::fmt;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use chrono::{DateTime, Utc};
use serde_json::json;

use crate::places::Location;
use crate::timestamp;

/// A reason not to do what was asked, answered as `{"statusCode", "message"}`.
///
/// | status | message | outcome for the bridge |
/// | --- | --- | --- |
/// | 403 | `Booking is not yet open. It opens at 2026-11-19T09:00:00.000Z.` | `not_open_yet` |
/// | 403 | `This session is full.` (Fitness) | `full` |
/// | 409 | `This slot has already been taken.` (half of a hall) | `full` |
/// | 403 | `You have reached the limit of 1 booking per day for X1.` | `limit_reached` |
/// | 409 | `You already have a booking at this time.` | `already_booked` |
/// | 403 | `This slot has already begun.` | `refused` |
/// | 404 | `There is no such slot.` | `refused` |
/// | 403 | `You can only book for yourself.` | `refused` |
/// | 404 | `There is no such participation.` (`DELETE`) | gone already |
/// | 400 | `Bad request: …` | `refused` |
/// | 401 | `Unauthorized` | `sign_in_needed` |
/// | 429 | `Too many requests.`, with `Retry-After: 1` | `rate_limited` |
/// | 500 | `Internal server error` | `unclear` after a `POST`, else `unavailable` |
/// | 404 | `Cannot GET /path` | `refused` |
#[derive(Debug, PartialEq)]
pub(crate) enum Refusal {
    NotYetOpen { opens_at: DateTime<Utc> },
    Full,
    Taken,
    LimitReached { location: Location, per_day: usize },
    Duplicate,
    Begun,
    UnknownSlot,
    SomebodyElse,
    UnknownParticipation,
    BadRequest(String),
    Unauthorized,
    TooManyRequests,
    Internal,
    UnknownRoute { method: String, path: String },
    ClockRuns,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotYetOpen { opens_at } => {
                write!(f, "Booking is not yet open. It opens at {}.", timestamp::text(*opens_at))
            }
            Self::Full => f.write_str("This session is full."),
            Self::Taken => f.write_str("This slot has already been taken."),
            Self::LimitReached { location, per_day } => {
                let bookings = if *per_day == 1 { "booking" } else { "bookings" };
                write!(f, "You have reached the limit of {per_day} {bookings} per day for {location}.")
            }
            Self::Duplicate => f.write_str("You already have a booking at this time."),
            Self::Begun => f.write_str("This slot has already begun."),
            Self::UnknownSlot => f.write_str("There is no such slot."),
            Self::SomebodyElse => f.write_str("You can only book for yourself."),
            Self::UnknownParticipation => f.write_str("There is no such participation."),
            Self::BadRequest(reason) => write!(f, "Bad request: {reason}"),
            Self::Unauthorized => f.write_str("Unauthorized"),
            Self::TooManyRequests => f.write_str("Too many requests."),
            Self::Internal => f.write_str("Internal server error"),
            Self::UnknownRoute { method, path } => write!(f, "Cannot {method} {path}"),
            Self::ClockRuns => f.write_str("The system clock is in use. Start with --clock to set the time."),
        }
    }
}

impl ResponseError for Refusal {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::NotYetOpen { .. } | Self::Full | Self::LimitReached { .. } | Self::Begun | Self::SomebodyElse => {
                StatusCode::FORBIDDEN
            }
            Self::UnknownSlot | Self::UnknownParticipation | Self::UnknownRoute { .. } => StatusCode::NOT_FOUND,
            Self::Taken | Self::Duplicate | Self::ClockRuns => StatusCode::CONFLICT,
            Self::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        let status = self.status_code();
        let mut response = HttpResponse::build(status);
        if *self == Self::TooManyRequests {
            response.insert_header((header::RETRY_AFTER, "1"));
        }
        response.json(json!({"statusCode": status.as_u16(), "message": self.to_string()}))
    }
}
