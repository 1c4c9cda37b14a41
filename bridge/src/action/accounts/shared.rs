//! Requests and responses that several account actions share.

use booking_core::account::Account;

use crate::action::prelude::*;

/// Names one account.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ByAccount {
    /// Which account.
    pub(crate) account_id: AccountId,
}

/// One account.
#[derive(Serialize, JsonSchema)]
pub(crate) struct OneAccount {
    /// The account as it is now.
    pub(crate) account: Account,
}
