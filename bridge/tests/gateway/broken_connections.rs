use std::io::Read as _;
use std::sync::Arc;

use booking_core::gateway::{Answer, FacilityGateway as _, Outcome, Session, Token};
use booking_core::slot::Location;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned, crypto};
use serde_json::Value;

use crate::raw_server::{RawServer, Then, answer};
use crate::support::{DATE, fitness, gateway, password, refused, summary};

pub(crate) fn session() -> Session {
    let token = Token::parse("a-token".to_owned()).unwrap();
    Session { token, refresh_token: None, member_id: 7.into(), valid_until: None }
}

async fn book(server: &RawServer) -> Answer {
    gateway(&server.url).book(&session(), &fitness("08:00")).await
}

#[tokio::test]
async fn a_facility_that_is_not_there_is_unavailable_and_nothing_was_sent() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let gateway = gateway(&url);
    let answer = gateway.book(&session(), &fitness("08:00")).await;
    assert_eq!((answer.outcome, answer.sent_at, answer.status_code), (Outcome::Unavailable, None, None));
    assert!(!answer.message.unwrap().as_str().contains(&url));
    assert_eq!(gateway.cancel(&session(), &"1".parse().unwrap()).await.sent_at, None);
    assert_eq!(gateway.slots(Location::X1, DATE.parse().unwrap()).await.unwrap_err().outcome, Outcome::Unavailable);
}

#[tokio::test]
async fn whatever_breaks_after_the_request_was_sent_is_unclear() {
    let long_head = format!("HTTP/1.1 201 X\r\n{}", "X-A: b\r\n".repeat(10_000));
    for (bytes, then, status) in [
        ("", Then::Close, None),
        ("HTTP/1.1 20", Then::Close, None),
        ("no HTTP at all\r\n\r\n", Then::Close, None),
        (long_head.as_str(), Then::Endless, None),
        ("HTTP/1.1 201 X\r\nContent-Length: 99\r\n\r\n{\"id\":1,\"status\":1}", Then::Close, Some(201)),
        ("HTTP/1.1 201 X\r\n\r\n{\"id\":1,\"status\":1} ", Then::Endless, Some(201)),
        ("HTTP/1.1 201 X\r\nTransfer-Encoding: chunked\r\n\r\nfff", Then::Close, Some(201)),
        ("HTTP/1.1 201 X\r\nContent-Encoding: gzip\r\n\r\n{\"id\":1,\"status\":1", Then::Close, Some(201)),
    ] {
        let server = RawServer::start(bytes, then).await;
        let answer = book(&server).await;
        assert_eq!(summary(&answer), (Outcome::Unclear, status), "{bytes:.40} {answer:?}");
        assert!(answer.sent_at.is_some() && answer.message.is_some(), "{answer:?}");
        assert_eq!(server.requests().len(), 1, "never repeated: {bytes:.40}");
    }
}

#[tokio::test]
async fn a_facility_that_falls_silent_is_given_up() {
    for bytes in ["", "HTTP/1.1 201 X\r\nContent-Length: 99\r\n\r\n{"] {
        let server = RawServer::start(bytes, Then::Silence).await;
        let answer = book(&server).await;
        assert_eq!(answer.outcome, Outcome::Unclear, "{answer:?}");
        assert!(answer.message.unwrap().as_str().contains("10 s"));
        tokio::time::resume();
    }
}

