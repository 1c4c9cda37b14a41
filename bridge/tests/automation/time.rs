//! Clocks: the days on which they change, jumps, and a facility whose clock is another.

use serde_json::json;

use crate::world::{OPENING, Slot, World, X1};

impl World {
    /// Waits until everything that is made ready before an opening has been answered, so that no answer comes while the test
    /// moves the clocks.
    async fn is_ready(&self) {
        self.until(async || (self.account_state(1).await["sign_in"] == "ready").then_some(())).await;
        let listed =
            async || self.facility.requests("GET /bookable-slots").await.iter().any(|one| one["status"] == 200);
        while !listed().await {
            tokio::task::yield_now().await;
        }
    }
}

#[tokio::test]
async fn the_opening_is_72_elapsed_hours_ahead_when_the_clocks_change() {
    for (date, early, opening) in [
        ("2027-03-29", "2027-03-26T11:59:58.000Z", "2027-03-26T12:00:00.000Z"),
        ("2027-11-01", "2027-10-29T12:59:58.000Z", "2027-10-29T13:00:00.000Z"),
    ] {
        let world = World::start(&[]).await;
        let id = world.book(Slot { date, time: "14:00", ..X1 }).await;
        assert_eq!(world.booking(id).await["next_attempt_at"], opening);
        world.at(early).await;
        world.comes_to(id, &["book under way"]).await;
        assert!(world.facility.requests("POST /participations").await.is_empty());
        world.at(opening).await;
        world.becomes(id, "confirmed").await;
    }
}

#[tokio::test]
async fn a_clock_that_jumps_an_hour_ahead_attempts_what_is_due() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.at("2026-11-22T10:30:00.000Z").await;
    world.becomes(id, "confirmed").await;
    assert_eq!(world.attempts(id).await[0]["lateness_ms"], json!(1_800_000.0));
}

#[tokio::test]
async fn a_clock_that_jumps_an_hour_back_sends_nothing_before_the_opening() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.at("2026-11-22T09:59:59.000Z").await;
    world.comes_to(id, &["book under way"]).await;
    world.at("2026-11-22T08:59:59.000Z").await;
    world.at("2026-11-22T09:59:59.999Z").await;
    let other = world.book(Slot { location: "Fitness", ..X1 }.with_account(world.add_account("other").await)).await;
    world.becomes(other, "confirmed").await;
    assert_eq!(world.facility.requests("POST /participations").await.len(), 1);
    world.at(OPENING).await;
    world.becomes(id, "confirmed").await;
}

#[tokio::test]
async fn the_facilitys_clock_decides_where_it_surely_differs() {
    for (skew, early, moment) in [
        // Its dates show 1 to 2 s ahead, so that 1 s before our opening it has surely opened.
        ("1500ms", "2026-11-22T09:59:58.999Z", "2026-11-22T09:59:59.000Z"),
        ("-1500ms", "2026-11-22T10:00:01.999Z", "2026-11-22T10:00:02.000Z"),
    ] {
        let world = World::start(&["--clock-skew", skew]).await;
        let id = world.book(X1).await;
        world.at("2026-11-22T09:59:40.000Z").await;
        world.is_ready().await;
        assert!(!world.engine().await["clock_offset_ms"].is_null());
        world.at(early).await;
        world.comes_to(id, &["book under way"]).await;
        assert!(world.facility.requests("POST /participations").await.is_empty(), "{skew}");
        world.at(moment).await;
        world.becomes(id, "confirmed").await;
        assert_eq!(world.outcomes(id).await, ["book confirmed"], "{skew}");
    }
}

#[tokio::test]
async fn sessions_and_slots_are_ready_before_the_opening() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.at("2026-11-22T09:59:45.000Z").await;
    world.is_ready().await;
    world.at("2026-11-22T09:59:59.000Z").await;
    world.comes_to(id, &["book under way"]).await;
    let sign_ins = world.facility.requests("POST /auth").await.len();
    world.at(OPENING).await;
    world.becomes(id, "confirmed").await;
    assert_eq!((sign_ins, world.facility.requests("POST /auth").await.len()), (1, 1));
}

#[tokio::test]
async fn the_oldest_booking_goes_first_within_the_budget() {
    let world = World::start(&[]).await;
    let mut world = world;
    world.stop();
    world.write_profile(|profile| profile.replace("requests_per_second = 1000", "requests_per_second = 2"));
    world.run();
    let mut ids = Vec::new();
    for number in 0..4 {
        let account = world.add_account(&format!("member{number}")).await;
        ids.push(world.book(Slot { location: "Fitness", date: "2026-11-29", ..X1 }.with_account(account)).await);
    }
    world.at("2026-11-22T09:59:45.000Z").await;
    for account in 2..=5 {
        world.until(async || (world.account_state(account).await["sign_in"] == "ready").then_some(())).await;
    }
    world.at(OPENING).await;
    let mut references = Vec::new();
    for id in ids {
        let booking = world.becomes(id, "confirmed").await;
        references.push(booking["booking_reference"].as_str().unwrap().parse::<u64>().unwrap());
    }
    // The first two go together.
    assert!(references[0].max(references[1]) < references[2] && references[2] < references[3], "{references:?}");
}
