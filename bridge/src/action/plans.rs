//! Plans: several hours, places and accounts.

pub(super) mod cancel_plan;
pub(super) mod create_plan;
pub(super) mod get_plan;
pub(super) mod get_plans;
pub(super) mod preview_plan;
mod shared;
