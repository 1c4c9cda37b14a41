//! Stops and restarts at every point.

use booking_core::service::Claim;
use serde_json::json;

use crate::world::{OPENING, START, Slot, World, X1};

const CLAIMED: &str = "2026-11-22T09:59:59.000Z";
const LATER: &str = "2026-11-22T12:00:00.000Z";

#[tokio::test]
async fn what_was_due_meanwhile_is_attempted_at_once() {
    let mut world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.stop();
    world.at(LATER).await;
    world.run();
    world.becomes(id, "confirmed").await;
}

#[tokio::test]
async fn what_has_begun_meanwhile_fails_and_says_why() {
    let mut world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.stop();
    world.at(START).await;
    world.run();
    let booking = world.becomes(id, "failed").await;
    assert!(booking["error_message"].as_str().unwrap().contains("the bridge was not running"), "{booking}");
    assert!(world.outcomes(id).await.is_empty());
}

#[tokio::test]
async fn a_stop_before_the_opening_withdraws_what_was_written() {
    let mut world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.at(CLAIMED).await;
    world.comes_to(id, &["book under way"]).await;
    world.stop();
    world.at(OPENING).await;
    world.run();
    world.becomes(id, "confirmed").await;
    assert_eq!(world.outcomes(id).await, ["book withdrawn", "book confirmed"]);
}

#[tokio::test]
async fn an_attempt_that_was_left_under_way_is_checked_first() {
    let mut world = World::start(&[]).await;
    let (id, other) = (world.book(X1).await, world.book(Slot { time: "12:00", ..X1 }).await);
    for id in [id, other] {
        let booking_id = serde_json::from_value(json!(id)).unwrap();
        // As a killed process leaves it.
        let claim = Claim { booking_id, shown_half: None, send_at: None };
        assert_eq!(world.service().claim(vec![claim]).await.unwrap().len(), 1);
    }
    world.stop();
    world.facility.set(OPENING).await;
    let own = world.facility.member("jdevries").await.book((4, 20_045), START).await;
    world.at(LATER).await;
    world.run();
    assert_eq!(world.becomes(id, "confirmed").await["booking_reference"], own);
    assert_eq!(world.outcomes(id).await, ["book unclear", "check confirmed"]);
    // Nothing had been sent for the other one: it is attempted, and the facility takes one a day.
    let other = world.plays_out(other).await;
    assert!(other["error_message"].as_str().unwrap().contains("limit of 1 booking"), "{other}");
}

#[tokio::test]
async fn a_changed_profile_plans_everything_anew() {
    let mut world = World::start(&[]).await;
    let ids = [world.book(X1).await, world.book(Slot { time: "12:00", ..X1 }).await];
    world.stop();
    world.write_profile(|profile| profile.replace("opens_minutes_ahead = 4320", "opens_minutes_ahead = 4300"));
    world.run();
    for (id, opening) in ids.into_iter().zip(["2026-11-22T10:20:00.000Z", "2026-11-22T11:20:00.000Z"]) {
        world.until(async || (world.booking(id).await["next_attempt_at"] == opening).then_some(())).await;
    }
}

#[tokio::test]
async fn bookings_made_without_a_facility_are_planned_when_one_is_connected() {
    let mut world = World::start(&[]).await;
    world.stop();
    world.run_without_facility();
    world.until(async || world.is_unplanned().then_some(())).await;
    let id = world.book(X1).await;
    assert_eq!(world.booking(id).await["next_attempt_at"], json!(null));
    world.stop();
    world.run();
    world.until(async || (world.booking(id).await["next_attempt_at"] == OPENING).then_some(())).await;
}
