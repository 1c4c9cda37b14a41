//! Actions on accounts.

mod add_account;
mod delete_account;
mod get_account;
mod get_account_stats;
mod get_accounts;
mod shared;
mod update_account;

pub(super) use add_account::AddAccount;
pub(super) use delete_account::DeleteAccount;
pub(super) use get_account::GetAccount;
pub(super) use get_account_stats::GetAccountStats;
pub(super) use get_accounts::GetAccounts;
pub(super) use update_account::UpdateAccount;
