use super::get_engine::Response;
use crate::action::prelude::*;

pub(crate) struct SetEngine;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// Whether new attempts are paused. Places are given back also while they are.
    paused: bool,
}

impl Action for SetEngine {
    const SUMMARY: &'static str = "Pause or resume new attempts.";
    type Request = Request;
    type Response = Response;

    async fn apply(context: &Context, request: Request) -> Result<Response, ApiError> {
        context.service.set_paused(request.paused).await?;
        Ok(Response { engine: context.engine.status(&context.service)? })
    }
}
