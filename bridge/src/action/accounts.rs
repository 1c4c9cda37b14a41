//! Actions on accounts.

pub(super) mod add_account;
pub(super) mod create_calendar_link;
pub(super) mod delete_account;
pub(super) mod get_account;
pub(super) mod get_account_logs;
pub(super) mod get_account_stats;
pub(super) mod get_account_summaries;
pub(super) mod get_accounts;
pub(super) mod revoke_calendar_link;
pub(super) mod set_account_token;
mod shared;
pub(super) mod update_account;
