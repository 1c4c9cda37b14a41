//! Writes an action's outcome as JSON.

use actix_web::body::{BodySize, MessageBody as _};
use actix_web::http::header::ContentType;
use actix_web::http::{ConnectionType, StatusCode, Version};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
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

/// Ends the connection after a streamed body where the client knows no chunks: in HTTP/1.0 the connection's end is the body's
/// end (RFC 9112, 6.3).
pub(super) fn close_after_stream(request: &HttpRequest, response: &mut HttpResponse) {
    if request.version() < Version::HTTP_11 && response.body().size() == BodySize::Stream {
        response.head_mut().no_chunking(true);
        response.head_mut().set_connection_type(ConnectionType::Close);
    }
}
