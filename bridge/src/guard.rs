//! Who may call. The bridge has no users of its own; it takes care that no foreign web page can reach it through a
//! visitor's browser.

use std::net::SocketAddr;
use std::str::FromStr;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap};
use actix_web::middleware::Next;
use actix_web::web::Data;
use subtle::ConstantTimeEq as _;

use crate::config::Settings;
use crate::cors;
use crate::error::{ApiError, ErrorCode};
use crate::origin::AllowedOrigin;

/// A host name to answer to, without its port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedHost(String);

impl FromStr for AllowedHost {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        host_name(text.trim()).map(Self).ok_or("use a host name, as in bridge or bridge.example:8008")
    }
}

/// The secret that every action must bring. It cannot be printed.
#[derive(Clone)]
pub struct Token(String);

impl FromStr for Token {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let usable = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        usable.then(|| Self(text.to_owned())).ok_or("use one or more printable ASCII characters without spaces")
    }
}

/// What a request is judged by.
pub struct Guard {
    hosts: Vec<AllowedHost>,
    origins: Vec<AllowedOrigin>,
    token: Option<Token>,
}

impl Guard {
    /// The bridge's own hosts are the loopback names and the address that it listens on.
    #[must_use]
    pub fn new(settings: &Settings, listening: SocketAddr) -> Self {
        let own = ["localhost".to_owned(), "127.0.0.1".to_owned(), "[::1]".to_owned(), listening.to_string()];
        let own = own.iter().filter_map(|host| host_name(host)).map(AllowedHost);
        Self {
            hosts: own.chain(settings.allowed_hosts.iter().cloned()).collect(),
            origins: settings.allowed_origins.clone(),
            token: settings.token.clone(),
        }
    }

    fn check_caller(&self, headers: &HeaderMap) -> Result<(), ApiError> {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).map(without_port);
        let own = |host: &str| self.hosts.iter().any(|AllowedHost(own)| own.eq_ignore_ascii_case(host));
        if !host.is_some_and(own) {
            let message = "This Host is not one that the bridge answers to: use localhost, or name the host in BRIDGE_ALLOWED_HOSTS.";
            return Err(ApiError::new(ErrorCode::ForbiddenHost, message));
        }
        let allowed = |origin: &str| self.origins.iter().any(|one| one.as_str() == origin);
        match headers.get(header::ORIGIN) {
            Some(origin) if !origin.to_str().is_ok_and(allowed) => {
                let message = "Pages of this Origin may not call the bridge: name the origin in BRIDGE_ALLOWED_ORIGINS if they should.";
                Err(ApiError::new(ErrorCode::ForbiddenOrigin, message))
            }
            _ => Ok(()),
        }
    }

    /// Whether the request brings the token, where one is configured.
    ///
    /// # Errors
    /// [`ErrorCode::Unauthorized`] when it does not.
    pub fn check_token(&self, headers: &HeaderMap) -> Result<(), ApiError> {
        let Some(Token(expected)) = &self.token else { return Ok(()) };
        let given = headers.get(header::AUTHORIZATION).and_then(|value| bearer(value.as_bytes()));
        // The comparison takes the same time wherever the first difference is.
        match given {
            Some(given) if bool::from(given.ct_eq(expected.as_bytes())) => Ok(()),
            _ => Err(ApiError::new(
                ErrorCode::Unauthorized,
                "This bridge needs a token: send it as \"Authorization: Bearer <token>\".",
            )),
        }
    }
}

/// Lets a request through only from a host and an origin that are allowed.
///
/// # Errors
/// None of its own: a refusal is an answer.
pub async fn admit(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let verdict = match request.app_data::<Data<Guard>>() {
        Some(guard) => guard.check_caller(request.headers()),
        None => Err(ApiError::internal("no guard is configured")),
    };
    if let Err(refusal) = verdict {
        return Ok(request.into_response(refusal.into_response()).map_into_right_body());
    }
    let response = next.call(request).await?;
    Ok(match response.response().error().and_then(|error| error.as_error()).map(cors::refusal) {
        None => response.map_into_left_body(),
        Some(refusal) => response.into_response(refusal).map_into_right_body(),
    })
}

/// The token of an `Authorization`. Its scheme may be written in any case (RFC 9110, 11.1).
fn bearer(value: &[u8]) -> Option<&[u8]> {
    let (scheme, token) = value.split_at_checked(b"Bearer ".len())?;
    scheme.eq_ignore_ascii_case(b"Bearer ").then_some(token)
}

/// The name that a configured host has without its port.
fn host_name(host: &str) -> Option<String> {
    let authority: actix_web::http::uri::Authority = host.parse().ok()?;
    let plain = !authority.host().is_empty() && !authority.as_str().contains('@');
    plain.then(|| authority.host().to_owned())
}

/// What a `Host` says before its port. It need not be a name: nothing but an allowed host is equal to one.
fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_compared_without_its_port() {
        assert_eq!(host_name("localhost:8008").as_deref(), Some("localhost"));
        assert_eq!(host_name("[::1]:8008").as_deref(), Some("[::1]"));
        assert_eq!(host_name("localhost@evil.example"), None);
        assert_eq!(host_name(""), None);
        assert_eq!(
            ["localhost:8008", "[::1]:8008", "[::1]", "bridge"].map(without_port),
            ["localhost", "[::1]", "[::1]", "bridge"]
        );
    }
}
