//! What several account actions respond with.

use booking_core::account::Account;
use schemars::JsonSchema;
use serde::Serialize;

/// One account.
#[derive(Serialize, JsonSchema)]
pub(crate) struct OneAccount {
    /// The account as it is now.
    pub(crate) account: Account,
}
