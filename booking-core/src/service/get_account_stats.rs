use crate::Error;
use crate::ids::AccountId;
use crate::service::BookingService;
use crate::statistics::AccountStats;
use crate::store::{accounts, totals};

impl BookingService {
    /// What an account's attempts amount to.
    ///
    /// # Errors
    /// [`Error::AccountNotFound`].
    pub fn get_account_stats(&self, id: AccountId) -> Result<AccountStats, Error> {
        self.store.read(|connection| {
            accounts::find(connection, id)?;
            totals::of_all_days(connection, Some(id)).map(AccountStats::from)
        })
    }
}
