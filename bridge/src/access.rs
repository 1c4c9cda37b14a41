//! Around every request: its id, its line in the log, its part in the metrics.

use std::time::Instant;

use actix_web::HttpMessage as _;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use uuid::Uuid;

use crate::action::ActionName;
use crate::error::Cause;
use crate::metrics::Metrics;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const LONGEST_ID: usize = 128;

/// Gives the request an id, and writes its line when it is answered.
///
/// # Errors
/// What the services behind it answer with.
pub async fn observe(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let begun = Instant::now();
    let id = request_id(&request);
    let mut response = next.call(request).await?;
    let action = response.request().extensions().get::<ActionName>().copied().map_or("none", ActionName::as_str);
    let status = response.status().as_u16();
    let elapsed = begun.elapsed();
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
    response.headers_mut().insert(REQUEST_ID, id);
    Ok(response)
}

/// The caller's own id where it is a harmless word, a new one elsewhere.
fn request_id(request: &ServiceRequest) -> HeaderValue {
    let harmless = |id: &[u8]| {
        (1..=LONGEST_ID).contains(&id.len())
            && id.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(byte))
    };
    match request.headers().get(REQUEST_ID) {
        Some(id) if harmless(id.as_bytes()) => id.clone(),
        _ => HeaderValue::from_str(&Uuid::new_v4().to_string()).unwrap_or(HeaderValue::from_static("none")),
    }
}
