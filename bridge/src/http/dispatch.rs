//! The one door: a body to an action to an answer.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use actix_web::body::{BodySize, MessageBody as _};
use actix_web::http::header::{self, HeaderMap};
use actix_web::http::{ConnectionType, Version};
use actix_web::web::{self, Bytes, Data};
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse};
use booking_core::BookingService;
use futures_util::FutureExt as _;
use serde_json::{Map, Value};

use crate::action::{self, ActionName};
use crate::http::arguments::Arguments;
use crate::http::error::{ApiError, ErrorCode};
use crate::http::guard::Guard;

/// The largest body, in bytes.
pub const BODY_LIMIT: usize = 256 * 1024;
/// How long a body may take to arrive.
const BODY_PATIENCE: Duration = Duration::from_secs(10);

/// Answers a request for an action.
pub async fn handle(
    request: HttpRequest,
    payload: web::Payload,
    service: Data<BookingService>,
    guard: Data<Guard>,
) -> HttpResponse {
    let body = match read(request.headers(), payload, &guard).await {
        Ok(body) => body,
        Err(error) => return error.into_response(),
    };
    let (name, arguments) = match parse(&body) {
        Ok(parsed) => parsed,
        Err(error) => return error.into_response(),
    };
    request.extensions_mut().insert(name);
    let mut response = answer(name, arguments, service.into_inner()).await.unwrap_or_else(ApiError::into_response);
    if request.version() < Version::HTTP_11 && response.body().size() == BodySize::Stream {
        end_by_closing(&mut response);
    }
    response
}

/// HTTP/1.0 has no chunks: the end of a body of unknown length is the end of the connection (RFC 9112, 6.1 and 6.3).
fn end_by_closing(response: &mut HttpResponse) {
    let head = response.head_mut();
    head.no_chunking(true);
    head.set_connection_type(ConnectionType::Close);
}

/// A panic of one action is that action's failure and nobody else's.
async fn answer(
    name: ActionName,
    arguments: Arguments,
    service: Arc<BookingService>,
) -> Result<HttpResponse, ApiError> {
    AssertUnwindSafe(action::run(name, &arguments, &service))
        .catch_unwind()
        .await
        .unwrap_or_else(|panic| Err(ApiError::internal(format!("panic: {}", panic_message(&*panic)))))
}

fn panic_message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message")
}

async fn read(headers: &HeaderMap, payload: web::Payload, guard: &Guard) -> Result<Bytes, ApiError> {
    guard.check_token(headers)?;
    check_media_type(headers)?;
    let body = actix_web::rt::time::timeout(BODY_PATIENCE, payload.to_bytes_limited(BODY_LIMIT)).await;
    match body {
        Ok(Ok(Ok(body))) => Ok(body),
        Ok(Ok(Err(_))) => Err(ApiError::new(ErrorCode::InvalidJson, "The body ended before it was complete.")),
        Ok(Err(_)) => Err(ApiError::new(
            ErrorCode::PayloadTooLarge,
            format!("The body is too large: send at most {} KiB.", BODY_LIMIT / 1024),
        )),
        Err(_) => Err(ApiError::new(
            ErrorCode::RequestTimeout,
            format!("The body did not arrive within {} seconds: send it again.", BODY_PATIENCE.as_secs()),
        )),
    }
}

fn check_media_type(headers: &HeaderMap) -> Result<(), ApiError> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = given.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(ApiError::new(
        ErrorCode::UnsupportedMediaType,
        "Send the body as JSON, with \"Content-Type: application/json\".",
    ))
}

fn parse(body: &[u8]) -> Result<(ActionName, Arguments), ApiError> {
    let members: Map<String, Value> = match serde_json::from_slice(body) {
        Ok(Value::Object(members)) => members,
        Ok(_) => {
            return Err(ApiError::new(
                ErrorCode::InvalidJson,
                "The body is JSON but not an object: send {\"action\": …}.",
            ));
        }
        Err(_) if body.is_empty() => {
            return Err(ApiError::new(
                ErrorCode::InvalidJson,
                "The body is empty: send a JSON object with an \"action\".",
            ));
        }
        Err(error) => {
            let message = format!("The body is not JSON: look at line {}, column {}.", error.line(), error.column());
            return Err(ApiError::new(ErrorCode::InvalidJson, message));
        }
    };
    let name = named(members.get("action"))?;
    Ok((name, Arguments::new(members)))
}

fn named(action: Option<&Value>) -> Result<ActionName, ApiError> {
    // What is no text is not shown: a request wrapped once too often may have anything in it, a password too.
    let kind = match action {
        Some(Value::String(name)) => return name.parse().map_err(|_| unknown(name)),
        None | Some(Value::Null) => {
            let message = format!("The body names no action: set \"action\" to one of {}.", ActionName::list());
            return Err(ApiError::new(ErrorCode::MissingAction, message));
        }
        Some(Value::Object(_)) => "an object",
        Some(Value::Array(_)) => "an array",
        Some(Value::Bool(_) | Value::Number(_)) => "no text",
    };
    let message = format!("The action is {kind}: use one of {}.", ActionName::list());
    Err(ApiError::new(ErrorCode::UnknownAction, message))
}

fn unknown(name: &str) -> ApiError {
    let shown: String = name.chars().take(60).collect();
    ApiError::new(ErrorCode::UnknownAction, format!("There is no action {shown:?}: use one of {}.", ActionName::list()))
}
