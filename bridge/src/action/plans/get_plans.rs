use booking_core::plan::{Plan, PlanState};

use crate::action::prelude::*;

pub(crate) struct GetPlans;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Only plans in this state.
    state: Option<PlanState>,
}

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// The latest 200 plans, newest first.
    plans: Vec<Plan>,
}

impl Action for GetPlans {
    const SUMMARY: &'static str = "List the latest plans, newest first.";
    type Request = Request;
    type Response = Response;

    async fn apply(context: &Context, request: Request) -> Result<Response, ApiError> {
        Ok(Response { plans: context.service.get_plans(request.state)? })
    }
}
