use std::time::Duration;

use booking_core::gateway::{FacilityGateway as _, Outcome};
use booking_core::slot::Location;

use crate::broken_connections::session;
use crate::raw_server::{RawServer, Then};
use crate::support::{DATE, fitness, gateway, gateway_with};

#[tokio::test]
async fn a_request_to_wait_holds_for_everybody() {
    let head = "HTTP/1.1 429 X\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n";
    let server = RawServer::start(head, Then::Close).await;
    let gateway = gateway(&server.url);
    let answer = gateway.book(&session(), &fitness("08:00")).await;
    assert_eq!((answer.outcome, answer.retry_after), (Outcome::RateLimited, Some(Duration::from_mins(2))));
    assert!(answer.sent_at.is_some());

    let answer = gateway.book(&session(), &fitness("08:00")).await;
    assert_eq!((answer.outcome, answer.sent_at), (Outcome::RateLimited, None));
    let failure = gateway.slots(Location::X1, DATE.parse().unwrap()).await.unwrap_err();
    assert_eq!(failure.outcome, Outcome::RateLimited);
    for wait in [answer.retry_after, failure.retry_after] {
        assert!((1..=120).contains(&wait.unwrap().as_secs()), "{wait:?}");
    }
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn the_budgets_use_is_shown() {
    let server = RawServer::answering(403, "").await;
    let gateway = gateway_with(&server.url, 2);
    assert_eq!((gateway.budget().per_second, gateway.budget().used), (2, 0));
    gateway.book(&session(), &fitness("08:00")).await;
    gateway.book(&session(), &fitness("08:00")).await;
    assert!((1..=2).contains(&gateway.budget().used));
}

#[tokio::test]
async fn answers_that_the_profile_does_not_explain_are_counted() {
    let server = RawServer::answering(403, r#"{"statusCode":403,"message":"Closed for cleaning"}"#).await;
    let gateway = gateway(&server.url);
    for _ in 0..3 {
        assert_eq!(gateway.book(&session(), &fitness("08:00")).await.outcome, Outcome::Refused);
    }
    let unknown = gateway.unknown_answers();
    assert_eq!(unknown.len(), 1);
    assert_eq!((unknown[0].status, unknown[0].count), (403, 3));
    assert_eq!(unknown[0].message.as_deref(), Some("Closed for cleaning"));
}
