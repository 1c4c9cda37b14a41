//! The calendar of an account. The secret in its path names the account, so that a calendar app needs nothing else.

use actix_web::http::header::{self, EntityTag, IfNoneMatch};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use booking_core::BookingService;
use booking_core::calendar_link::{AccountCalendar, CalendarSecret};
use sha2::{Digest as _, Sha256};

use crate::calendar;
use crate::http::error::{ApiError, ErrorCode};
use crate::http::guard::Guard;

/// Serves `<secret>.ics`, under the same checks of the caller as the endpoint of the actions. A calendar app asks the web app,
/// which sends the token where one is configured.
pub async fn handle(request: HttpRequest, service: Data<BookingService>, guard: Data<Guard>) -> HttpResponse {
    let file = request.match_info().get("file").unwrap_or_default();
    let found = guard.check_token(request.headers()).and_then(|()| find(file, &service));
    match found.and_then(|calendar| respond(&request, &calendar, &service)) {
        Ok(response) => response,
        Err(refusal) => refusal.into_response(),
    }
}

/// A wrong, a revoked and a malformed secret get the same response.
fn find(file: &str, service: &BookingService) -> Result<AccountCalendar, ApiError> {
    let secret = file.strip_suffix(".ics").and_then(|secret| secret.parse::<CalendarSecret>().ok());
    let calendar = secret.map(|secret| service.account_calendar(&secret)).transpose()?.flatten();
    calendar.ok_or_else(|| ApiError::new(ErrorCode::NotFound, "There is no calendar under this link."))
}

fn respond(
    request: &HttpRequest,
    calendar: &AccountCalendar,
    service: &BookingService,
) -> Result<HttpResponse, ApiError> {
    let text = calendar::write(calendar, service.time_zone(), service.profile().ok(), service.now())
        .map_err(|error| ApiError::internal(error.to_string()))?;
    let tag = EntityTag::new_strong(digest(&text));
    if is_known(request, &tag) {
        return Ok(cached(HttpResponse::NotModified(), tag).finish());
    }
    Ok(cached(HttpResponse::Ok(), tag).content_type("text/calendar; charset=utf-8").body(text))
}

/// The first half of the text's SHA-256, in hexadecimal.
fn digest(text: &str) -> String {
    let half = Sha256::digest(text).iter().take(16).fold(0, |half: u128, byte| half << 8 | u128::from(*byte));
    format!("{half:032x}")
}

/// Only the calendar app may keep a copy, and asks each time whether it is current.
fn cached(mut response: HttpResponseBuilder, tag: EntityTag) -> HttpResponseBuilder {
    response.insert_header((header::CACHE_CONTROL, "private, no-cache")).insert_header(header::ETag(tag));
    response
}

fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    match header::Header::parse(request) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(known)) => known.iter().any(|known| known.weak_eq(tag)),
        Err(_) => false,
    }
}
