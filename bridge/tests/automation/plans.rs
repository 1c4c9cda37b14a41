//! Plans, walked through at the practice facility.

use serde_json::{Value, json};

use crate::world::{Slot, World, X1};

/// The products of half A and B of a hall, each with the hall's own.
const HALVES: [(&str, [(i64, i64); 2]); 2] =
    [("X1", [(4, 20_045), (5, 20_045)]), ("X3", [(16_534, 20_046), (16_535, 20_046)])];

/// A facility, a bridge, accounts 1 to `count`.
async fn world(count: i64) -> World {
    let world = World::start(&[]).await;
    for account in 2..=count {
        world.add_account(&format!("friend{account}")).await;
    }
    world
}

/// Three hours on Wednesday 25 November from 11:00, at X1 or else at X3, with accounts 1 to `count`.
fn wish(count: i64) -> Value {
    json!({
        "action": "create_plan",
        "booking_date": "2026-11-25",
        "hours": 3,
        "window_start": "11:00",
        "window_end": "16:00",
        "choices": [{ "location": "X1" }, { "location": "X3" }],
        "account_ids": (1..=count).collect::<Vec<_>>(),
    })
}

async fn plan(world: &World) -> Value {
    world.done(json!({ "action": "get_plan", "plan_id": 1 })).await["plan"].clone()
}

/// The places that the bridge holds, as in `X1 11:00`, earliest first.
fn held(plan: &Value) -> Vec<String> {
    let bookings = plan["bookings"].as_array().unwrap().iter().filter(|booking| booking["status"] == "confirmed");
    let mut held: Vec<(String, String)> = bookings
        .map(|booking| {
            let (place, time) = (booking["location"].as_str().unwrap(), booking["time_slot"].as_str().unwrap());
            (time.to_owned(), format!("{place} {}", &time[..5]))
        })
        .collect();
    held.sort();
    held.into_iter().map(|(_, words)| words).collect()
}

fn expected<const HOURS: usize>(place: &str, hours: [&str; HOURS]) -> Vec<String> {
    hours.into_iter().map(|hour| format!("{place} {hour}")).collect()
}

/// A wish with another value.
fn with(mut wish: Value, name: &str, value: impl Into<Value>) -> Value {
    wish[name] = value.into();
    wish
}

/// Others take halves of a slot at its opening, before us.
async fn lose(world: &World, hall: &str, utc_hour: u32, halves: usize) {
    let (_, products) = HALVES.into_iter().find(|(name, _)| *name == hall).unwrap();
    for (index, product) in products.into_iter().take(halves).enumerate() {
        let member = world.facility.member(&format!("stranger-{hall}-{utc_hour}-{index}")).await;
        member.book(product, &format!("2026-11-25T{utc_hour}:00:00.000Z")).await;
    }
}

/// Moves the clocks to an opening, at which these halls lose so many halves, and waits until everything is answered.
async fn open(world: &World, utc_hour: u32, lost: &[(&str, usize)]) -> Value {
    let moment = format!("2026-11-22T{utc_hour}:00:00.000Z");
    world.facility.set(&moment).await;
    for (hall, halves) in lost {
        lose(world, hall, utc_hour, *halves).await;
    }
    world.clock.set(&moment);
    world.until(async || Some(plan(world).await).filter(|plan| is_answered(plan, &moment))).await
}

/// Whether nothing is due: every pending booking has its next attempt later.
fn is_answered(plan: &Value, now: &str) -> bool {
    plan["bookings"].as_array().unwrap().iter().all(|booking| {
        booking["status"] != "pending" || booking["next_attempt_at"].as_str().is_some_and(|next| next > now)
    })
}

/// Waits until the facility has so many reservations of ours.
async fn facility_has(world: &World, count: usize) {
    let ours = |one: &Value| !one[0].as_str().unwrap().starts_with("stranger");
    world
        .until(async || {
            let reservations = world.facility.reservations().await;
            (reservations.iter().filter(|one| ours(one)).count() == count).then_some(())
        })
        .await;
}

#[tokio::test]
async fn all_free() {
    let world = world(3).await;
    world.done(wish(3)).await;
    for hour in [10, 11, 12] {
        open(&world, hour, &[]).await;
    }
    let plan = plan(&world).await;
    assert_eq!((&plan["state"], held(&plan)), (&json!("completed"), expected("X1", ["11:00", "12:00", "13:00"])));
    facility_has(&world, 3).await;
}

#[tokio::test]
async fn the_metrics_count_plans_by_state() {
    let world = world(3).await;
    let plans = async |state: &str| {
        let metrics = world.get("/metrics").await.text;
        let line = metrics.lines().find_map(|line| line.strip_prefix(&format!("bridge_plans{{state=\"{state}\"}} ")));
        line.map(|count| count.parse::<u32>().unwrap())
    };
    assert_eq!(plans("scheduled").await, Some(0));
    world.done(wish(3)).await;
    world.done(wish(3)).await;
    assert_eq!((plans("scheduled").await, plans("cancelled").await), (Some(2), Some(0)));
    world.done(json!({ "action": "cancel_plan", "plan_id": 1 })).await;
    assert_eq!((plans("scheduled").await, plans("cancelled").await), (Some(1), Some(1)));
}

