//! Operations on accounts.

use crate::Error;
use crate::account::{Account, AccountChange, NewAccount};
use crate::clock::{FacilityClock, Timestamp};
use crate::ids::AccountId;
use crate::password_cipher::PasswordCipher;
use crate::service::BookingService;
use crate::store::commit::WriteTransaction;
use crate::store::{accounts, bookings};

/// The effect of deleting an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deletion {
    /// The account never booked and was removed.
    Removed,
    /// The account has bookings, which stay readable. Its password was erased.
    Archived,
}

impl BookingService {
    /// Lists the accounts that are not archived, by netid, optionally only the active or the inactive ones.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn get_accounts(&self, is_active: Option<bool>) -> Result<Vec<Account>, Error> {
        self.store.read(|connection| accounts::list(connection, is_active))
    }

    /// Returns one account.
    ///
    /// # Errors
    /// [`Error::AccountNotFound`].
    pub fn get_account(&self, id: AccountId) -> Result<Account, Error> {
        self.store.read(|connection| accounts::find(connection, id))
    }

    /// Adds an account. An archived account with the same netid returns with its id and its bookings.
    ///
    /// # Errors
    /// [`Error::NetIdTaken`].
    pub async fn add_account(&self, new: NewAccount) -> Result<Account, Error> {
        let (clock, cipher) = (self.clock.clone(), self.cipher.clone());
        self.store.write(move |transaction| add(transaction, &new, &cipher, clock.now())).await
    }

    /// Changes an account's password or activates or deactivates it.
    ///
    /// # Errors
    /// [`Error::AccountNotFound`].
    pub async fn update_account(&self, id: AccountId, change: AccountChange) -> Result<Account, Error> {
        let (clock, cipher) = (self.clock.clone(), self.cipher.clone());
        let (password, is_active) = change.into_parts();
        self.store
            .write(move |transaction| {
                accounts::find(transaction, id)?;
                let sealed = password.map(|password| cipher.seal(id, &password)).transpose()?;
                accounts::update(transaction, id, sealed.as_deref(), is_active, clock.now())?;
                accounts::find(transaction, id)
            })
            .await
    }

    /// Removes an account that never booked; archives one that did. Adding its netid again restores an archived account.
    ///
    /// # Errors
    /// [`Error::AccountNotFound`]; [`Error::AccountInUse`] while it has pending or confirmed bookings today or later.
    pub async fn delete_account(&self, id: AccountId) -> Result<Deletion, Error> {
        let clock = self.clock.clone();
        self.store.write(move |transaction| delete(transaction, id, &clock)).await
    }
}

fn add(
    transaction: &WriteTransaction<'_>,
    new: &NewAccount,
    cipher: &PasswordCipher,
    now: Timestamp,
) -> Result<Account, Error> {
    let id = match accounts::find_archived(transaction, &new.netid)? {
        Some(id) => {
            accounts::restore(transaction, id, &new.netid, new.is_active, now)?;
            id
        }
        None => accounts::insert(transaction, &new.netid, new.is_active, now)?,
    };
    if let Some(password) = &new.password {
        // The ciphertext is bound to the account's id, which is known only now.
        let sealed = cipher.seal(id, password)?;
        accounts::update(transaction, id, Some(&sealed), None, now)?;
    }
    accounts::find(transaction, id)
}

fn delete(transaction: &WriteTransaction<'_>, id: AccountId, clock: &FacilityClock) -> Result<Deletion, Error> {
    accounts::find(transaction, id)?;
    match bookings::count_active_from(transaction, id, clock.today()?)? {
        0 => {}
        bookings => return Err(Error::AccountInUse { account_id: id, bookings }),
    }
    if bookings::any_of(transaction, id)? {
        accounts::archive(transaction, id, clock.now())?;
        return Ok(Deletion::Archived);
    }
    accounts::remove(transaction, id)?;
    Ok(Deletion::Removed)
}
