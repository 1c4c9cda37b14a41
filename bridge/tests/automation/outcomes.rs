//! The table of outcomes, row by row.

use serde_json::{Value, json};

use crate::world::{OPENING, START, Slot, World, X1};

/// The products of halves, with those that they are linked to.
const X1_A: (i64, i64) = (4, 20_045);
const X1_B: (i64, i64) = (5, 20_045);
const X3_A: (i64, i64) = (16_534, 20_046);

/// A quarter of a second after the opening.
const SOON: &str = "2026-11-22T10:00:00.250Z";
/// A minute after the opening.
const MINUTE: &str = "2026-11-22T10:01:00.000Z";
/// Almost a minute after that.
const LATER: &str = "2026-11-22T10:02:00.000Z";

/// The moment of the booking's next attempt.
async fn next(world: &World, id: i64) -> Value {
    world.booking(id).await["next_attempt_at"].clone()
}

#[tokio::test]
async fn waitlisted_stays_pending_and_a_place_gained_confirms_it() {
    let world = World::start(&["--waiting-list"]).await;
    let slot = Slot { half: Some("A"), ..X1 };
    let id = world.book(slot).await;
    world.at(OPENING).await;
    world.becomes(id, "confirmed").await;
    let second = world.add_account("second").await;
    let waiting = world.book(Slot { account: second, ..slot }).await;
    world.comes_to(waiting, &["book waitlisted"]).await;
    let told = world.booking(waiting).await;
    assert_eq!((&told["status"], &told["waitlisted"]), (&json!("pending"), &json!(true)));
    let listed = world.done(json!({"action": "get_upcoming_bookings", "account_id": second})).await;
    assert_eq!(listed["bookings"][0]["waitlisted"], true);
    world.at(MINUTE).await;
    world.comes_to(waiting, &["book waitlisted", "check waitlisted"]).await;
    world.cancel(id).await;
    world.until(async || (world.facility.reservations().await.len() == 1).then_some(())).await;
    world.at(LATER).await;
    let booking = world.becomes(waiting, "confirmed").await;
    assert_eq!(booking["waitlisted"], false);
    let held = json!(["second", "X1", "A", booking["booking_reference"], 1]);
    assert_eq!(world.facility.reservations().await, [held]);
}

#[tokio::test]
async fn not_open_yet_is_repeated_and_does_not_count() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    // The facility's clock is less than a second behind, which its dates do not show.
    world.facility.set("2026-11-22T09:59:59.900Z").await;
    world.clock.set(OPENING);
    world.comes_to(id, &["book not_open_yet"]).await;
    assert_eq!(world.booking(id).await["attempts"], 0);
    assert_eq!(next(&world, id).await, SOON);
    world.at(SOON).await;
    let booking = world.becomes(id, "confirmed").await;
    assert_eq!(booking["attempts"], 1);
}

#[tokio::test]
async fn not_open_yet_half_a_minute_after_the_opening_fails() {
    let world = World::start(&["--open-ahead", "X1=4319"]).await;
    let id = world.book(X1).await;
    world.at(OPENING).await;
    let failed = world.plays_out(id).await;
    assert!(failed["error_message"].as_str().unwrap().contains("not yet open"), "{failed}");
    assert!(world.outcomes(id).await.iter().all(|outcome| outcome == "book not_open_yet"));
}

#[tokio::test]
async fn full_asks_for_half_b_at_once() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.facility.set(OPENING).await;
    world.facility.member("other").await.book(X1_A, START).await;
    world.clock.set(OPENING);
    world.becomes(id, "confirmed").await;
    assert_eq!(world.outcomes(id).await, ["book full", "book confirmed"]);
    let halves: Vec<_> = world.attempts(id).await.iter().map(|one| one["sub_location"].clone()).collect();
    assert_eq!(halves, ["A", "B"]);
}

#[tokio::test]
async fn full_fails_with_the_facilitys_words() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.facility.set(OPENING).await;
    world.facility.member("other").await.book(X1_A, START).await;
    world.facility.member("another").await.book(X1_B, START).await;
    world.clock.set(OPENING);
    let booking = world.becomes(id, "failed").await;
    assert_eq!(booking["error_message"], "This slot has already been taken.");
    assert_eq!(world.outcomes(id).await, ["book full", "book full"]);
}

