//! Pause, consent, the account's switch, and a person who does not want to wait.

use serde_json::{Value, json};

use crate::world::{OPENING, START, Slot, World, X1};

const CLAIMED: &str = "2026-11-22T09:59:59.000Z";
const LATER: &str = "2026-11-22T12:00:00.000Z";

impl World {
    async fn pause(&self, paused: bool) -> Value {
        self.done(json!({ "action": "set_engine", "paused": paused })).await["engine"].clone()
    }

    async fn switch(&self, name: &str, value: bool) {
        self.done(json!({ "action": "update_account", "account_id": 1, name: value })).await;
    }

    async fn verdict(&self, id: i64) -> Value {
        let answer = self.done(json!({ "action": "explain_booking", "booking_id": id })).await;
        json!([answer["explanation"]["verdict"], answer["explanation"]["reasons"][0]["code"]])
    }
}

#[tokio::test]
async fn a_pause_stops_attempts_until_it_ends_also_across_a_restart() {
    let mut world = World::start(&[]).await;
    let id = world.book(X1).await;
    assert_eq!(world.pause(true).await["state"], "paused");
    world.at(OPENING).await;
    world.until(async || (world.booking(id).await["next_attempt_at"].is_null()).then_some(())).await;
    assert_eq!(world.verdict(id).await, json!(["blocked", "paused"]));
    world.stop();
    world.run();
    world.at("2026-11-22T10:05:00.000Z").await;
    assert_eq!(world.verdict(id).await, json!(["blocked", "paused"]));
    assert!(world.outcomes(id).await.is_empty());
    world.pause(false).await;
    world.becomes(id, "confirmed").await;
}

#[tokio::test]
async fn a_pause_between_the_claim_and_the_opening_withdraws_the_attempt() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.at(CLAIMED).await;
    world.comes_to(id, &["book under way"]).await;
    world.pause(true).await;
    world.at(OPENING).await;
    world.comes_to(id, &["book withdrawn"]).await;
    assert!(world.facility.requests("POST /participations").await.is_empty());
    world.pause(false).await;
    world.becomes(id, "confirmed").await;
}

#[tokio::test]
async fn a_booking_that_is_paused_until_its_deadline_fails_and_says_so() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.pause(true).await;
    world.at(OPENING).await;
    world.at(START).await;
    let booking = world.becomes(id, "failed").await;
    assert!(booking["error_message"].as_str().unwrap().contains("paused"), "{booking}");
}

#[tokio::test]
async fn a_pause_stops_no_release() {
    let world = World::start(&[]).await;
    let id = world.book(Slot { location: "Fitness", ..X1 }).await;
    world.becomes(id, "confirmed").await;
    world.pause(true).await;
    world.cancel(id).await;
    world.comes_to(id, &["book confirmed", "release released"]).await;
}

#[tokio::test]
async fn without_consent_or_with_the_account_switched_off_nothing_is_attempted() {
    for name in ["may_automate", "is_active"] {
        let world = World::start(&[]).await;
        let id = world.book(X1).await;
        world.switch(name, false).await;
        assert_eq!(world.booking(id).await["next_attempt_at"], Value::Null);
        world.at(OPENING).await;
        world.at(LATER).await;
        world.switch(name, true).await;
        world.becomes(id, "confirmed").await;
        assert_eq!(world.outcomes(id).await, ["book confirmed"]);
        let arrived = world.facility.requests("POST /participations").await;
        assert_eq!(arrived.len(), 1, "{name}: {arrived:?}");
    }
}

#[tokio::test]
async fn consent_withdrawn_between_the_claim_and_the_opening_withdraws_the_attempt() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.at(CLAIMED).await;
    world.comes_to(id, &["book under way"]).await;
    world.switch("may_automate", false).await;
    world.at(OPENING).await;
    world.comes_to(id, &["book withdrawn"]).await;
    assert!(world.facility.requests("POST /participations").await.is_empty());
}

#[tokio::test]
async fn try_now_asks_before_the_opening_and_waits_for_it_afterwards() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.done(json!({ "action": "attempt_now", "booking_id": id })).await;
    world.comes_to(id, &["book not_open_yet"]).await;
    assert_eq!(world.booking(id).await["next_attempt_at"], OPENING);
    world.at(OPENING).await;
    world.becomes(id, "confirmed").await;
}

#[tokio::test]
async fn a_booking_of_the_past_is_a_record() {
    let world = World::start(&[]).await;
    let id = world.book(Slot { date: "2026-11-21", ..X1 }).await;
    world.at(LATER).await;
    let other = world.book(Slot { location: "Fitness", ..X1 }).await;
    world.becomes(other, "confirmed").await;
    assert_eq!(world.booking(id).await["status"], "pending");
    assert!(world.outcomes(id).await.is_empty());
}
