use std::sync::Arc;

use booking_core::gateway::{FacilityGateway as _, GatewayFailure, Session};
use booking_core::ids::AccountId;
use bridge::gateway::{RestGateway, Sessions};

use crate::raw_server::RawServer;
use crate::support::{NOW, StoppedClock, gateway, moment, password};

const LATER: &str = "2026-11-22T09:31:00.000Z";

struct Client {
    gateway: Arc<RestGateway>,
    sessions: Sessions,
}

impl Client {
    fn of(url: &str) -> Self {
        let gateway = Arc::new(gateway(url));
        Self { sessions: Sessions::new(gateway.clone(), Arc::new(StoppedClock)), gateway }
    }

    async fn sign_in(&self, changed_at: &str) -> Result<Session, GatewayFailure> {
        let credentials = password("anna", "a password");
        self.sessions.get(account(), moment(changed_at), self.gateway.sign_in(&credentials)).await
    }

    /// The session that is kept, without signing in.
    async fn kept(&self, changed_at: &str) -> Option<Session> {
        self.sessions.get(account(), moment(changed_at), async { Err(()) }).await.ok()
    }
}

fn account() -> AccountId {
    serde_json::from_str("1").unwrap()
}

/// A facility that takes every sign-in, for so many seconds.
async fn signs_in(seconds: u32) -> RawServer {
    RawServer::answering(200, &format!(r#"{{"id":7,"access_token":"abc","expires_in":{seconds}}}"#)).await
}

#[tokio::test]
async fn an_account_signs_in_once_until_its_session_is_forgotten() {
    let server = signs_in(3_600).await;
    let client = Client::of(&server.url);
    let (first, second) = tokio::join!(client.sign_in(NOW), client.sign_in(NOW));
    assert!(first.is_ok() && second.is_ok());
    let session = client.kept(NOW).await.unwrap();
    assert_eq!(server.requests().len(), 2, "a sign-in and the member's id");
    client.sessions.forget(account(), &session).await;
    assert!(client.kept(NOW).await.is_none());
}

#[tokio::test]
async fn a_changed_account_signs_in_anew() {
    let server = signs_in(3_600).await;
    let client = Client::of(&server.url);
    assert!(client.sign_in(NOW).await.is_ok());
    assert!(client.kept(LATER).await.is_none());
}

#[tokio::test]
async fn a_session_that_is_about_to_end_is_not_used() {
    let server = signs_in(59).await;
    let client = Client::of(&server.url);
    for _ in 0..2 {
        assert!(client.sign_in(NOW).await.is_ok());
    }
    assert_eq!(server.requests().len(), 4);
}
