use crate::Error;
use crate::account::Account;
use crate::ids::AccountId;
use crate::service::BookingService;
use crate::store::accounts;

impl BookingService {
    /// One account.
    ///
    /// # Errors
    /// [`Error::AccountNotFound`].
    pub fn get_account(&self, id: AccountId) -> Result<Account, Error> {
        self.store.read(|connection| accounts::find(connection, id))
    }
}
