//! The contract between an action and the HTTP layer.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use booking_core::BookingService;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::DeserializeOwned;

use crate::http::arguments::Arguments;
use crate::http::error::ApiError;
use crate::http::response::IntoResponse;

/// An operation that callers can request by name.
pub trait Action {
    /// A sentence for the OpenAPI document.
    const SUMMARY: &'static str;
    /// The HTTP status on success.
    const STATUS: StatusCode = StatusCode::OK;
    /// A golden file: a request and its response, which a test replays.
    const EXAMPLE: &'static str;
    /// The arguments.
    type Request: DeserializeOwned + JsonSchema;
    /// The members of the response, without `success`.
    type Response: IntoResponse + JsonSchema;

    /// Carries out the action.
    fn apply(
        service: &Arc<BookingService>,
        request: Self::Request,
    ) -> impl Future<Output = Result<Self::Response, ApiError>>;
}

/// Parses the arguments, carries out the action and writes its response.
pub(super) async fn carry_out<A: Action>(
    arguments: &Arguments,
    service: &Arc<BookingService>,
) -> Result<HttpResponse, ApiError> {
    let request = arguments.parse::<A::Request>()?;
    A::apply(service, request).await?.into_response(A::STATUS)
}

/// An action's part of the OpenAPI document.
pub struct Description {
    /// The sentence about the action.
    pub summary: &'static str,
    /// The HTTP status on success.
    pub status: StatusCode,
    /// The golden file's text.
    pub example: &'static str,
    /// The schema of the arguments, without `action`.
    pub request: Schema,
    /// The schema of the response, without `success`.
    pub response: Schema,
}

impl Description {
    /// Describes `A`; shared types go into the generators' definitions.
    pub(super) fn of<A: Action>(requests: &mut SchemaGenerator, responses: &mut SchemaGenerator) -> Self {
        Self {
            summary: A::SUMMARY,
            status: A::STATUS,
            example: A::EXAMPLE,
            request: A::Request::json_schema(requests),
            response: A::Response::json_schema(responses),
        }
    }
}
