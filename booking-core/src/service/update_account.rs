use crate::Error;
use crate::account::{Account, AccountChange};
use crate::ids::AccountId;
use crate::service::BookingService;
use crate::store::accounts;

impl BookingService {
    /// Changes an account's password or switches it on or off.
    ///
    /// # Errors
    /// [`Error::AccountNotFound`].
    pub async fn update_account(&self, id: AccountId, change: AccountChange) -> Result<Account, Error> {
        let (clock, vault) = (self.clock.clone(), self.vault.clone());
        let (password, is_active) = change.into_parts();
        self.store
            .write(move |connection| {
                accounts::find(connection, id)?;
                let sealed = password.map(|password| vault.seal(id, &password)).transpose()?;
                accounts::update(connection, id, sealed.as_deref(), is_active, clock.now())?;
                accounts::find(connection, id)
            })
            .await
    }
}
