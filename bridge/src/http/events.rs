//! The event stream: server-sent events that tell what to read again.

use actix_web::http::{Method, header};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use booking_core::BookingService;

use crate::http::error::{ApiError, ErrorCode};
use crate::http::guard::Guard;
use crate::http::response::close_after_stream;
use crate::live::Feed;

/// Opens a stream, under the same checks as the endpoint of the actions.
pub async fn handle(
    request: HttpRequest,
    service: Data<BookingService>,
    feed: Data<Feed>,
    guard: Data<Guard>,
) -> HttpResponse {
    if let Err(refusal) = guard.check_token(request.headers()) {
        return refusal.into_response();
    }
    let mut stream = HttpResponse::Ok();
    stream
        .insert_header((header::CONTENT_TYPE, "text/event-stream"))
        .insert_header((header::CACHE_CONTROL, "no-store"));
    if request.method() == Method::HEAD {
        return stream.finish();
    }
    let Some(reader) = feed.subscribe(service.now()) else {
        let message = "Too many event streams are open. Close some pages and try again.";
        return ApiError::new(ErrorCode::Overloaded, message).into_response();
    };
    let mut response = stream.streaming(reader.into_stream());
    close_after_stream(&request, &mut response);
    response
}
