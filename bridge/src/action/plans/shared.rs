use booking_core::plan::{Choice, NewPlan, Plan, PlanHours, PlanId};
use booking_core::retry_policy::{RetryInterval, RetryPolicy};
use booking_core::slot::{BookingDate, TimeSlot};
use booking_core::text::IdempotencyKey;

use crate::action::prelude::*;

/// A plan by its id.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ByPlan {
    /// The plan.
    pub(super) plan_id: PlanId,
}

/// A plan.
#[derive(Serialize, JsonSchema)]
pub(crate) struct OnePlan {
    /// The plan.
    pub(super) plan: Plan,
}

/// The goal of a plan.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wish {
    /// The day.
    booking_date: BookingDate,
    /// The consecutive hours that are wanted.
    hours: PlanHours,
    /// The hours that are accepted where not all can be had; all of them if absent.
    minimum_hours: Option<PlanHours>,
    /// The earliest start of the run.
    window_start: TimeSlot,
    /// The latest end of the run.
    window_end: TimeSlot,
    /// The places, best first, each location once.
    #[schemars(length(min = 1, max = 3))]
    choices: Vec<Choice>,
    /// The accounts, in the order in which they are asked, each once.
    #[schemars(length(min = 1, max = 10), extend("uniqueItems" = true))]
    account_ids: Vec<AccountId>,
    /// Seconds between two looks at lost slots; 60 if absent.
    #[schemars(extend("default" = RetryInterval::default()))]
    retry_interval: Option<RetryInterval>,
    /// Whether lost slots are looked at until they begin; false if absent.
    #[schemars(extend("default" = false))]
    auto_retry: Option<bool>,
    /// The last date on which the same is wanted in the weeks after.
    repeats_weekly_until: Option<BookingDate>,
    /// A key of the caller's choice: a repeated request makes one plan.
    idempotency_key: Option<IdempotencyKey>,
}

impl From<Wish> for NewPlan {
    fn from(wish: Wish) -> Self {
        Self {
            booking_date: wish.booking_date,
            hours: wish.hours,
            minimum_hours: wish.minimum_hours.unwrap_or(wish.hours),
            window_start: wish.window_start,
            window_end: wish.window_end,
            choices: wish.choices,
            account_ids: wish.account_ids,
            retry: RetryPolicy {
                interval: wish.retry_interval.unwrap_or_default(),
                auto_retry: wish.auto_retry.unwrap_or_default(),
            },
            repeats_weekly_until: wish.repeats_weekly_until,
            idempotency_key: wish.idempotency_key,
        }
    }
}
