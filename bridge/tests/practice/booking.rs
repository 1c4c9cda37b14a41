use futures_util::future::join_all;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::facility::{FITNESS, Facility, Place, Reply, X1_A, X1_B, X3_A};

const NOON: &str = "2026-11-22T11:00:00.000Z";
const ONE: &str = "2026-11-22T12:00:00.000Z";

#[tokio::test]
async fn a_booking_answers_a_place_and_is_listed_until_it_is_cancelled() {
    let facility = Facility::frozen(&[]);
    let ada = facility.sign_in("ada").await;
    let booked = ada.book(X1_A, NOON).await;
    assert_eq!((booked.status, &booked.body["status"]), (201, &json!(1)));
    assert_eq!(booked.body["memberId"], ada.id);
    assert_eq!(ada.participations().await, std::slice::from_ref(&booked.body));
    let id = booked.body["id"].as_i64().unwrap();
    assert_eq!(ada.cancel(id).await.status, 200);
    ada.cancel(id).await.assert_refusal(StatusCode::NOT_FOUND, "participation");
    assert_eq!(ada.participations().await, [] as [Value; 0]);
}

/// The slot that is booked first, then the one that is refused and its refusal.
struct Case {
    held: Option<(&'static str, Place, &'static str)>,
    wanted: (Place, &'static str),
    refusal: (StatusCode, &'static str),
}

#[tokio::test]
async fn every_refusal_has_its_status_and_words() {
    let case = |held, wanted, status, words| Case { held, wanted, refusal: (status, words) };
    let cases = [
        case(None, (X1_A, "2026-11-25T11:00:00.000Z"), StatusCode::FORBIDDEN, "not yet open"),
        case(None, (X1_A, "2026-11-22T09:00:00.000Z"), StatusCode::FORBIDDEN, "begun"),
        case(None, (X1_A, "2026-11-22T11:00:01.000Z"), StatusCode::NOT_FOUND, "no such slot"),
        case(None, (X1_A, "2026-11-23T04:00:00.000Z"), StatusCode::NOT_FOUND, "no such slot"),
        case(None, (Place { linked: 20_046, ..X1_A }, NOON), StatusCode::NOT_FOUND, "no such slot"),
        case(None, (Place { product: 6, ..X1_A }, NOON), StatusCode::NOT_FOUND, "no such slot"),
        case(Some(("bob", FITNESS, NOON)), (FITNESS, NOON), StatusCode::FORBIDDEN, "full"),
        case(Some(("bob", X1_A, NOON)), (X1_A, NOON), StatusCode::CONFLICT, "taken"),
        case(Some(("ada", X1_A, NOON)), (X1_A, NOON), StatusCode::CONFLICT, "already have"),
        case(Some(("ada", X1_A, NOON)), (X3_A, NOON), StatusCode::CONFLICT, "already have"),
        case(Some(("ada", X1_A, NOON)), (X1_B, ONE), StatusCode::FORBIDDEN, "limit of 1 booking per day for X1"),
    ];
    for Case { held, wanted: (place, start), refusal: (status, words) } in cases {
        let facility = Facility::frozen(&["--capacity-fitness", "1"]);
        if let Some((email, place, start)) = held {
            facility.sign_in(email).await.hold(place, start).await;
        }
        let reply = facility.sign_in("ada").await.book(place, start).await;
        reply.assert_refusal(status, words);
    }
}

#[tokio::test]
async fn the_limit_counts_bookings_of_the_same_day_and_location() {
    let facility = Facility::frozen(&[]);
    let ada = facility.sign_in("ada").await;
    ada.hold(X1_A, NOON).await;
    ada.hold(X3_A, ONE).await;
    // 23:00 of the same day in Amsterdam, and 06:00 of the next.
    ada.book(X1_A, "2026-11-22T22:00:00.000Z").await.assert_refusal(StatusCode::FORBIDDEN, "limit");
    ada.hold(X1_A, "2026-11-23T05:00:00.000Z").await;
}

#[tokio::test]
async fn the_limit_can_be_lifted() {
    let facility = Facility::frozen(&["--bookings-per-day", "0"]);
    let ada = facility.sign_in("ada").await;
    ada.hold(X1_A, NOON).await;
    ada.hold(X1_A, ONE).await;
    ada.book(X1_B, ONE).await.assert_refusal(StatusCode::CONFLICT, "already have");
}

#[tokio::test]
async fn nobody_books_or_cancels_for_somebody_else() {
    let facility = Facility::frozen(&[]);
    let ada = facility.sign_in("ada").await;
    let bob = facility.sign_in("bob").await;
    let held = ada.hold(X1_A, NOON).await;
    bob.cancel(held).await.assert_refusal(StatusCode::NOT_FOUND, "participation");
    let as_ada = bob.request(Method::POST, "/participations").json(&ada.booking_body(X1_B, NOON));
    Reply::of(as_ada).await.assert_refusal(StatusCode::FORBIDDEN, "yourself");
    assert_eq!(ada.participations().await.len(), 1);
}

#[tokio::test]
async fn what_has_begun_is_not_cancelled() {
    let facility = Facility::frozen(&[]);
    let ada = facility.sign_in("ada").await;
    let held = ada.hold(X1_A, NOON).await;
    facility.set_clock(NOON).await;
    ada.cancel(held).await.assert_refusal(StatusCode::FORBIDDEN, "begun");
}

#[tokio::test]
async fn as_many_get_a_place_as_there_are_however_many_ask_at_once() {
    let facility = Facility::frozen(&["--capacity-fitness", "5"]);
    let names = (0..20).map(|number| format!("member {number}")).collect::<Vec<_>>();
    let members = join_all(names.iter().map(|name| facility.sign_in(name))).await;
    let replies = join_all(members.iter().map(|member| member.book(FITNESS, NOON))).await;
    let with = |status| replies.iter().filter(|reply| reply.status == status).count();
    assert_eq!((with(201), with(403)), (5, 15));
}

#[tokio::test]
async fn the_waiting_list_moves_up_when_a_place_is_freed() {
    let facility = Facility::frozen(&["--capacity-fitness", "1", "--waiting-list"]);
    let (ada, bob, eve) = (facility.sign_in("ada").await, facility.sign_in("bob").await, facility.sign_in("eve").await);
    let held = ada.hold(FITNESS, NOON).await;
    for waiting in [&bob, &eve] {
        let reply = waiting.book(FITNESS, NOON).await;
        assert_eq!((reply.status, &reply.body["status"]), (201, &json!(3)), "{reply:?}");
    }
    assert_eq!(facility.slot(FITNESS, NOON).await["isAvailable"], false);
    assert_eq!(ada.cancel(held).await.status, 200);
    assert_eq!(bob.participations().await[0]["status"], 1);
    assert_eq!(eve.participations().await[0]["status"], 3);
    bob.cancel(bob.participations().await[0]["id"].as_i64().unwrap()).await;
    assert_eq!(eve.participations().await[0]["status"], 1);
}

#[tokio::test]
async fn a_booking_id_must_be_that_of_the_slot() {
    let facility = Facility::frozen(&[]);
    let ada = facility.sign_in("ada").await;
    let id = facility.slot(FITNESS, NOON).await["bookingId"].clone();
    let mut body = ada.booking_body(FITNESS, ONE);
    body["bookingId"] = id;
    let wrong = Reply::of(ada.request(Method::POST, "/participations").json(&body)).await;
    wrong.assert_refusal(StatusCode::NOT_FOUND, "no such slot");
    body["params"] = ada.booking_body(FITNESS, NOON)["params"].clone();
    assert_eq!(Reply::of(ada.request(Method::POST, "/participations").json(&body)).await.status, 201);
}

#[tokio::test]
async fn odd_requests_are_refused_in_the_facilitys_form() {
    let facility = Facility::frozen(&[]);
    let ada = facility.sign_in("ada").await;
    let bodies =
        ["", "{", "[]", "null", r#"{"memberId": "x"}"#, r#"{"memberId": 1, "params": {"startDate": "never"}}"#];
    for body in bodies {
        let request =
            ada.request(Method::POST, "/participations").header("content-type", "application/json").body(body);
        Reply::of(request).await.assert_refusal(StatusCode::BAD_REQUEST, "Bad request");
    }
    let large = json!({"email": "a".repeat(70_000), "password": "abc"});
    facility.post("/auth", &large).await.assert_refusal(StatusCode::BAD_REQUEST, "Bad request");
    for path in ["/bookable-slots", "/bookable-slots?s=", "/participations?s=%7B%7D", "/participations?s=%5B1"] {
        ada.get(path).await.assert_refusal(StatusCode::BAD_REQUEST, "Bad request");
    }
    Reply::of(ada.request(Method::DELETE, "/participations/x")).await.assert_refusal(StatusCode::NOT_FOUND, "");
    ada.get("/elsewhere").await.assert_refusal(StatusCode::NOT_FOUND, "/elsewhere");
}