#[tokio::test]
async fn full_with_retries_looks_first_and_asks_only_for_a_place_that_shows() {
    let world = World::start(&[]).await;
    let (first, second) = (world.add_account("first").await, world.add_account("second").await);
    let slot = Slot { half: Some("A"), retry: Some(60), ..X1 };
    let older = world.book(Slot { account: first, ..slot }).await;
    let younger = world.book(Slot { account: second, ..slot }).await;
    world.facility.set(OPENING).await;
    let other = world.facility.member("other").await;
    let held = other.book(X1_A, START).await;
    world.clock.set(OPENING);
    for id in [older, younger] {
        world.comes_to(id, &["book full"]).await;
        assert_eq!(next(&world, id).await, MINUTE);
    }
    let looks = world.facility.requests("GET /bookable-slots").await.len();
    world.at(MINUTE).await;
    for id in [older, younger] {
        world.until(async || (next(&world, id).await == LATER).then_some(())).await;
        assert_eq!(world.outcomes(id).await, ["book full"]);
    }
    assert_eq!(world.facility.requests("GET /bookable-slots").await.len(), looks + 1, "one question for both");
    other.cancel(&held).await;
    world.at(LATER).await;
    world.becomes(older, "confirmed").await;
    assert_eq!(world.outcomes(older).await, ["book full", "book confirmed"]);
    assert_eq!(world.outcomes(younger).await, ["book full"], "one place, one request");
}

#[tokio::test]
async fn full_until_the_deadline_fails_with_the_last_answers() {
    let world = World::start(&[]).await;
    let id = world.book(Slot { half: Some("A"), retry: Some(86_400), ..X1 }).await;
    world.facility.set(OPENING).await;
    world.facility.member("other").await.book(X1_A, START).await;
    world.clock.set(OPENING);
    world.comes_to(id, &["book full"]).await;
    for day in ["2026-11-23", "2026-11-24"] {
        let before = next(&world, id).await;
        world.at(&format!("{day}T10:00:00.100Z")).await;
        world.until(async || (next(&world, id).await != before).then_some(())).await;
    }
    world.at(START).await;
    let booking = world.becomes(id, "failed").await;
    assert!(booking["error_message"].as_str().unwrap().contains("already been taken"), "{booking}");
}

#[tokio::test]
async fn already_booked_reads_the_reservations_and_ours_confirms() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.facility.set(OPENING).await;
    let own = world.facility.member("jdevries").await.book(X1_B, START).await;
    world.clock.set(OPENING);
    let booking = world.becomes(id, "confirmed").await;
    assert_eq!(booking["booking_reference"], own);
    assert_eq!(world.outcomes(id).await, ["book already_booked", "check confirmed"]);
}

#[tokio::test]
async fn already_booked_elsewhere_fails() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.facility.set(OPENING).await;
    world.facility.member("jdevries").await.book(X3_A, START).await;
    world.clock.set(OPENING);
    let booking = world.becomes(id, "failed").await;
    assert_eq!(booking["error_message"], "You already have a booking at this time.");
    assert_eq!(world.outcomes(id).await, ["book already_booked", "check absent"]);
}

#[tokio::test]
async fn limit_reached_and_refused_fail_with_the_facilitys_words() {
    let world = World::start(&[]).await;
    world.at(OPENING).await;
    let first = world.book(X1).await;
    world.becomes(first, "confirmed").await;
    let second = world.book(Slot { time: "10:00", ..X1 }).await;
    let booking = world.becomes(second, "failed").await;
    assert_eq!(booking["error_message"], "You have reached the limit of 1 booking per day for X1.");
    assert_eq!(world.outcomes(second).await, ["book limit_reached"]);
    let odd = world.book(Slot { time: "09:30", ..X1 }).await;
    let booking = world.becomes(odd, "failed").await;
    assert_eq!(booking["error_message"], "There is no such slot.");
    assert_eq!(world.outcomes(odd).await, ["book refused"]);
}

#[tokio::test]
async fn a_refused_sign_in_rests_the_account_until_it_has_a_new_password() {
    let world = World::start(&[]).await;
    let account = world.account("wrong one", Some("wrong")).await;
    let ids = [
        world.book(Slot { account, ..X1 }).await,
        world.book(Slot { account, time: "10:00", location: "Fitness", ..X1 }).await,
    ];
    // The open one is tried at once, and its refusal rests the other.
    world.comes_to(ids[1], &["book sign_in_needed"]).await;
    world.at(OPENING).await;
    let state = world.done(json!({ "action": "get_account", "account_id": account })).await["account"].clone();
    assert_eq!(state["sign_in"], "needed");
    for id in ids {
        let booking = world.booking(id).await;
        assert_eq!((&booking["status"], &booking["next_attempt_at"]), (&json!("pending"), &Value::Null));
    }
    assert_eq!(world.facility.requests("POST /auth").await.len(), 1, "nobody is locked out");
    world.done(json!({ "action": "update_account", "account_id": account, "password": "a new one" })).await;
    world.becomes(ids[0], "confirmed").await;
    world.becomes(ids[1], "confirmed").await;
    assert_eq!(world.outcomes(ids[0]).await, ["book confirmed"]);
}

