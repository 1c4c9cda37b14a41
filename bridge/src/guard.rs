//! Who may call. The bridge has no users of its own; it takes care that no foreign web page can reach it through a
//! visitor's browser.

use std::net::SocketAddr;
use std::str::FromStr;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap};
use actix_web::http::uri::PathAndQuery;
use actix_web::middleware::Next;
use actix_web::web::Data;
use subtle::ConstantTimeEq as _;

use crate::config::Settings;
use crate::error::{ApiError, ErrorCode};

/// The origin of a page that may call: scheme, host and port, as a browser sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedOrigin(String);

impl AllowedOrigin {
    /// The origin as a browser sends it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AllowedOrigin {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const FORM: &str = "use scheme, host and port only, as in http://localhost:3000";
        let origin = text.trim().to_ascii_lowercase();
        let uri: actix_web::http::Uri = origin.parse().map_err(|_| FORM)?;
        match (uri.scheme_str(), uri.authority(), uri.path_and_query().map(PathAndQuery::as_str)) {
            (Some("http" | "https"), Some(authority), None | Some("/"))
                if !authority.as_str().contains('@') && !origin.ends_with('/') =>
            {
                Ok(Self(origin))
            }
            _ => Err(FORM),
        }
    }
}

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
        let given = headers.get(header::AUTHORIZATION).and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
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
    match verdict {
        Ok(()) => next.call(request).await.map(ServiceResponse::map_into_left_body),
        Err(refusal) => Ok(request.into_response(refusal.into_response()).map_into_right_body()),
    }
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
    fn an_origin_is_scheme_host_and_port() {
        for good in ["http://localhost:3000", "https://booking.example", "HTTP://LOCALHOST:3000"] {
            assert!(good.parse::<AllowedOrigin>().is_ok(), "{good}");
        }
        for bad in ["", "localhost:3000", "http://a/b", "http://a/", "ftp://a", "*", "null", "http://me@a"] {
            assert!(bad.parse::<AllowedOrigin>().is_err(), "{bad}");
        }
    }

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
