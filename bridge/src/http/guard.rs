//! The rules for callers: checks of `Host` and token. The bridge has no users of its own, so it must keep out requests that a
//! foreign web page sends through a visitor's browser. `cors.rs` checks the `Origin`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap};
use actix_web::middleware::Next;
use actix_web::web::Data;

use crate::config::{AllowedHost, Token};
use crate::http::error::{ApiError, ErrorCode};

/// The hosts and the token that requests are checked against.
pub struct Guard {
    hosts: Vec<AllowedHost>,
    token: Option<Token>,
}

impl Guard {
    /// A guard that also accepts the loopback names and the address that the bridge listens on.
    #[must_use]
    pub fn new(listening: IpAddr, allowed: &[AllowedHost], token: Option<Token>) -> Self {
        let own = [Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into(), listening].map(AllowedHost::from);
        let hosts = own.into_iter().chain([AllowedHost::localhost()]).chain(allowed.iter().cloned()).collect();
        Self { hosts, token }
    }

    fn check_host(&self, headers: &HeaderMap) -> Result<(), ApiError> {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        if host.is_some_and(|host| self.hosts.iter().any(|own| own.matches(host))) {
            return Ok(());
        }
        let message = "Host not allowed. Use localhost or add it to BRIDGE_ALLOWED_HOSTS.";
        Err(ApiError::new(ErrorCode::ForbiddenHost, message))
    }

    /// Checks the token, where one is configured.
    ///
    /// # Errors
    /// [`ErrorCode::Unauthorized`] when the request lacks it.
    pub fn check_token(&self, headers: &HeaderMap) -> Result<(), ApiError> {
        let Some(token) = &self.token else { return Ok(()) };
        let given = headers.get(header::AUTHORIZATION).and_then(|value| bearer(value.as_bytes()));
        if given.is_some_and(|given| token.matches(given)) {
            return Ok(());
        }
        let message = "This bridge requires a token. Send it as \"Authorization: Bearer <token>\".";
        Err(ApiError::new(ErrorCode::Unauthorized, message))
    }
}

/// Refuses requests whose `Host` is not allowed. A page that rebinds its own name to this machine is refused here.
///
/// # Errors
/// None of its own: a refusal is a response.
pub async fn check_host(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let checked = match request.app_data::<Data<Guard>>() {
        Some(guard) => guard.check_host(request.headers()),
        None => Err(ApiError::internal("no guard is configured")),
    };
    match checked {
        Ok(()) => Ok(next.call(request).await?.map_into_left_body()),
        Err(refusal) => Ok(request.into_response(refusal.into_response()).map_into_right_body()),
    }
}

/// The token of an `Authorization` header. Its scheme is case-insensitive (RFC 9110, 11.1).
fn bearer(value: &[u8]) -> Option<&[u8]> {
    let (scheme, token) = value.split_at_checked(b"Bearer ".len())?;
    scheme.eq_ignore_ascii_case(b"Bearer ").then_some(token)
}
