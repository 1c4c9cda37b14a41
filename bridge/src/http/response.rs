//! What an action answers with.

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, HeaderValue};
use actix_web::{HttpResponse, HttpResponseBuilder};
use booking_core::booking::Booking;
use serde::Serialize;

use crate::http::error::ApiError;

/// Turns a successful outcome into an HTTP answer.
pub trait IntoResponse {
    /// The answer, under the action's own status.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    fn into_response(self, status: StatusCode) -> Result<HttpResponse, ApiError>;
}

#[derive(Serialize)]
struct Success<T> {
    success: bool,
    #[serde(flatten)]
    members: T,
}

impl<T: Serialize> IntoResponse for T {
    fn into_response(self, status: StatusCode) -> Result<HttpResponse, ApiError> {
        let body = serde_json::to_vec(&Success { success: true, members: self })
            .map_err(|error| ApiError::internal(error.to_string()))?;
        Ok(json(status).body(body))
    }
}

/// More bytes than a booking has as JSON, unless its texts are long. Room for all of an answer is taken at once, so that it need
/// not move as it grows.
pub(crate) const USUAL_SIZE: usize = 512;

/// Appends a booking to the array that `body` ends with, in which `before` others stand already.
pub fn push_booking<T: AsRef<str>>(body: &mut Vec<u8>, before: usize, booking: &Booking<T>) {
    if before > 0 {
        body.push(b',');
    }
    booking.write_json(body);
}

/// The beginning of an answer whose body is JSON.
#[must_use]
pub fn json(status: StatusCode) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status);
    response.insert_header((CONTENT_TYPE, HeaderValue::from_static("application/json")));
    response
}
