//! Attempts, explanations, consent, tokens and the connected facility, without an engine.

use booking_core::gateway::Outcome;
use serde_json::{Value, json};

use crate::support::{App, FacilityAnswer, PRACTICE, Start, book, on_account, on_booking, spawn_app, with};

const CONNECTED: [&str; 2] = ["--facility", PRACTICE];

/// Account 1 and its booking 1: X1 in two days, whichever half, tried until there is a place.
async fn connected() -> App {
    let app = Start::with(&CONNECTED).spawn().with_account().await;
    app.done(wanted()).await;
    app
}

fn wanted() -> Value {
    let place = with(with(book(&["18:00"]), "booking_date", "2026-11-24"), "location", "X1");
    with(place, "auto_retry", true)
}

async fn answer(app: &App, outcome: Outcome, status_code: u16) {
    let message = format!("The facility's words about {outcome}.");
    FacilityAnswer { booking_id: 1, outcome, message, status_code }.record(&app.service).await;
}

fn ids(answer: &Value) -> Vec<i64> {
    answer["attempts"].as_array().unwrap().iter().map(|attempt| attempt["id"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn attempts_are_paged_newest_first_and_filtered() {
    let app = connected().await;
    for (outcome, status_code) in [(Outcome::Full, 403), (Outcome::RateLimited, 429), (Outcome::Full, 403)] {
        answer(&app, outcome, status_code).await;
    }
    let list = json!({ "action": "get_attempts" });
    let first = app.done(with(list.clone(), "limit", 2)).await;
    assert_eq!((ids(&first), &first["next_cursor"]), (vec![3, 2], &json!("2")));
    let second = app.done(with(with(list.clone(), "limit", 2), "cursor", first["next_cursor"].clone())).await;
    assert_eq!((ids(&second), &second["next_cursor"]), (vec![1], &Value::Null));
    assert_eq!(ids(&app.done(with(list.clone(), "outcome", "full")).await), [3, 1]);
    assert_eq!(ids(&app.done(with(list.clone(), "account_id", 1)).await), [3, 2, 1]);
    assert_eq!(app.done(list).await["attempts"][1]["message"], "The facility's words about rate_limited.");
    let booking = app.done(on_booking("get_booking", 1)).await["booking"].clone();
    assert_eq!(booking["attempts"], 2, "a rate limit does not count");
}

#[tokio::test]
async fn attempts_of_what_does_not_exist_are_refused() {
    let app = spawn_app();
    app.refused("booking_not_found", on_booking("get_attempts", 1)).await;
    app.refused("account_not_found", on_account("get_attempts", 1)).await;
    app.refused("plan_not_found", json!({ "action": "get_attempts", "plan_id": 1 })).await;
}

#[tokio::test]
async fn a_plans_attempts_are_those_of_its_bookings() {
    let app = connected().await;
    answer(&app, Outcome::Full, 403).await;
    let plan = json!({
        "action": "create_plan", "booking_date": "2026-11-25", "hours": 1, "window_start": "17:00",
        "window_end": "18:00", "choices": [{ "location": "X3" }], "account_ids": [1],
    });
    let plan = app.done(plan).await["plan"].clone();
    let of_plan = json!({ "action": "get_attempts", "plan_id": plan["id"] });
    assert_eq!(ids(&app.done(of_plan.clone()).await), Vec::<i64>::new());
    let message = "The slot is full.".to_owned();
    FacilityAnswer { booking_id: 2, outcome: Outcome::Full, message, status_code: 403 }.record(&app.service).await;
    assert_eq!(ids(&app.done(of_plan).await), [2]);
}

#[tokio::test]
async fn new_bookings_are_explained_as_they_are_once_they_are_made() {
    let app = Start::with(&CONNECTED).spawn().with_account().await;
    let later = with(wanted(), "booking_date", "2026-12-24");
    for (verdict, code, create) in [("attempts", "open", wanted()), ("waits", "opens", later)] {
        let before = app.done(with(create.clone(), "action", "explain_booking")).await["explanation"].clone();
        assert_eq!((&before["verdict"], &before["reasons"][0]["code"]), (&json!(verdict), &json!(code)));
        let made = app.done(create).await["bookings"][0].clone();
        let explain = on_booking("explain_booking", made["id"].as_i64().unwrap());
        assert_eq!(app.done(explain).await["explanation"], before);
        assert_eq!(made["next_attempt_at"], before["at"]);
    }
}

#[tokio::test]
async fn an_explanation_takes_a_booking_or_the_arguments_of_new_ones() {
    let app = connected().await;
    app.blamed("booking_id", json!({ "action": "explain_booking" })).await;
    app.blamed("account_id", with(on_booking("explain_booking", 1), "account_id", 1)).await;
    app.blamed("time_slots", with(on_account("explain_booking", 1), "booking_date", "2026-12-01")).await;
}

#[tokio::test]
async fn consent_and_pause_are_reasons_not_to_attempt() {
    let app = connected().await;
    let reason = async || {
        let explanation = app.done(on_booking("explain_booking", 1)).await["explanation"].clone();
        (explanation["verdict"].clone(), explanation["reasons"][0]["code"].clone())
    };
    let consent = on_account("update_account", 1);
    app.done(with(consent.clone(), "may_automate", false)).await;
    assert_eq!(reason().await, ("blocked".into(), "automation_off".into()));
    app.refused("account_inactive", on_booking("attempt_now", 1)).await;
    app.done(with(consent, "may_automate", true)).await;
    app.done(json!({ "action": "set_engine", "paused": true })).await;
    assert_eq!(reason().await, ("blocked".into(), "paused".into()));
    app.done(json!({ "action": "set_engine", "paused": false })).await;
    assert_eq!(reason().await, ("attempts".into(), "open".into()));
}

#[tokio::test]
async fn only_pending_bookings_are_attempted() {
    let app = connected().await;
    app.refused("booking_not_found", on_booking("attempt_now", 9)).await;
    let asked = app.done(on_booking("attempt_now", 1)).await;
    assert_eq!(asked["booking"]["next_attempt_at"], "2026-11-22T09:30:00.000Z");
    app.done(on_booking("cancel_booking", 1)).await;
    app.refused("invalid_transition", on_booking("attempt_now", 1)).await;
}

#[tokio::test]
async fn a_token_tells_until_when_the_account_is_signed_in() {
    let app = spawn_app().with_account().await;
    let token = on_account("set_account_token", 1);
    let sign_in = |answer: Value| (answer["account"]["sign_in"].clone(), answer["account"]["sign_in_until"].clone());
    let page = r#"{"tokenResponse": {"accessToken": "abc", "issuedAt": 1795339800, "expiresIn": 86400}}"#;
    let set = app.done(with(token.clone(), "token", page)).await;
    assert_eq!(sign_in(set), ("ready".into(), "2026-11-23T09:30:00.000Z".into()));
    app.clock.set("2026-11-23T09:30:00.000Z");
    assert_eq!(sign_in(app.done(on_account("get_account", 1)).await).0, "expired");
    app.blamed("token", with(token.clone(), "token", page)).await;
    assert_eq!(sign_in(app.done(token).await), ("unknown".into(), Value::Null));
    let logs = app.done(on_account("get_account_logs", 1)).await["logs"].clone();
    let events: Vec<&str> = logs.as_array().unwrap().iter().map(|log| log["event_type"].as_str().unwrap()).collect();
    assert_eq!(events, ["created", "token_set", "token_removed"]);
}

#[tokio::test]
async fn the_facility_is_its_profile_without_the_credentials_of_its_url() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("profile.toml");
    let profile = std::fs::read_to_string(PRACTICE).unwrap();
    std::fs::write(&file, profile.replace("http://", "http://canary:pa55word@")).unwrap();
    let flags = ["--facility", file.to_str().unwrap()];
    let answer = Start::with(&flags).spawn().done(json!({ "action": "get_facility" })).await;
    assert!(!answer.to_string().contains("canary") && !answer.to_string().contains("pa55word"), "{answer}");
    let connection = &answer["facility"]["connection"];
    assert_eq!((&connection["url"], &connection["practice"]), (&json!("http://127.0.0.1:8010"), &json!(true)));
    assert_eq!(connection["answers"][0], json!({ "status": 403, "message": "not yet open", "means": "not_open_yet" }));
    let locations = answer["facility"]["locations"].as_array().unwrap();
    assert_eq!((locations.len(), &locations[1]["opens_minutes_ahead"]), (3, &json!(4_320)));
    assert_eq!(locations[1]["products"], json!([{ "sub_location": "A", "id": 4 }, { "sub_location": "B", "id": 5 }]));
}
