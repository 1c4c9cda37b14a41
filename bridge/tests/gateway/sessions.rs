use std::future::{Ready, ready};
use std::sync::Arc;

use booking_core::gateway::{Credentials, Outcome};
use booking_core::ids::AccountId;
use bridge::gateway::{SessionError, Sessions};

use crate::raw_server::RawServer;
use crate::support::{StoppedClock, gateway, password};

fn account() -> AccountId {
    serde_json::from_str("1").unwrap()
}

fn credentials() -> Ready<Result<Credentials, &'static str>> {
    ready(Ok(password("anna", "a password")))
}

fn unreadable() -> Ready<Result<Credentials, &'static str>> {
    ready(Err("no key"))
}

fn sessions(url: &str) -> Sessions {
    Sessions::new(Arc::new(gateway(url)), Arc::new(StoppedClock))
}

/// A facility that takes every sign-in, for so many seconds.
async fn signs_in(seconds: u32) -> RawServer {
    RawServer::answering(200, &format!(r#"{{"id":7,"access_token":"abc","expires_in":{seconds}}}"#)).await
}

#[tokio::test]
async fn an_account_signs_in_once_until_its_session_is_forgotten() {
    let server = signs_in(3_600).await;
    let sessions = sessions(&server.url);
    let (first, second) = tokio::join!(sessions.get(account(), credentials()), sessions.get(account(), credentials()));
    let session = first.unwrap_or_else(|error| panic!("{error:?}"));
    assert!(second.is_ok());
    assert!(sessions.get(account(), unreadable()).await.is_ok(), "kept");
    assert_eq!(server.requests().len(), 2, "a sign-in and the member's id");
    sessions.forget(account(), &session).await;
    assert!(matches!(sessions.get(account(), unreadable()).await, Err(SessionError::Credentials("no key"))));
    assert!(sessions.get(account(), credentials()).await.is_ok());
    sessions.remove(account());
    assert!(sessions.get(account(), unreadable()).await.is_err());
}

#[tokio::test]
async fn a_session_that_is_about_to_end_is_not_used() {
    let server = signs_in(59).await;
    let sessions = sessions(&server.url);
    for _ in 0..2 {
        assert!(sessions.get(account(), credentials()).await.is_ok());
    }
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn a_refused_sign_in_is_told_and_not_repeated() {
    let server = RawServer::answering(401, r#"{"statusCode":401,"message":"Unauthorized"}"#).await;
    match sessions(&server.url).get(account(), credentials()).await {
        Err(SessionError::Facility(failure)) => assert_eq!(failure.outcome, Outcome::SignInNeeded),
        other => panic!("{}", other.is_ok()),
    }
    assert_eq!(server.requests().len(), 1);
}
