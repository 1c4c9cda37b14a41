//! The endpoint: turns a body into an action and its response.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use actix_web::http::header::{self, HeaderMap};
use actix_web::web::{self, Bytes, Data};
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse};
use booking_core::BookingService;
use futures_util::FutureExt as _;
use serde_json::{Map, Value};

use crate::action::{self, ActionName, Context};
use crate::availability::Availability;
use crate::engine::Engine;
use crate::http::arguments::{Arguments, SHOWN};
use crate::http::error::{ApiError, ErrorCode};
use crate::http::guard::Guard;
use crate::http::response::close_after_stream;
use crate::notices::Notices;

/// The largest body, in bytes.
pub const BODY_LIMIT: usize = 256 * 1024;
/// The time that a body may take to arrive.
const BODY_TIMEOUT: Duration = Duration::from_secs(10);

/// Carries out the action that the body names.
pub async fn handle(
    request: HttpRequest,
    payload: web::Payload,
    service: Data<BookingService>,
    engine: Data<Engine>,
    availability: Data<Availability>,
    notices: Data<Notices>,
    guard: Data<Guard>,
) -> HttpResponse {
    let context = Context {
        service: service.into_inner(),
        engine: engine.into_inner(),
        availability: availability.into_inner(),
        notices: notices.into_inner(),
    };
    let mut response = try_handle(&request, payload, &context, &guard).await.unwrap_or_else(ApiError::into_response);
    close_after_stream(&request, &mut response);
    response
}

async fn try_handle(
    request: &HttpRequest,
    payload: web::Payload,
    context: &Context,
    guard: &Guard,
) -> Result<HttpResponse, ApiError> {
    guard.check_token(request.headers())?;
    check_media_type(request.headers())?;
    let (name, arguments) = parse(&read(payload).await?)?;
    request.extensions_mut().insert(name);
    // A panic fails this request only.
    AssertUnwindSafe(action::run(name, &arguments, context))
        .catch_unwind()
        .await
        .unwrap_or_else(|panic| Err(ApiError::internal(format!("panic: {}", panic_message(&*panic)))))
}

fn panic_message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message")
}

fn check_media_type(headers: &HeaderMap) -> Result<(), ApiError> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = given.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    let message = "Send the body as JSON, with \"Content-Type: application/json\".";
    Err(ApiError::new(ErrorCode::UnsupportedMediaType, message))
}

async fn read(payload: web::Payload) -> Result<Bytes, ApiError> {
    let body = actix_web::rt::time::timeout(BODY_TIMEOUT, payload.to_bytes_limited(BODY_LIMIT)).await;
    let (code, message) = match body {
        Ok(Ok(Ok(body))) => return Ok(body),
        Ok(Ok(Err(_))) => (ErrorCode::InvalidJson, "The body is incomplete. Send all of it.".to_owned()),
        Ok(Err(_)) => {
            (ErrorCode::PayloadTooLarge, format!("The body is too large. Send at most {} KiB.", BODY_LIMIT / 1024))
        }
        Err(_) => {
            let seconds = BODY_TIMEOUT.as_secs();
            (ErrorCode::RequestTimeout, format!("The body did not arrive within {seconds} seconds. Send it again."))
        }
    };
    Err(ApiError::new(code, message))
}

fn parse(body: &[u8]) -> Result<(ActionName, Arguments), ApiError> {
    let message = match serde_json::from_slice::<Value>(body) {
        Ok(Value::Object(members)) => return Ok((action_name(&members)?, Arguments::new(members))),
        Ok(_) => "The body is JSON but not an object. Send {\"action\": …}.".to_owned(),
        Err(_) if body.is_empty() => "The body is empty. Send a JSON object with an \"action\".".to_owned(),
        Err(error) => format!("The body is not JSON. See line {}, column {}.", error.line(), error.column()),
    };
    Err(ApiError::new(ErrorCode::InvalidJson, message))
}

fn action_name(members: &Map<String, Value>) -> Result<ActionName, ApiError> {
    let (code, problem) = match members.get("action") {
        None | Some(Value::Null) => (ErrorCode::MissingAction, "The body has no \"action\"".to_owned()),
        Some(Value::String(name)) => {
            if let Ok(name) = name.parse() {
                return Ok(name);
            }
            let shown: String = name.chars().take(SHOWN).collect();
            (ErrorCode::UnknownAction, format!("There is no action {shown:?}"))
        }
        // The value is not repeated: a request wrapped once too often may hold a password.
        Some(_) => (ErrorCode::UnknownAction, "The \"action\" is not a string".to_owned()),
    };
    Err(ApiError::new(code, format!("{problem}. Use one of {}.", ActionName::list())))
}
