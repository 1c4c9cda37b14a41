use chrono::{DateTime, TimeDelta};

use crate::facility::{FITNESS, Facility, X1_A, X1_B};

/// The opening of the slot at [`START`] in Fitness.
const OPENING: &str = "2026-11-23T13:00:00Z";
const START: &str = "2026-11-30T13:00:00.000Z";

/// Counts the taken places every 100 ms from the opening until 2 s later.
async fn taken(seed: &str) -> Vec<u64> {
    let facility = Facility::frozen(&["--competitors", "0.6", "--seed", seed, "--capacity-fitness", "100"]);
    let opening = DateTime::parse_from_rfc3339(OPENING).unwrap();
    let mut counts = Vec::new();
    for step in -1..=20 {
        facility.set_clock(&(opening + TimeDelta::milliseconds(step * 100)).to_rfc3339()).await;
        counts.push(facility.slot(FITNESS, START).await["booking"]["currentParticipantCount"].as_u64().unwrap());
    }
    counts
}

#[tokio::test]
async fn competitors_take_their_share_within_two_seconds_and_the_same_with_the_same_seed() {
    let counts = taken("7").await;
    assert_eq!((counts[0], counts[21]), (0, 60));
    assert!(counts.is_sorted() && counts[5] < 60, "{counts:?}");
    assert_eq!(taken("7").await, counts);
    assert_ne!(taken("8").await, counts);
}

#[tokio::test]
async fn a_competitor_who_comes_too_late_gets_nothing() {
    let facility = Facility::frozen(&["--competitors", "1", "--capacity-fitness", "1"]);
    facility.set_clock(OPENING).await;
    let ada = facility.sign_in("ada").await;
    let held = ada.hold(FITNESS, START).await;
    facility.set_clock("2026-11-23T13:00:02Z").await;
    let slot = &facility.state().await["slots"][0];
    assert_eq!((slot["competitors"].as_u64(), slot["participations"][0]["id"].as_i64()), (Some(0), Some(held)));
    assert_eq!(facility.sign_in("bob").await.book(FITNESS, START).await.status, 403);
    ada.cancel(held).await;
    assert_eq!(facility.slot(FITNESS, START).await["isAvailable"], true);
}

#[tokio::test]
async fn competitors_take_their_share_of_the_halves() {
    let facility = Facility::frozen(&["--competitors", "0.6", "--seed", "1"]);
    let slots = facility.slots(&[X1_A.product, X1_B.product], "2026-11-22T23:00:00Z", "2026-11-24T23:00:00Z").await;
    let taken = slots.iter().filter(|slot| slot["isAvailable"] == false).count();
    assert!((30..=56).contains(&taken), "{taken} of {}", slots.len());
}