#[tokio::test]
async fn answers_of_odd_shape_are_unclear_or_refused() {
    let deep = "[".repeat(100_000);
    for (status, body, outcome) in [
        (201, deep.as_str(), Outcome::Unclear),
        (201, "", Outcome::Unclear),
        (201, "null", Outcome::Unclear),
        (201, r#"{"id":null,"status":1}"#, Outcome::Unclear),
        (201, r#"{"id":1}"#, Outcome::Unclear),
        (201, r#"{"id":1,"status":2}"#, Outcome::Unclear),
        (201, r#"{"id":"1","status":"1"}"#, Outcome::Confirmed),
        (200, r#"{"id":1,"status":3}"#, Outcome::Waitlisted),
        (204, "", Outcome::Unclear),
        (303, "", Outcome::Unclear),
        (403, deep.as_str(), Outcome::Refused),
        (403, "<html>This session is full.</html>", Outcome::Refused),
        (403, "This session is full.", Outcome::Full),
        (403, r#"{"message":["This session is full."]}"#, Outcome::Full),
        (403, "", Outcome::Refused),
        (418, r#"{"message":7}"#, Outcome::Refused),
        (503, "", Outcome::Unclear),
    ] {
        let server = RawServer::answering(status, body).await;
        let answer = book(&server).await;
        assert_eq!(summary(&answer), (outcome, Some(status)), "{status} {body:.40}");
    }
}

#[tokio::test]
async fn a_refusal_counts_whatever_becomes_of_its_body() {
    for (bytes, then) in [
        ("HTTP/1.1 403 X\r\nContent-Length: 99\r\n\r\n{\"message\":\"This", Then::Close),
        ("HTTP/1.1 403 X\r\n\r\nThis is no ", Then::Endless),
    ] {
        let server = RawServer::start(bytes, then).await;
        assert_eq!(summary(&book(&server).await), (Outcome::Refused, Some(403)), "{bytes}");
    }
}

#[tokio::test]
async fn no_redirect_is_followed() {
    let elsewhere = RawServer::answering(200, "{}").await;
    for status in [301, 302, 303, 307, 308] {
        let head = format!("HTTP/1.1 {status} X\r\nLocation: {}/x\r\nContent-Length: 0\r\n\r\n", elsewhere.url);
        let server = RawServer::start(head, Then::Close).await;
        assert_eq!(summary(&book(&server).await), (Outcome::Unclear, Some(status)));
        let failure = refused(gateway(&server.url).sign_in(&password("anna", "a password")).await);
        assert_eq!((failure.outcome, failure.status_code), (Outcome::Unavailable, Some(status)));
    }
    assert!(elsewhere.requests().is_empty());
}

#[tokio::test]
async fn a_foreign_certificate_is_unavailable_and_nothing_was_sent() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let certificate = CertificateDer::from(include_bytes!("certificate/certificate.der").to_vec());
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(include_bytes!("certificate/key.der").to_vec()));
        let config = ServerConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()));
        let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
        let config = config.with_single_cert(vec![certificate], key).unwrap();
        let stream = listener.accept().unwrap().0;
        let mut stream = StreamOwned::new(ServerConnection::new(Arc::new(config)).unwrap(), stream);
        stream.read(&mut [0]).is_ok()
    });
    let answer = gateway(&url).book(&session(), &fitness("08:00")).await;
    assert_eq!((answer.outcome, answer.sent_at), (Outcome::Unavailable, None));
    assert!(answer.message.unwrap().as_str().contains("certificate"));
    assert!(!server.join().unwrap(), "a byte was sent");
}

#[tokio::test]
async fn a_request_is_what_the_facilitys_page_sends_and_names_the_product() {
    let server = RawServer::answering(201, r#"{"id":1,"status":1}"#).await;
    assert_eq!(book(&server).await.outcome, Outcome::Confirmed);
    let requests = server.requests();
    let (head, body) = requests[0].split_once("\r\n\r\n").unwrap();
    let head = head.to_lowercase();
    assert!(head.starts_with("post /participations http/1.1\r\n"), "{head}");
    for line in ["user-agent: booking-bridge/", "authorization: bearer a-token", "content-type: application/json"] {
        assert!(head.contains(line), "{head}");
    }
    let body: Value = serde_json::from_str(body).unwrap();
    assert_eq!(body["memberId"], 7);
    assert_eq!(body["params"]["startDate"], "2026-11-25T07:00:00.000Z");
    assert_eq!(body["params"]["endDate"], "2026-11-25T07:59:00.000Z");
    assert_eq!(body["params"]["bookableProductId"], 20_061);
    assert_eq!(body["params"]["clickedOnBook"], true);
}

#[tokio::test]
async fn a_list_of_several_pages_is_read_whole_or_not_at_all() {
    let page = answer(200, r#"{"data":[],"pageCount":3}"#);
    let server = RawServer::start(page, Then::Close).await;
    assert_eq!(gateway(&server.url).slots(Location::X1, DATE.parse().unwrap()).await, Ok(Vec::new()));
    let pages: Vec<bool> = server.requests().iter().map(|request| request.contains("&page=")).collect();
    assert_eq!(pages, [false, true, true]);
    let endless = RawServer::answering(200, r#"{"data":[],"pageCount":1000000}"#).await;
    let failure = gateway(&endless.url).slots(Location::X1, DATE.parse().unwrap()).await.unwrap_err();
    assert_eq!(failure.outcome, Outcome::Unavailable);
}
