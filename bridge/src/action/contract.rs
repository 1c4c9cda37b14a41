//! The contract between an action and the HTTP layer.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use booking_core::BookingService;
use schemars::JsonSchema;

use crate::availability::Availability;
use crate::engine::Engine;
use crate::http::arguments::{Arguments, FromArguments};
use crate::http::error::ApiError;
use crate::http::response::IntoResponse;
use crate::notices::Notices;

/// The parts of the program that actions use.
pub struct Context {
    /// The booking service.
    pub service: Arc<BookingService>,
    /// The engine, which holds the gateway to the facility.
    pub engine: Arc<Engine>,
    /// The facility's slots.
    pub availability: Arc<Availability>,
    /// The channels of notices.
    pub notices: Arc<Notices>,
}

/// An operation that callers request by name.
pub trait Action {
    /// A sentence for the OpenAPI document.
    const SUMMARY: &'static str;
    /// The HTTP status on success.
    const STATUS: StatusCode = StatusCode::OK;
    /// The arguments.
    type Request: FromArguments + JsonSchema;
    /// The members of the response, without `success`.
    type Response: IntoResponse + JsonSchema;

    /// Carries out the action.
    fn apply(context: &Context, request: Self::Request) -> impl Future<Output = Result<Self::Response, ApiError>>;
}

/// Parses the arguments, carries out the action and writes its response.
pub(super) async fn carry_out<A: Action>(arguments: &Arguments, context: &Context) -> Result<HttpResponse, ApiError> {
    let request = A::Request::from_arguments(arguments)?;
    A::apply(context, request).await?.into_response(A::STATUS)
}