#[tokio::test]
async fn one_half_is_lost_at_the_opening() {
    let world = world(3).await;
    world.done(wish(3)).await;
    for hour in [10, 11, 12] {
        open(&world, hour, &[("X1", 1)]).await;
    }
    let plan = plan(&world).await;
    assert_eq!((&plan["state"], held(&plan).len()), (&json!("completed"), 3));
}

#[tokio::test]
async fn an_hour_is_lost_and_what_was_held_before_it_is_given_back() {
    let world = world(3).await;
    world.done(wish(3)).await;
    open(&world, 10, &[]).await;
    open(&world, 11, &[("X1", 2)]).await;
    for hour in [12, 13, 14] {
        open(&world, hour, &[]).await;
    }
    let plan = plan(&world).await;
    assert_eq!((&plan["state"], held(&plan)), (&json!("completed"), expected("X1", ["13:00", "14:00", "15:00"])));
    facility_has(&world, 3).await;
}

#[tokio::test]
async fn a_place_is_lost_and_the_next_one_is_taken() {
    let world = world(3).await;
    world.done(with(wish(3), "window_end", "14:00")).await;
    open(&world, 10, &[("X1", 2)]).await;
    for hour in [11, 12] {
        open(&world, hour, &[]).await;
    }
    let plan = plan(&world).await;
    assert_eq!((&plan["state"], held(&plan)), (&json!("completed"), expected("X3", ["11:00", "12:00", "13:00"])));
}

#[tokio::test]
async fn two_of_three_hours_are_kept_where_they_are_enough() {
    let world = world(3).await;
    let wish = with(with(wish(3), "window_end", "14:00"), "minimum_hours", 2);
    world.done(with(wish, "choices", json!([{ "location": "X1" }]))).await;
    for hour in [10, 11] {
        open(&world, hour, &[]).await;
    }
    open(&world, 12, &[("X1", 2)]).await;
    let plan = plan(&world).await;
    assert_eq!((&plan["state"], held(&plan)), (&json!("partial"), expected("X1", ["11:00", "12:00"])));
    facility_has(&world, 2).await;
}

#[tokio::test]
async fn everything_is_given_back_where_it_is_not_enough() {
    let world = world(3).await;
    let wish = with(with(wish(3), "window_end", "14:00"), "choices", json!([{ "location": "X1" }]));
    world.done(wish).await;
    for hour in [10, 11] {
        open(&world, hour, &[]).await;
    }
    facility_has(&world, 2).await;
    open(&world, 12, &[("X1", 2)]).await;
    assert_eq!(plan(&world).await["state"], "failed");
    facility_has(&world, 0).await;
}

#[tokio::test]
async fn an_impossible_wish_is_told_why() {
    let world = world(2).await;
    let preview = world.done(with(wish(2), "action", "preview_plan")).await["plan"].clone();
    assert_eq!((&preview["state"], &preview["aim"]), (&json!("failed"), &json!([])));
    assert_ne!(preview["obstacles"], json!([]));
    let made = world.done(wish(2)).await["plan"].clone();
    assert_eq!((&made["state"], &made["obstacles"]), (&json!("failed"), &json!([])));
}

#[tokio::test]
async fn a_plan_that_is_cancelled_in_the_middle_gives_back_what_it_holds() {
    let world = world(3).await;
    world.done(wish(3)).await;
    open(&world, 10, &[]).await;
    facility_has(&world, 1).await;
    let plan = world.done(json!({ "action": "cancel_plan", "plan_id": 1 })).await["plan"].clone();
    assert_eq!(plan["state"], "cancelled");
    facility_has(&world, 0).await;
    let plan = open(&world, 13, &[]).await;
    assert_eq!(held(&plan), [""; 0]);
}

#[tokio::test]
async fn a_plan_goes_on_after_a_restart_in_the_middle() {
    let mut world = world(3).await;
    world.done(wish(3)).await;
    open(&world, 10, &[]).await;
    world.stop();
    world.at("2026-11-22T11:30:00.000Z").await;
    world.run();
    for hour in [12, 13] {
        open(&world, hour, &[]).await;
    }
    let plan = plan(&world).await;
    assert_eq!((&plan["state"], held(&plan)), (&json!("completed"), expected("X1", ["11:00", "12:00", "13:00"])));
}

#[tokio::test]
async fn what_an_account_holds_already_counts_to_its_limit() {
    let world = world(4).await;
    world.book(Slot { time: "20:00", ..X1 }).await;
    let made = world.done(wish(4)).await["plan"].clone();
    let accounts: Vec<i64> =
        made["aim"].as_array().unwrap().iter().map(|part| part["account_id"].as_i64().unwrap()).collect();
    assert_eq!(accounts, [2, 3, 4]);
    assert_eq!(made["accounts"][0]["left"][0], json!({ "location": "X1", "bookings": 0 }));
}

#[tokio::test]
async fn a_limit_of_two_a_day_lets_an_account_take_two_hours() {
    let mut world = World::stopped(crate::facility::Facility::start(&["--bookings-per-day", "2"]));
    world.write_profile(|profile| profile.replace("bookings_per_day = 1", "bookings_per_day = 2"));
    world.run();
    for name in ["jdevries", "friend2"] {
        world.add_account(name).await;
    }
    world.done(wish(2)).await;
    for hour in [10, 11, 12] {
        open(&world, hour, &[]).await;
    }
    let plan = plan(&world).await;
    assert_eq!((&plan["state"], held(&plan).len()), (&json!("completed"), 3));
}
