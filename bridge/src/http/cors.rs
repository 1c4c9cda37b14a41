//! Cross-origin requests: which pages may call, and what their browsers may send.

use actix_cors::{Cors, CorsError};
use actix_web::HttpResponse;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderName};
use actix_web::middleware::Next;

use crate::config::AllowedOrigin;
use crate::http::error::{ApiError, ErrorCode};
use crate::telemetry::request_log::REQUEST_ID;

/// The time for which a browser may cache a preflight response, in seconds.
const PREFLIGHT_MAX_AGE: usize = 600;

const METHODS: [Method; 3] = [Method::GET, Method::HEAD, Method::POST];
const HEADERS: [HeaderName; 3] = [header::CONTENT_TYPE, header::AUTHORIZATION, REQUEST_ID];

/// Answers preflights, refuses other origins, and lets the pages of these origins read responses.
pub fn cors(origins: &[AllowedOrigin]) -> Cors {
    origins
        .iter()
        .fold(Cors::default(), |cors, origin| cors.allowed_origin(origin.as_str()))
        .block_on_origin_mismatch(true)
        .allowed_methods(METHODS)
        .allowed_headers(HEADERS)
        .expose_headers([REQUEST_ID])
        .max_age(PREFLIGHT_MAX_AGE)
}

/// Gives the refusals of [`cors`] the body that every failure has.
///
/// # Errors
/// None of its own: a refusal is a response.
pub async fn describe_refusals(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let response = next.call(request).await?;
    Ok(match response.response().error().and_then(|error| error.as_error()).map(refusal) {
        None => response.map_into_left_body(),
        Some(refusal) => response.into_response(refusal).map_into_right_body(),
    })
}

fn refusal(error: &CorsError) -> HttpResponse {
    match error {
        CorsError::BadRequestMethod | CorsError::MethodNotAllowed => {
            ApiError::other_method("Pages may call the bridge by", &METHODS)
        }
        CorsError::BadRequestHeaders | CorsError::HeadersNotAllowed => {
            let message =
                format!("Header not allowed. Pages may add {}.", HEADERS.each_ref().map(HeaderName::as_str).join(", "));
            ApiError::new(ErrorCode::ForbiddenOrigin, message).into_response()
        }
        CorsError::MissingOrigin => {
            ApiError::new(ErrorCode::ForbiddenOrigin, "CORS preflight without an Origin header. Add the page's origin.")
                .into_response()
        }
        _ => {
            let message = "Origin not allowed. Add it to BRIDGE_ALLOWED_ORIGINS.";
            ApiError::new(ErrorCode::ForbiddenOrigin, message).into_response()
        }
    }
}
