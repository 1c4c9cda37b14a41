use crate::action::prelude::*;
use crate::notices::TestResult;

pub(crate) struct SendTestNotice;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    /// The account whose address gets the e-mail; without one, or where it has no address, the sender gets it.
    account_id: Option<AccountId>,
}

#[derive(Serialize, JsonSchema)]
pub(crate) struct Response {
    /// One result for each channel.
    results: Vec<TestResult>,
}

impl Action for SendTestNotice {
    const SUMMARY: &'static str = "Send a test to every channel of notices, and tell whether it went.";
    type Request = Request;
    type Response = Response;

    async fn apply(context: &Context, request: Request) -> Result<Response, ApiError> {
        let account = request.account_id.map(|id| context.service.get_account(id)).transpose()?;
        let address = account.and_then(|account| account.notify_email);
        Ok(Response { results: context.notices.test(&context.service, address.as_ref()).await })
    }
}
