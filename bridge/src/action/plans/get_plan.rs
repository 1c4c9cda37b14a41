use super::shared::{ByPlan, OnePlan};
use crate::action::prelude::*;

pub(crate) struct GetPlan;

impl Action for GetPlan {
    const SUMMARY: &'static str = "Get one plan with its bookings and every decision.";
    type Request = ByPlan;
    type Response = OnePlan;

    async fn apply(context: &Context, request: ByPlan) -> Result<OnePlan, ApiError> {
        Ok(OnePlan { plan: context.service.get_plan(request.plan_id)? })
    }
}
