use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::facility::{Facility, Reply};

#[tokio::test]
async fn any_password_of_three_characters_signs_in_except_wrong() {
    let facility = Facility::frozen(&[]);
    for (email, password, status) in
        [("ada", "abc", 200), ("ada", "wrong", 401), ("ada", "ab", 401), ("  ", "abc", 401), ("ada", "äöü", 200)]
    {
        let reply = facility.post("/auth", &json!({"email": email, "password": password})).await;
        assert_eq!(reply.status, status, "{email} {password}: {reply:?}");
    }
    let refused = facility.post("/auth", &json!({"email": "ada", "password": "wrong"})).await;
    assert_eq!(refused.body, json!({"statusCode": 401, "message": "Unauthorized"}));
}

#[tokio::test]
async fn a_member_keeps_the_id_across_restarts_and_spellings() {
    let ids = async |email: &str| Facility::frozen(&[]).sign_in(email).await.id;
    let ada = ids("ada@example.org").await;
    assert_eq!(ids(" ADA@example.org ").await, ada);
    assert_ne!(ids("bob@example.org").await, ada);
}

#[tokio::test]
async fn a_token_lasts_as_long_as_it_says() {
    let facility = Facility::frozen(&["--token-seconds", "60"]);
    let answer = facility.post("/auth", &json!({"email": "ada", "password": "abc"})).await.body;
    assert_eq!((&answer["expires_in"], &answer["token_type"]), (&json!(60), &json!("Bearer")));
    let ada = facility.sign_in("ada").await;
    facility.set_clock("2026-11-22T09:30:59Z").await;
    assert_eq!(ada.get("/auth?cf=0").await.body["email"], "ada");
    facility.set_clock("2026-11-22T09:31:00Z").await;
    ada.get("/auth?cf=0").await.assert_refusal(StatusCode::UNAUTHORIZED, "Unauthorized");
}

#[tokio::test]
async fn an_unknown_token_is_refused_everywhere_but_for_slots() {
    let facility = Facility::frozen(&[]);
    let list = "/participations?s=%7B%22memberId%22%3A1%7D";
    let body = facility.sign_in("ada").await.booking_body(crate::facility::FITNESS, "2026-11-22T12:00:00.000Z");
    for (method, path) in [
        (Method::GET, "/auth?cf=0"),
        (Method::POST, "/participations"),
        (Method::GET, list),
        (Method::DELETE, "/participations/1"),
    ] {
        for token in [None, Some("unknown"), Some("")] {
            let mut request = facility.request(method.clone(), path).json(&body);
            if let Some(token) = token {
                request = request.bearer_auth(token);
            }
            Reply::of(request).await.assert_refusal(StatusCode::UNAUTHORIZED, "Unauthorized");
        }
    }
}

#[tokio::test]
async fn a_refresh_token_is_used_once() {
    let facility = Facility::frozen(&["--token-seconds", "60"]);
    let first = facility.post("/auth", &json!({"email": "ada", "password": "abc"})).await.body;
    facility.set_clock("2026-11-22T10:30:00Z").await;
    let renew = json!({"refresh_token": first["refresh_token"]});
    let second = facility.post("/auth/token-refresh", &renew).await;
    assert_eq!(second.status, 200, "{second:?}");
    let profile =
        facility.request(Method::GET, "/auth?cf=0").bearer_auth(second.body["access_token"].as_str().unwrap());
    assert_eq!(Reply::of(profile).await.body["email"], "ada");
    facility.post("/auth/token-refresh", &renew).await.assert_refusal(StatusCode::UNAUTHORIZED, "Unauthorized");
    let access = json!({"refresh_token": second.body["access_token"]});
    facility.post("/auth/token-refresh", &access).await.assert_refusal(StatusCode::UNAUTHORIZED, "Unauthorized");
}
