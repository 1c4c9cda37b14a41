use rusqlite::Connection;

use crate::Error;
use crate::account::{Account, NewAccount};
use crate::clock::Timestamp;
use crate::service::BookingService;
use crate::store::accounts;
use crate::vault::Vault;

impl BookingService {
    /// Adds an account. An archived one with the same netid comes back with its id and its bookings.
    ///
    /// # Errors
    /// [`Error::NetIdTaken`].
    pub async fn add_account(&self, new: NewAccount) -> Result<Account, Error> {
        let (clock, vault) = (self.clock.clone(), self.vault.clone());
        self.store.write(move |connection| add(connection, &new, &vault, clock.now())).await
    }
}

fn add(connection: &Connection, new: &NewAccount, vault: &Vault, now: Timestamp) -> Result<Account, Error> {
    let id = match accounts::find_archived(connection, &new.netid)? {
        Some(id) => {
            accounts::restore(connection, id, &new.netid, new.is_active, now)?;
            id
        }
        None => accounts::insert(connection, &new.netid, new.is_active, now)?,
    };
    if let Some(password) = &new.password {
        // The password is bound to the account's id, which is known only now.
        let sealed = vault.seal(id, password)?;
        accounts::update(connection, id, Some(&sealed), None, now)?;
    }
    accounts::find(connection, id)
}
