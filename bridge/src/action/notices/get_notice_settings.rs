use crate::action::prelude::*;
use crate::notices::ChannelStatus;

pub(crate) struct GetNoticeSettings;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {}

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// Every channel.
    channels: Vec<ChannelStatus>,
}

impl Action for GetNoticeSettings {
    const SUMMARY: &'static str = "Tell which channels notices go to, and how their last deliveries went.";
    type Request = Request;
    type Response = Response;

    async fn apply(context: &Context, _: Request) -> Result<Response, ApiError> {
        Ok(Response { channels: context.notices.status(&context.service)? })
    }
}
