//! Around every request: its id, its line in the log, its part in the metrics.

use std::error::Error;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use actix_web::HttpMessage as _;
use actix_web::body::{BodySize, BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::{Bytes, Data};
use uuid::Uuid;

use crate::action::ActionName;
use crate::http::error::Cause;
use crate::telemetry::metrics::Metrics;

/// The name of a request, the caller's or a new one.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const LONGEST_ID: usize = 128;
const UNNAMED: HeaderValue = HeaderValue::from_static("none");

/// Gives the request an id, and writes its line when it is answered.
///
/// # Errors
/// What the services behind it answer with.
pub async fn log_request(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let in_flight = InFlight::begin(request_id(&request));
    let mut response = next.call(request).await?;
    let action = response.request().extensions().get::<ActionName>().copied().map_or("none", ActionName::as_str);
    let status = response.status().as_u16();
    let (id, elapsed) = in_flight.end();
    let shown = id.to_str().unwrap_or_default();
    if let Some(Cause(cause)) = response.response().extensions().get::<Cause>() {
        log::error!("request_id={shown} action={action} cause={cause:?}");
    }
    log::info!(
        "request_id={shown} method={} path={:?} action={action} status={status} duration_us={}",
        response.request().method(),
        response.request().path(),
        elapsed.as_micros()
    );
    if let Some(metrics) = response.request().app_data::<Data<Metrics>>() {
        metrics.answered(action, status, elapsed);
    }
    response.headers_mut().insert(REQUEST_ID, id.clone());
    if response.response().body().size() != BodySize::Stream {
        return Ok(response.map_into_left_body());
    }
    Ok(response.map_body(|_, body| EitherBody::right(StreamedBody { body: body.boxed(), id, action })))
}

/// A request on its way to an answer. A caller that breaks the connection off takes it away wherever it is, although what it
/// asked for may have been done, or will be.
struct InFlight {
    id: Option<HeaderValue>,
    begun: Instant,
}

impl InFlight {
    fn begin(id: HeaderValue) -> Self {
        Self { id: Some(id), begun: Instant::now() }
    }

    /// Its id, and how long it took.
    fn end(mut self) -> (HeaderValue, Duration) {
        (self.id.take().unwrap_or(UNNAMED), self.begun.elapsed())
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        if let Some(id) = &self.id {
            let (shown, elapsed) = (id.to_str().unwrap_or_default(), self.begun.elapsed());
            log::info!("request_id={shown} not answered: the caller has gone, duration_us={}", elapsed.as_micros());
        }
    }
}

/// A body that is still being made when the head of the answer has gone out. Where it breaks off, all that is left to do is to
/// log why.
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
            let (shown, cause) = (self.id.to_str().unwrap_or_default(), cause.to_string());
            log::error!("request_id={shown} action={} broken off, cause={cause:?}", self.action);
        }
        next
    }
}

/// The caller's own id where it is a harmless word, a new one elsewhere.
fn request_id(request: &ServiceRequest) -> HeaderValue {
    let harmless = |id: &[u8]| {
        (1..=LONGEST_ID).contains(&id.len())
            && id.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(byte))
    };
    match request.headers().get(REQUEST_ID) {
        Some(id) if harmless(id.as_bytes()) => id.clone(),
        _ => HeaderValue::from_str(&Uuid::new_v4().to_string()).unwrap_or(UNNAMED),
    }
}
