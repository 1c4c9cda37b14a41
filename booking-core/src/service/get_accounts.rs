use crate::Error;
use crate::account::Account;
use crate::service::BookingService;
use crate::store::accounts;

impl BookingService {
    /// The accounts that were not deleted, by netid; only those that are switched on or off where that is asked for.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn get_accounts(&self, is_active: Option<bool>) -> Result<Vec<Account>, Error> {
        self.store.read(|connection| accounts::list(connection, is_active))
    }
}
