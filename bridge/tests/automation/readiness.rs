//! The checks 15 minutes and a minute before an opening.

use serde_json::{Value, json};

use crate::world::{OPENING, Slot, World, X1};

const FAR: &str = "2026-11-22T09:45:00.000Z";
const NEAR: &str = "2026-11-22T09:59:00.000Z";
const PAST: &str = "2026-11-22T10:00:01.000Z";

impl World {
    /// Waits until these problems are told, as in `2 sign_in_needed`.
    async fn told_problems(&self, expected: &[&str]) -> Value {
        self.until(async || {
            let readiness = self.engine().await["readiness"].clone();
            let mut found = Vec::new();
            for one in readiness.as_array().unwrap() {
                let codes = one["problems"].as_array().unwrap().iter().map(|problem| problem["code"].as_str().unwrap());
                found.extend(codes.map(|code| format!("{} {code}", one["account_id"])));
            }
            (found == expected).then_some(readiness)
        })
        .await
    }

    /// The kinds of all notices, oldest first.
    fn notice_kinds(&self) -> Vec<String> {
        let database = rusqlite::Connection::open(self.folder.path().join("bookings.db")).unwrap();
        let mut kinds = database.prepare("SELECT kind FROM notices ORDER BY id").unwrap();
        kinds.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    async fn consent(&self, agrees: bool) {
        self.done(json!({ "action": "update_account", "account_id": 1, "may_automate": agrees })).await;
    }
}

#[tokio::test]
async fn a_wrong_password_is_told_once_also_across_a_restart() {
    let mut world = World::start(&[]).await;
    let account = world.account("anna", Some("wrong")).await;
    world.book(X1).await;
    world.book(X1.with_account(account)).await;
    world.at(FAR).await;
    let readiness = world.told_problems(&["2 sign_in_needed"]).await;
    assert_eq!((&readiness[0]["opens_at"], &readiness[0]["checked_at"]), (&json!(OPENING), &json!(FAR)));
    assert_eq!(readiness[0]["netid"], "anna");
    // The refusal is the notice.
    assert_eq!(world.notice_kinds(), ["sign_in_needed"]);
    world.stop();
    world.run();
    world.told_problems(&["2 sign_in_needed"]).await;
    world.at(NEAR).await;
    let again = world.book(Slot { time: "12:00", ..X1 }.with_account(account)).await;
    world.booking(again).await;
    assert_eq!(world.notice_kinds(), ["sign_in_needed"]);
}

#[tokio::test]
async fn a_refusal_of_long_ago_is_told_again_before_the_opening() {
    let world = World::start(&[]).await;
    let account = world.account("anna", Some("wrong")).await;
    world.book(Slot { location: "Fitness", time: "12:00", ..X1 }.with_account(account)).await;
    world.until(async || (world.account_state(account).await["sign_in"] == "needed").then_some(())).await;
    world.book(X1.with_account(account)).await;
    world.at(FAR).await;
    world.told_problems(&["2 sign_in_needed"]).await;
    world.until(async || (world.notice_kinds() == ["sign_in_needed", "not_ready"]).then_some(())).await;
}

#[tokio::test]
async fn a_facility_that_comes_back_before_the_opening_is_told_and_forgotten() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.facility.stop();
    world.clock.set(FAR);
    world.told_problems(&["1 facility_silent"]).await;
    world.until(async || (world.notice_kinds() == ["not_ready"]).then_some(())).await;
    world.facility.come_back(NEAR);
    world.clock.set(NEAR);
    world.told_problems(&[]).await;
    world.at(OPENING).await;
    world.becomes(id, "confirmed").await;
    assert_eq!(world.notice_kinds(), ["not_ready", "confirmed"]);
}

#[tokio::test]
async fn consent_that_was_withdrawn_is_told_until_the_opening() {
    let mut world = World::start(&[]).await;
    world.book(X1).await;
    world.consent(false).await;
    world.at(FAR).await;
    world.told_problems(&["1 consent_withdrawn"]).await;
    world.until(async || (world.notice_kinds() == ["not_ready"]).then_some(())).await;
    world.stop();
    world.run();
    world.told_problems(&["1 consent_withdrawn"]).await;
    world.at(PAST).await;
    world.told_problems(&[]).await;
    assert_eq!(world.notice_kinds(), ["not_ready"]);
}

#[tokio::test]
async fn a_token_that_ends_before_the_opening_is_told_and_a_password_is_not() {
    let world = World::start(&[]).await;
    let account = world.account("anna", None).await;
    let token = world.facility.member("anna").await.token;
    // It ends at 09:55.
    let pasted = json!({ "tokenResponse": { "accessToken": token, "issuedAt": 1_795_339_800, "expiresIn": 1_500 } });
    let body = json!({ "action": "set_account_token", "account_id": account, "token": pasted.to_string() });
    world.done(body).await;
    world.book(X1).await;
    world.book(X1.with_account(account)).await;
    world.at(FAR).await;
    world.told_problems(&["2 sign_in_ends"]).await;
    world.until(async || (world.notice_kinds() == ["sign_in_ends"]).then_some(())).await;
}

#[tokio::test]
async fn nothing_is_told_where_all_is_well_and_one_sign_in_serves() {
    let world = World::start(&[]).await;
    let id = world.book(X1).await;
    world.at(FAR).await;
    world.until(async || (world.account_state(1).await["sign_in"] == "ready").then_some(())).await;
    world.at(NEAR).await;
    while world.facility.requests("GET /bookable-slots").await.is_empty() {
        tokio::task::yield_now().await;
    }
    assert_eq!(world.engine().await["readiness"], json!([]));
    world.at(OPENING).await;
    world.becomes(id, "confirmed").await;
    assert_eq!(world.notice_kinds(), ["confirmed"]);
    assert_eq!(world.facility.requests("POST /auth").await.len(), 1);
}
