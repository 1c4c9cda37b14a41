use crate::action::prelude::*;
use crate::engine::EngineStatus;

pub(crate) struct GetEngine;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {}

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// The engine at this moment.
    pub(super) engine: EngineStatus,
}

impl Action for GetEngine {
    const SUMMARY: &'static str = "Tell what the engine does, what it does next and how punctual it is.";
    type Request = Request;
    type Response = Response;

    async fn apply(context: &Context, _: Request) -> Result<Response, ApiError> {
        Ok(Response { engine: context.engine.status(&context.service)? })
    }
}
