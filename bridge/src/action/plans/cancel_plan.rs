use super::shared::{ByPlan, OnePlan};
use crate::action::prelude::*;

pub(crate) struct CancelPlan;

impl Action for CancelPlan {
    const SUMMARY: &'static str = "Cancel a plan, cancel its pending bookings and give its places back.";
    type Request = ByPlan;
    type Response = OnePlan;

    async fn apply(context: &Context, request: ByPlan) -> Result<OnePlan, ApiError> {
        Ok(OnePlan { plan: context.service.cancel_plan(request.plan_id).await? })
    }
}
