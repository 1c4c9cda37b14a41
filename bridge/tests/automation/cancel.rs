//! A person's cancel wins at every point.

use serde_json::json;

use crate::world::{OPENING, START, Slot, World, X1};

/// A second before the opening, when the attempt has been written.
const CLAIMED: &str = "2026-11-22T09:59:59.000Z";

impl World {
    /// Waits until nobody holds anything at the facility.
    async fn is_released(&self, id: i64) {
        self.until(async || {
            let released = self.outcomes(id).await.last().is_some_and(|last| last == "release released");
            released.then_some(())
        })
        .await;
        assert!(self.facility.reservations().await.is_empty());
    }
}

#[tokio::test]
async fn before_the_opening_nothing_is_sent() {
    let world = World::start(&[]).await;
    let (cancelled, other) = (world.book(X1).await, world.book(Slot { time: "12:00", ..X1 }).await);
    world.cancel(cancelled).await;
    world.at("2026-11-22T11:00:00.000Z").await;
    world.becomes(other, "confirmed").await;
    assert!(world.outcomes(cancelled).await.is_empty());
    assert_eq!(world.facility.requests("POST /participations").await.len(), 1);
}

#[tokio::test]
async fn between_the_claim_and_the_opening_the_attempt_is_withdrawn() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.at(CLAIMED).await;
    world.comes_to(id, &["book under way"]).await;
    world.cancel(id).await;
    world.at(OPENING).await;
    world.comes_to(id, &["book withdrawn"]).await;
    assert!(world.facility.requests("POST /participations").await.is_empty());
    assert_eq!(world.booking(id).await["attempts"], 0);
}

#[tokio::test]
async fn while_the_request_is_under_way_the_place_is_given_back() {
    let world = World::start(&["--latency", "1s"]).await;
    let id = world.book(X1).await;
    world.at(OPENING).await;
    while world.facility.reservations().await.is_empty() {
        tokio::task::yield_now().await;
    }
    world.cancel(id).await;
    world.is_released(id).await;
    assert_eq!(world.booking(id).await["status"], "cancelled");
}

#[tokio::test]
async fn a_confirmed_place_is_given_back_and_the_trail_says_so() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.at(OPENING).await;
    world.becomes(id, "confirmed").await;
    world.cancel(id).await;
    assert_eq!(world.booking(id).await["status"], "cancelled");
    world.is_released(id).await;
    assert_eq!(world.trail(id).await.last().unwrap(), "The facility took the reservation back.");
}

#[tokio::test]
async fn a_place_on_the_waiting_list_is_given_back() {
    let world = World::start(&["--waiting-list"]).await;
    let slot = Slot { half: Some("A"), ..X1 };
    world.facility.set(OPENING).await;
    let other = world.facility.member("other").await;
    let held = other.book((4, 20_045), START).await;
    world.clock.set(OPENING);
    let id = world.book(slot).await;
    world.comes_to(id, &["book waitlisted"]).await;
    world.cancel(id).await;
    world.comes_to(id, &["book waitlisted", "release released"]).await;
    other.cancel(&held).await;
    assert!(world.facility.reservations().await.is_empty());
}

#[tokio::test]
async fn an_unclear_place_is_looked_up_and_given_back() {
    let world = World::start(&["--drop-after-commit", "1", "--answer", "reservations=html"]).await;
    let id = world.book(X1).await;
    world.at(OPENING).await;
    world.until(async || (world.outcomes(id).await.len() >= 2).then_some(())).await;
    assert_eq!(world.outcomes(id).await[0], "book unclear");
    world.cancel(id).await;
    // The reservations cannot be read, so the release goes on.
    world.until(async || world.outcomes(id).await.iter().any(|one| one.starts_with("release")).then_some(())).await;
    assert_ne!(world.outcomes(id).await.last().unwrap(), "release absent");
}

#[tokio::test]
async fn a_release_goes_on_after_a_restart_until_the_facility_agrees() {
    let mut world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.at(OPENING).await;
    world.becomes(id, "confirmed").await;
    let url = world.facility.url.clone();
    world.stop();
    world.write_profile(|profile| profile.replace(&url, "http://127.0.0.1:1"));
    world.run();
    world.cancel(id).await;
    world.until(async || (world.outcomes(id).await.last()? == "release unavailable").then_some(())).await;
    world.stop();
    world.write_profile(|profile| profile);
    world.run();
    let mut minute = 0;
    while !world.facility.reservations().await.is_empty() {
        minute += 1;
        world.at(&format!("2026-11-22T10:{minute:02}:00.000Z")).await;
        let before = world.outcomes(id).await.len();
        world.until(async || (world.outcomes(id).await.len() >= before).then_some(())).await;
    }
    world.is_released(id).await;
}

#[tokio::test]
async fn a_release_that_fails_until_the_slot_begins_is_noted() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.at(OPENING).await;
    world.becomes(id, "confirmed").await;
    world.facility.stop();
    world.cancel(id).await;
    world.until(async || (world.outcomes(id).await.last()? == "release unavailable").then_some(())).await;
    world.clock.set(START);
    let message = "The facility did not take the reservation back in time.";
    world.until(async || (world.trail(id).await.last()? == message).then_some(())).await;
    world.clock.set("2026-11-25T11:00:00.000Z");
    assert_eq!(world.trail(id).await.last().unwrap(), message);
}

#[tokio::test]
async fn a_booking_confirmed_by_hand_is_left_alone() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    let body = json!({ "action": "mark_booking_confirmed", "booking_id": id, "booking_reference": "BY HAND" });
    world.done(body).await;
    world.at(OPENING).await;
    let other = world.book(Slot { location: "Fitness", ..X1 }.with_account(world.add_account("other").await)).await;
    world.becomes(other, "confirmed").await;
    world.cancel(id).await;
    assert!(world.outcomes(id).await.is_empty());
}

#[tokio::test]
async fn a_slot_that_is_booked_again_waits_until_the_place_is_given_back() {
    let world = World::start(&[]).await;
    let url = world.facility.url.clone();
    let mut world = world;
    let first = world.book(Slot { location: "Fitness", ..X1 }).await;
    world.becomes(first, "confirmed").await;
    world.stop();
    world.write_profile(|profile| profile.replace(&url, "http://127.0.0.1:1"));
    world.run();
    world.cancel(first).await;
    world.until(async || (world.outcomes(first).await.last()? == "release unavailable").then_some(())).await;
    let second = world.book(Slot { location: "Fitness", ..X1 }).await;
    world.stop();
    world.write_profile(|profile| profile);
    world.run();
    world.at("2026-11-22T09:31:00.000Z").await;
    world.becomes(second, "confirmed").await;
    assert_eq!(world.outcomes(second).await, ["book confirmed"]);
    let reference = world.booking(second).await["booking_reference"].clone();
    assert_eq!(world.facility.reservations().await, [json!(["jdevries", "Fitness", null, reference, 1])]);
}
