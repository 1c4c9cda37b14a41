//! People who book, plan and cancel.

use chrono::{Days, TimeDelta, Utc};
use chrono_tz::Europe::Amsterdam;
use fastrand::Rng;
use serde_json::{Value, json};

use crate::seed::one_of;
use crate::support::{Bridge, on_booking};

const ACCOUNTS: u64 = 12;
/// The bookings that may be pending at the same time, so that the facility is not asked for more than it can answer.
const MOST_PENDING: u64 = 40;

/// The accounts, and what was made with them.
pub(super) struct Load {
    accounts: Vec<i64>,
    bookings: Vec<i64>,
    plans: Vec<i64>,
}

impl Load {
    pub(super) async fn start(running: &Bridge) -> Self {
        let mut accounts = Vec::new();
        for member in 0..ACCOUNTS {
            let body =
                json!({ "action": "add_account", "netid": format!("member {member}"), "password": "a password" });
            accounts.push(running.done(body).await["account"]["id"].as_i64().unwrap());
        }
        Self { accounts, bookings: Vec::new(), plans: Vec::new() }
    }

    /// Does one thing that people do. It may be refused.
    pub(super) async fn act(&mut self, running: &Bridge, chance: &mut Rng) {
        let pending = running.done(json!({ "action": "get_bookings", "status": "pending" })).await["count"].clone();
        let may_book = pending.as_u64().unwrap() < MOST_PENDING;
        let body = match chance.u8(..10) {
            0..5 if may_book => self.booking(chance),
            5..7 if may_book => self.plan(chance),
            7 if !self.plans.is_empty() => {
                json!({ "action": "cancel_plan", "plan_id": self.plans.swap_remove(chance.usize(..self.plans.len())) })
            }
            _ if !self.bookings.is_empty() => {
                on_booking("cancel_booking", self.bookings.swap_remove(chance.usize(..self.bookings.len())))
            }
            _ => return,
        };
        let response = running.post(&body).await;
        assert!(response.status < 500, "{body}: {response:?}");
        let answer = response.json();
        self.bookings.extend(answer["bookings"][0]["id"].as_i64());
        if body["action"] == "create_plan" {
            self.plans.extend(answer["plan"]["id"].as_i64());
        }
    }

    /// A slot that opens within the next seconds.
    fn booking(&self, chance: &mut Rng) -> Value {
        let (location, minutes) = one_of(chance, &[("X1", 4_320), ("X3", 4_320), ("Fitness", 10_080)]);
        let opens_at = Utc::now() + TimeDelta::milliseconds(chance.i64(1_000..8_000));
        let start = (opens_at + TimeDelta::minutes(minutes)).with_timezone(&Amsterdam);
        json!({
            "action": "create_booking", "account_id": one_of(chance, &self.accounts), "location": location,
            "booking_date": start.format("%F").to_string(), "time_slots": [start.format("%T").to_string()],
            "auto_retry": chance.bool(), "retry_interval": chance.u32(1..10),
        })
    }

    /// A plan for one of the two days after today, on which every slot is open.
    fn plan(&self, chance: &mut Rng) -> Value {
        let (hours, start) = (chance.u32(1..=3), chance.u32(6..=17));
        let mut places = ["X1", "X3", "Fitness"];
        chance.shuffle(&mut places);
        let choices: Vec<Value> =
            places[..chance.usize(1..=3)].iter().map(|place| json!({ "location": place })).collect();
        let mut accounts = self.accounts.clone();
        chance.shuffle(&mut accounts);
        json!({
            "action": "create_plan", "booking_date": (Utc::now().date_naive() + Days::new(chance.u64(1..=2))).to_string(),
            "hours": hours, "minimum_hours": chance.u32(1..=hours), "choices": choices,
            "window_start": format!("{start:02}:00"), "window_end": format!("{:02}:00", start + 6),
            "account_ids": accounts[..chance.usize(1..=6)], "auto_retry": chance.bool(), "retry_interval": chance.u32(1..10),
        })
    }
}