#[tokio::test]
async fn an_account_without_a_secret_is_told_so() {
    let world = World::start(&[]).await;
    let account = world.account("nobody", None).await;
    let id = world.book(Slot { account, location: "Fitness", ..X1 }).await;
    world.comes_to(id, &["book sign_in_needed"]).await;
    assert!(world.facility.requests("POST /auth").await.is_empty());
}

#[tokio::test]
async fn an_ended_session_is_renewed_by_one_sign_in() {
    let world = World::start(&["--token-seconds", "120"]).await;
    let first = world.book(Slot { location: "Fitness", ..X1 }).await;
    world.becomes(first, "confirmed").await;
    // By the facility's clock the session has ended, by ours it has not.
    world.facility.set("2026-11-22T09:40:00.000Z").await;
    let second = world.book(Slot { location: "Fitness", date: "2026-11-26", ..X1 }).await;
    world.becomes(second, "confirmed").await;
    assert_eq!(world.outcomes(second).await, ["book confirmed"]);
    assert_eq!(world.facility.requests("POST /auth").await.len(), 2);
}

#[tokio::test]
async fn a_rate_limit_holds_everybody_and_does_not_count() {
    let world = World::start(&["--rate-limit", "3"]).await;
    // The sign-in, the member's id and the list of slots use up the second.
    let id = world.book(Slot { location: "Fitness", ..X1 }).await;
    world.until(async || (!world.outcomes(id).await.is_empty()).then_some(())).await;
    world.comes_to(id, &["book rate_limited"]).await;
    let booking = world.booking(id).await;
    assert_eq!((&booking["status"], &booking["attempts"]), (&json!("pending"), &json!(0)));
    assert!(booking["next_attempt_at"].as_str().unwrap() >= "2026-11-22T09:30:01.000Z", "{booking}");
    let booking = world.plays_out(id).await;
    assert_eq!((&booking["status"], &booking["attempts"]), (&json!("confirmed"), &json!(1)));
}

#[tokio::test]
async fn an_unreachable_facility_is_tried_again_until_the_deadline() {
    let world = World::start(&[]).await;
    world.facility.stop();
    let id = world.book(Slot { location: "Fitness", ..X1 }).await;
    world.comes_to(id, &["book unavailable"]).await;
    let again = next(&world, id).await;
    assert!(("2026-11-22T09:30:00.750Z".."2026-11-22T09:30:01.300Z").contains(&again.as_str().unwrap()), "{again}");
    world.clock.set(again.as_str().unwrap());
    world.comes_to(id, &["book unavailable", "book unavailable"]).await;
    world.clock.set(START);
    let booking = world.becomes(id, "failed").await;
    assert!(booking["error_message"].as_str().unwrap().contains("cannot be reached"), "{booking}");
}

#[tokio::test]
async fn an_unclear_answer_that_booked_is_found_in_the_reservations() {
    let world = World::start(&["--drop-after-commit", "1"]).await;
    let id = world.book(X1).await;
    world.at(OPENING).await;
    let booking = world.becomes(id, "confirmed").await;
    assert_eq!(world.outcomes(id).await, ["book unclear", "check confirmed"]);
    let held = json!(["jdevries", "X1", "A", booking["booking_reference"], 1]);
    assert_eq!(world.facility.reservations().await, [held]);
}

#[tokio::test]
async fn an_unclear_answer_that_did_not_book_is_repeated() {
    // The seed's first errors hit a booking, not the sign-in.
    let world = World::start(&["--answer", "endless"]).await;
    world.facility.member("jdevries").await;
    let id = world.book(X1).await;
    world.at(OPENING).await;
    world.until(async || world.outcomes(id).await.first().filter(|one| *one == "book unclear").map(drop)).await;
    world.becomes(id, "confirmed").await;
    assert_eq!(world.outcomes(id).await, ["book unclear", "check confirmed"]);
}
