use actix_web::http::StatusCode;

use super::shared::{OnePlan, Wish};
use crate::action::prelude::*;

pub(crate) struct CreatePlan;

impl Action for CreatePlan {
    const SUMMARY: &'static str =
        "Make a plan: consecutive hours at the best place that can be had, with several accounts.";
    const STATUS: StatusCode = StatusCode::CREATED;
    type Request = Wish;
    type Response = OnePlan;

    async fn apply(context: &Context, wish: Wish) -> Result<OnePlan, ApiError> {
        Ok(OnePlan { plan: context.service.create_plan(wish.into()).await? })
    }
}
