//! Middleware around every request: its id, its line in the log, its part in the metrics.
//!
//! Successful reads are logged at debug; writes, failures and reads slower than [`SLOW`] at info.

use std::error::Error;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use actix_web::body::{BodySize, BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpMessage as _, HttpRequest};
use log::Level;
use uuid::Uuid;

use crate::action::ActionName;
use crate::http::error::Cause;
use crate::telemetry::metrics::Metrics;

/// The header with the request's id: the caller's own or a new one.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const MAX_ID_LENGTH: usize = 128;
const NO_ID: HeaderValue = HeaderValue::from_static("none");

/// From this duration on, a successful read is logged at info.
pub const SLOW: Duration = Duration::from_millis(250);
/// The number of characters of a path that are logged, which bounds the memory of lines that wait to be written.
const LOGGED_PATH: usize = 200;

/// Gives the request an id, logs it and counts it.
///
/// # Errors
/// The inner services' errors.
pub async fn log_request(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let in_flight = InFlight::begin(request_id(&request));
    let mut response = next.call(request).await?;
    let (id, elapsed) = in_flight.end();
    let action = response.request().extensions().get::<ActionName>().copied();
    log_response(&response, &id, action, elapsed);
    let name = action_label(action);
    if let Some(metrics) = response.request().app_data::<Data<Metrics>>() {
        metrics.count_response(name, response.status().as_u16(), elapsed);
    }
    response.headers_mut().insert(REQUEST_ID, id.clone());
    if response.response().body().size() != BodySize::Stream {
        return Ok(response.map_into_left_body());
    }
    Ok(response.map_body(|_, body| EitherBody::right(StreamedBody { body: body.boxed(), id, action: name })))
}

fn action_label(action: Option<ActionName>) -> &'static str {
    action.map_or("none", ActionName::as_str)
}

fn log_response<B>(response: &ServiceResponse<B>, id: &HeaderValue, action: Option<ActionName>, elapsed: Duration) {
    let (id, name, status) = (id.to_str().unwrap_or_default(), action_label(action), response.status());
    if let Some(Cause(cause)) = response.response().extensions().get::<Cause>() {
        log::error!("request_id={id} action={name} cause={cause:?}");
    }
    let is_read = action.is_none_or(ActionName::is_read);
    let level = if is_read && status.is_success() && elapsed < SLOW { Level::Debug } else { Level::Info };
    if log::log_enabled!(level) {
        let path: String = logged_path(response.request()).chars().take(LOGGED_PATH).collect();
        log::log!(
            level,
            "request_id={id} method={} path={path:?} action={name} status={} duration_us={}",
            response.request().method(),
            status.as_u16(),
            elapsed.as_micros()
        );
    }
}

/// The path's pattern, because a calendar's path contains its secret; the path itself where nothing is served under it.
fn logged_path(request: &HttpRequest) -> String {
    request.match_pattern().unwrap_or_else(|| request.path().to_owned())
}

/// A request without a response yet. When the client disconnects, actix drops it; a write may still commit.
struct InFlight {
    id: Option<HeaderValue>,
    started: Instant,
}

impl InFlight {
    fn begin(id: HeaderValue) -> Self {
        Self { id: Some(id), started: Instant::now() }
    }

    /// The request's id and duration.
    fn end(mut self) -> (HeaderValue, Duration) {
        (self.id.take().unwrap_or(NO_ID), self.started.elapsed())
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        if let Some(id) = &self.id {
            let (id, elapsed) = (id.to_str().unwrap_or_default(), self.started.elapsed());
            log::info!("request_id={id} client disconnected before the response, duration_us={}", elapsed.as_micros());
        }
    }
}

/// A streamed body. Its head is already sent, so an error can only be logged.
struct StreamedBody {
    body: BoxBody,
    id: HeaderValue,
    action: &'static str,
}

impl MessageBody for StreamedBody {
    type Error = Box<dyn Error>;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        let next = self.body.as_pin_mut().poll_next(context);
        if let Poll::Ready(Some(Err(cause))) = &next {
            let (id, cause) = (self.id.to_str().unwrap_or_default(), cause.to_string());
            log::error!("request_id={id} action={} response aborted, cause={cause:?}", self.action);
        }
        next
    }
}

/// The caller's id if it is short and of harmless characters, otherwise a new one.
fn request_id(request: &ServiceRequest) -> HeaderValue {
    let is_harmless = |id: &[u8]| {
        (1..=MAX_ID_LENGTH).contains(&id.len())
            && id.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(byte))
    };
    match request.headers().get(REQUEST_ID) {
        Some(id) if is_harmless(id.as_bytes()) => id.clone(),
        _ => HeaderValue::from_str(&Uuid::new_v4().to_string()).unwrap_or(NO_ID),
    }
}
