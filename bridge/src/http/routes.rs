//! Registers every path.

use actix_web::http::Method;
use actix_web::http::header::ContentType;
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpResponse, Resource, Route, guard};
use booking_core::BookingService;
use serde_json::json;

use crate::http::error::{ApiError, ErrorCode};
use crate::http::{calendar, dispatch, events, openapi};
use crate::telemetry::metrics::Metrics;

/// Adds every path to the app.
pub fn configure(app: &mut ServiceConfig) {
    for path in ["/api/python/bookings", "/api/python/accounts", "/api/python/slots"] {
        let endpoint = web::resource(path).route(web::post().to(dispatch::handle));
        app.service(endpoint.default_service(web::to(async || other_method(&[Method::POST]))));
    }
    app.service(readable("/api/python/events", read().to(events::handle)))
        .service(readable("/api/python/calendar/{file}", read().to(calendar::handle)))
        .service(readable("/health", read().to(health)))
        .service(readable("/ready", read().to(ready)))
        .service(readable("/metrics", read().to(metrics)))
        .service(readable("/openapi.json", read().to(openapi_document)))
        .default_service(web::to(unknown_path));
}

/// A route for GET and HEAD. The server leaves the body out of a response to HEAD.
fn read() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

fn readable(path: &str, read: Route) -> Resource {
    web::resource(path).route(read).default_service(web::to(async || other_method(&[Method::GET, Method::HEAD])))
}

async fn health() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "success": true, "status": "up" }))
}

async fn ready(service: Data<BookingService>) -> HttpResponse {
    match service.check_ready() {
        Ok(()) => HttpResponse::Ok().json(json!({ "success": true, "status": "ready" })),
        Err(error) => ApiError::from(error).into_response(),
    }
}

async fn metrics(metrics: Data<Metrics>, service: Data<BookingService>) -> HttpResponse {
    match metrics.text(&service) {
        Ok(text) => HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(text),
        Err(error) => ApiError::internal(error.to_string()).into_response(),
    }
}

async fn openapi_document() -> HttpResponse {
    HttpResponse::Ok().content_type(ContentType::json()).json(openapi::document())
}

fn other_method(allowed: &[Method]) -> HttpResponse {
    ApiError::other_method("This path takes", allowed)
}

async fn unknown_path() -> HttpResponse {
    let message = "This path does not exist. Post actions to /api/python/bookings.";
    ApiError::new(ErrorCode::NotFound, message).into_response()
}
