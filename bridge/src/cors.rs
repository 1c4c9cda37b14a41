//! What a browser is told of pages from elsewhere that may call.

use actix_cors::{Cors, CorsError};
use actix_web::HttpResponse;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderName};

use crate::access::REQUEST_ID;
use crate::error::{ApiError, ErrorCode};
use crate::origin::AllowedOrigin;

/// How long a browser may remember what a preflight was told, in seconds.
const REMEMBER: usize = 600;

fn methods() -> [Method; 2] {
    [Method::GET, Method::POST]
}

fn headers() -> [HeaderName; 3] {
    [header::CONTENT_TYPE, header::AUTHORIZATION, REQUEST_ID]
}

/// Answers preflights, and lets the pages of these origins read what they are answered.
pub fn cors(origins: &[AllowedOrigin]) -> Cors {
    origins
        .iter()
        .fold(Cors::default(), |cors, origin| cors.allowed_origin(origin.as_str()))
        .allowed_methods(methods())
        .allowed_headers(headers())
        .expose_headers([REQUEST_ID])
        .max_age(REMEMBER)
}

/// The answer to a preflight for what no page may ask, in the words of all other refusals.
#[must_use]
pub fn refusal(error: &CorsError) -> HttpResponse {
    match error {
        CorsError::BadRequestMethod | CorsError::MethodNotAllowed => {
            ApiError::other_method("Pages may ask the bridge by", &methods())
        }
        CorsError::BadRequestHeaders | CorsError::HeadersNotAllowed => {
            let allowed = headers().each_ref().map(HeaderName::as_str).join(", ");
            let message = format!("Pages may add no other headers to what they ask the bridge than {allowed}.");
            ApiError::new(ErrorCode::ForbiddenOrigin, message).into_response()
        }
        _ => {
            let message = "This is a browser's question on behalf of a page: say whose, in an Origin header.";
            ApiError::new(ErrorCode::ForbiddenOrigin, message).into_response()
        }
    }
}
