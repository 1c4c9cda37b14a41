//! Confirmed bookings are compared with the facility's reservations.

use crate::world::{OPENING, Slot, World, X1};

/// A day after the opening.
const TOMORROW: &str = "2026-11-23T10:00:00.000Z";

#[tokio::test]
async fn a_place_that_is_gone_at_the_facility_is_cancelled_and_says_so() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.at(OPENING).await;
    let booking = world.becomes(id, "confirmed").await;
    let member = world.facility.member("jdevries").await;
    member.cancel(booking["booking_reference"].as_str().unwrap()).await;
    world.at(TOMORROW).await;
    world.becomes(id, "cancelled").await;
    assert_eq!(world.outcomes(id).await, ["book confirmed", "check absent"]);
    assert!(world.trail(id).await.last().unwrap().contains("no longer has the reservation"));
}

#[tokio::test]
async fn a_place_is_compared_once_a_day_and_in_the_hour_before_it_begins() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.at(OPENING).await;
    world.becomes(id, "confirmed").await;
    let mut expected = vec!["book confirmed"];
    for moment in [TOMORROW, "2026-11-24T10:00:00.000Z", "2026-11-25T09:00:00.000Z"] {
        world.at(moment).await;
        expected.push("check confirmed");
        world.comes_to(id, &expected).await;
    }
    world.at("2026-11-25T09:59:00.000Z").await;
    let other = world.book(Slot { location: "Fitness", date: "2026-11-26", ..X1 }).await;
    world.becomes(other, "confirmed").await;
    assert_eq!(world.outcomes(id).await, expected);
}
