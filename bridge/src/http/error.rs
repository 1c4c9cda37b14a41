//! Error codes, their HTTP statuses and bodies. This is the only file that names an error's HTTP status.

use actix_web::HttpResponse;
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{Method, StatusCode};
use booking_core::Error;
use booking_core::error::SlotConflict;
use schemars::JsonSchema;
use serde::Serialize;
use strum::VariantArray;

/// The `Retry-After` of [`ErrorCode::Overloaded`], in seconds.
const RETRY_AFTER: &str = "1";

/// The stable name of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, VariantArray)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The body is not JSON, or not an object.
    InvalidJson,
    /// The body names no action.
    MissingAction,
    /// The body names an action that does not exist.
    UnknownAction,
    /// An argument is missing, of the wrong type, out of range, or not one this action takes.
    InvalidField,
    /// A token is configured and the request lacks it.
    Unauthorized,
    /// The `Host` is not allowed.
    ForbiddenHost,
    /// The `Origin` is not allowed.
    ForbiddenOrigin,
    /// No account has this id.
    AccountNotFound,
    /// No booking has this id.
    BookingNotFound,
    /// No plan has this id.
    PlanNotFound,
    /// The path does not exist.
    NotFound,
    /// The path does not take this method.
    MethodNotAllowed,
    /// The body took too long to arrive.
    RequestTimeout,
    /// The account already holds that date and time.
    SlotConflict,
    /// The account is switched off.
    AccountInactive,
    /// No facility is connected.
    NoFacility,
    /// Another account has this netid.
    NetidTaken,
    /// The account still has pending or confirmed bookings today or later, or gives places back.
    AccountInUse,
    /// The rules do not allow this status change.
    InvalidTransition,
    /// The confirmed booking cannot be cancelled because its slot has begun.
    SlotBegun,
    /// The body is too large.
    PayloadTooLarge,
    /// The body is not `application/json`.
    UnsupportedMediaType,
    /// The idempotency key was used with a different request.
    IdempotencyMismatch,
    /// An unexpected error; the log has its cause.
    Internal,
    /// The write queue is full.
    Overloaded,
    /// The database cannot be used right now.
    StorageUnavailable,
    /// The bridge's clock is outside the years 2000 to 2100.
    InvalidClock,
}

impl ErrorCode {
    /// The HTTP status of the code.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::InvalidJson | Self::MissingAction | Self::UnknownAction | Self::InvalidField => {
                StatusCode::BAD_REQUEST
            }
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::ForbiddenHost | Self::ForbiddenOrigin => StatusCode::FORBIDDEN,
            Self::AccountNotFound | Self::BookingNotFound | Self::PlanNotFound | Self::NotFound => {
                StatusCode::NOT_FOUND
            }
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::RequestTimeout => StatusCode::REQUEST_TIMEOUT,
            Self::SlotConflict
            | Self::AccountInactive
            | Self::NoFacility
            | Self::NetidTaken
            | Self::AccountInUse
            | Self::InvalidTransition
            | Self::SlotBegun => StatusCode::CONFLICT,
            Self::PayloadTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::IdempotencyMismatch => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Overloaded | Self::StorageUnavailable | Self::InvalidClock => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

/// An error response, and the cause that only the log gets.
#[derive(Debug)]
pub struct ApiError {
    body: Box<ErrorBody>,
    cause: Option<String>,
}

/// The body of every failure.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ErrorBody {
    /// Always false.
    #[schemars(extend("const" = false))]
    success: bool,
    /// A sentence that says what is wrong and what to do.
    error: String,
    /// The same sentence.
    message: String,
    /// The stable name of an error.
    code: ErrorCode,
    /// The argument at fault, with its index if it is a list's.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    /// An entry for each requested slot that is taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    conflicts: Option<Vec<SlotConflict>>,
}

/// The cause of a failed request, for the log.
pub struct Cause(pub String);

impl ApiError {
    /// An error without a field.
    #[must_use]
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        let message = message.into();
        let body = ErrorBody { success: false, error: message.clone(), message, code, field: None, conflicts: None };
        Self { body: Box::new(body), cause: None }
    }

    /// Refuses a method. The message is `only`, then the allowed methods.
    #[must_use]
    pub fn other_method(only: &str, allowed: &[Method]) -> HttpResponse {
        let allowed = allowed.iter().map(Method::as_str).collect::<Vec<_>>().join(", ");
        let mut response = Self::new(ErrorCode::MethodNotAllowed, format!("{only} {allowed} only.")).into_response();
        if let Ok(allowed) = HeaderValue::try_from(allowed) {
            response.headers_mut().insert(header::ALLOW, allowed);
        }
        response
    }

    /// `invalid_field` for an argument.
    #[must_use]
    pub fn field(field: impl Into<String>, message: impl Into<String>) -> Self {
        let mut error = Self::new(ErrorCode::InvalidField, message);
        error.body.field = Some(field.into());
        error
    }

    /// `internal`; only the log gets the cause.
    #[must_use]
    pub fn internal(cause: impl Into<String>) -> Self {
        Self::from(Error::Internal { cause: cause.into() })
    }

    /// The text to log.
    #[must_use]
    pub fn into_cause(self) -> String {
        self.cause.unwrap_or(self.body.message)
    }

    /// The response, with the cause attached for the log.
    #[must_use]
    pub fn into_response(self) -> HttpResponse {
        let mut builder = HttpResponse::build(self.body.code.status());
        if self.body.code == ErrorCode::Overloaded {
            builder.insert_header((header::RETRY_AFTER, RETRY_AFTER));
        }
        if self.body.code == ErrorCode::Unauthorized {
            builder.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        let mut response = builder.json(self.body);
        if let Some(cause) = self.cause {
            response.extensions_mut().insert(Cause(cause));
        }
        response
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        let code = match &error {
            Error::InvalidField { .. } => ErrorCode::InvalidField,
            Error::AccountNotFound(_) => ErrorCode::AccountNotFound,
            Error::BookingNotFound(_) => ErrorCode::BookingNotFound,
            Error::PlanNotFound(_) => ErrorCode::PlanNotFound,
            Error::SlotConflict(_) => ErrorCode::SlotConflict,
            Error::AccountInactive(_) | Error::AccountDeleted(_) | Error::AutomationOff(_) => {
                ErrorCode::AccountInactive
            }
            Error::NoFacility => ErrorCode::NoFacility,
            Error::NetIdTaken(_) => ErrorCode::NetidTaken,
            Error::AccountInUse { .. } | Error::AccountGivesBack { .. } => ErrorCode::AccountInUse,
            Error::InvalidTransition { .. } | Error::PlanEnded { .. } => ErrorCode::InvalidTransition,
            Error::SlotBegun(_) => ErrorCode::SlotBegun,
            Error::IdempotencyMismatch => ErrorCode::IdempotencyMismatch,
            Error::Overloaded => ErrorCode::Overloaded,
            Error::StorageUnavailable { .. } => ErrorCode::StorageUnavailable,
            Error::InvalidClock { .. } => ErrorCode::InvalidClock,
            Error::Internal { .. } => ErrorCode::Internal,
        };
        let mut response = Self::new(code, error.to_string());
        response.cause = error.cause().map(str::to_owned);
        match error {
            Error::InvalidField { field, .. } => response.body.field = Some(field.into_owned()),
            Error::SlotConflict(conflicts) => response.body.conflicts = Some(conflicts),
            _ => {}
        }
        response
    }
}
