//! Writes an action's outcome as JSON.

use actix_web::http::StatusCode;
use actix_web::http::header::ContentType;
use actix_web::{HttpResponse, HttpResponseBuilder};
use serde::Serialize;

use crate::http::error::ApiError;

/// An action's outcome that becomes an HTTP response.
pub trait IntoResponse {
    /// The response, with the action's own status.
    ///
    /// # Errors
    /// When the outcome cannot be written as JSON.
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

/// A builder of a response with a JSON body.
pub(super) fn json(status: StatusCode) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status);
    response.content_type(ContentType::json());
    response
}
