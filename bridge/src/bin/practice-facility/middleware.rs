//! The path of every request: log, faults, latency, `Date`.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{DATE, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage as _, ResponseError as _, rt};

use crate::bad_answers;
use crate::facility::Facility;
use crate::faults::Route;

/// Passes a request on with the configured faults. The routes under `/practice/` have none.
pub(crate) async fn pass(
    facility: Data<Facility>,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse, Error> {
    let mut answer = if request.path().starts_with("/practice/") {
        next.call(request).await?.map_into_boxed_body()
    } else {
        misbehave(&facility, request, next).await?
    };
    // actix adds the system's date unless there is one.
    let date = facility.clock.now().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    answer.headers_mut().insert(DATE, HeaderValue::try_from(date)?);
    Ok(answer)
}

async fn misbehave(
    facility: &Facility,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse, Error> {
    let now = facility.clock.now();
    let route = Route::of(request.method(), request.path());
    let number = facility.log.begin(now, request.method().as_str(), request.path());
    request.extensions_mut().insert(number);
    let mut answer = match facility.faults.before(now) {
        Ok(()) => next.call(request).await?.map_into_boxed_body(),
        Err(refusal) => request.into_response(refusal.error_response()),
    };
    let dropped = answer.status().is_success() && facility.faults.drops(route);
    if dropped {
        answer = bad_answers::broken(answer);
    } else if let Some(kind) = facility.faults.bad_answer(route) {
        answer = kind.spoil(answer).await;
    }
    let latency = facility.faults.latency();
    // Even a sleep of no length may last until the timer's next millisecond.
    if !latency.is_zero() {
        rt::time::sleep(latency).await;
    }
    if !dropped {
        facility.log.set_status(number, answer.status().as_u16());
    }
    Ok(answer)
}
