use serde_json::json;

use crate::world::{OPENING, Slot, World, X1};

#[tokio::test]
async fn a_booking_is_confirmed_at_the_moment_it_opens() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    assert_eq!(world.booking(id).await["next_attempt_at"], OPENING);
    world.at("2026-11-22T09:59:59.900Z").await;
    world.comes_to(id, &["book under way"]).await;
    assert!(world.facility.requests("POST /participations").await.is_empty());
    world.at(OPENING).await;
    let booking = world.becomes(id, "confirmed").await;
    let held = json!(["jdevries", "X1", "A", booking["booking_reference"], 1]);
    assert_eq!(world.facility.reservations().await, [held]);
    let attempt = &world.attempts(id).await[0];
    assert_eq!((&attempt["outcome"], &attempt["sub_location"]), (&json!("confirmed"), &json!("A")));
    assert_eq!((&attempt["due_at"], &attempt["lateness_ms"]), (&json!(OPENING), &json!(0.0)));
}

#[tokio::test]
async fn an_open_slot_is_booked_at_once() {
    let world = World::start(&[]).await;
    let fitness = world.book(Slot { location: "Fitness", ..X1 }).await;
    world.becomes(fitness, "confirmed").await;
    assert_eq!(world.outcomes(fitness).await, ["book confirmed"]);
}
