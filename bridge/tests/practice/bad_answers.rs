use serde_json::{Value, json};

use crate::facility::{FITNESS, Facility, X1_A, list};

const NOON: &str = "2026-11-22T11:00:00.000Z";

/// The beginning of an answer.
struct Answer {
    status: u16,
    content_type: String,
    location: Option<String>,
    body: String,
}

/// Books at a facility whose answers to bookings are bad. The booking takes effect all the same.
async fn booked_with(kind: &str) -> Answer {
    let facility = Facility::frozen(&["--answer", kind]);
    let ada = facility.sign_in("ada").await;
    let mut response = ada.booking(FITNESS, NOON).send().await.unwrap();
    assert_eq!(facility.state().await["slots"][0]["participations"][0]["memberId"], ada.id, "{kind}");
    let header = |name| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    let (content_type, location) = (header("content-type").unwrap_or_default(), header("location"));
    let mut body = Vec::new();
    while body.len() < 1_000_000
        && let Some(chunk) = response.chunk().await.unwrap()
    {
        body.extend_from_slice(&chunk);
    }
    Answer { status: response.status().as_u16(), content_type, location, body: String::from_utf8(body).unwrap() }
}

#[tokio::test]
async fn a_web_page() {
    let answer = booked_with("html").await;
    assert_eq!(answer.status, 200);
    assert!(answer.content_type.starts_with("text/html") && answer.body.starts_with("<html>"));
}

#[tokio::test]
async fn half_of_the_json() {
    let answer = booked_with("book=half-json").await;
    assert_eq!((answer.status, answer.content_type.as_str()), (201, "application/json"));
    assert!(answer.body.starts_with(r#"{"id":"#));
    assert!(serde_json::from_str::<Value>(&answer.body).unwrap_err().is_eof());
}

#[tokio::test]
async fn a_body_without_an_end() {
    let answer = booked_with("endless").await;
    assert_eq!((answer.status, answer.content_type.as_str()), (201, "application/json"));
    assert!(answer.body.len() >= 1_000_000);
}

#[tokio::test]
async fn a_redirect() {
    let answer = booked_with("redirect").await;
    assert_eq!((answer.status, answer.location.as_deref()), (302, Some("http://elsewhere.invalid/")));
}

#[tokio::test]
async fn ids_that_are_text() {
    let answer: Value = serde_json::from_str(&booked_with("text-ids").await.body).unwrap();
    assert!(answer["id"].is_string() && answer["memberId"].is_string() && answer["booking"]["id"].is_string());
    assert_eq!((&answer["status"], &answer["booking"]["bookableProductId"]), (&json!(1), &json!("20061")));
}

#[tokio::test]
async fn no_data() {
    let answer = booked_with("null-data").await;
    assert_eq!((answer.status, answer.body.as_str()), (201, r#"{"data":null}"#));
}

#[tokio::test]
async fn only_the_named_routes_answer_badly() {
    let facility = Facility::frozen(&["--answer", "slots=null-data", "--answer", "reservations=text-ids"]);
    let ada = facility.sign_in("ada").await;
    ada.hold(X1_A, NOON).await;
    let filter = json!({"startDate": NOON, "endDate": NOON});
    assert_eq!(facility.get(&list("/bookable-slots", &filter, "")).await.body, json!({"data": null}));
    assert!(ada.participations().await[0]["id"].is_string());
}
