use super::shared::{OnePlan, Wish};
use crate::action::prelude::*;

pub(crate) struct PreviewPlan;

impl Action for PreviewPlan {
    const SUMMARY: &'static str = "Show what a plan would do, and why nothing better is possible. Writes nothing.";
    type Request = Wish;
    type Response = OnePlan;

    async fn apply(context: &Context, wish: Wish) -> Result<OnePlan, ApiError> {
        Ok(OnePlan { plan: context.service.preview_plan(&wish.into())? })
    }
}
