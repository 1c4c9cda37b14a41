//! The sign-in of accounts at the facility.

use crate::Error;
use crate::account::{Account, SignInState};
use crate::audit::AccountEvent;
use crate::clock::Timestamp;
use crate::facility_clock::FacilityClock;
use crate::gateway::{Credentials, PastedToken};
use crate::ids::AccountId;
use crate::service::{BookingService, notices, scheduling};
use crate::store::commit::WriteTransaction;
use crate::store::{account_log, accounts};

impl BookingService {
    /// Decrypts the secrets with which an account signs in: the pasted token where there is one, else the password.
    /// `None` where it has neither.
    ///
    /// # Errors
    /// [`Error::AccountNotFound`].
    pub fn credentials(&self, id: AccountId) -> Result<Option<Credentials>, Error> {
        let sealed = self.store.read(|connection| accounts::sealed(connection, id))?;
        if let Some(token) = sealed.token {
            let opened = self.cipher.open_token(id, &token)?;
            return Ok(Some(Credentials::Token(PastedToken::from_stored(&opened)?)));
        }
        let Some(password) = sealed.password else { return Ok(None) };
        let password = self.cipher.open_password(id, &password)?;
        Ok(Some(Credentials::Password { netid: sealed.netid, password }))
    }

    /// Keeps a pasted token, encrypted, or removes it. Bookings that waited for a sign-in are attempted again.
    ///
    /// # Errors
    /// [`Error::AccountNotFound`].
    pub async fn set_account_token(&self, id: AccountId, token: Option<PastedToken>) -> Result<Account, Error> {
        let (clock, cipher) = (self.clock.clone(), self.cipher.clone());
        self.store
            .write(move |transaction| {
                let now = clock.now();
                accounts::find(transaction, id, now)?;
                let stored = token.as_ref().map(PastedToken::to_stored).transpose()?;
                let sealed = stored.map(|stored| cipher.seal_token(id, &stored)).transpose()?;
                accounts::set_token(transaction, id, sealed.as_deref(), now)?;
                accounts::set_sign_in(transaction, id, false, token.as_ref().and_then(|token| token.valid_until))?;
                let (event, message) = match token {
                    Some(_) => (AccountEvent::TokenSet, "Token set."),
                    None => (AccountEvent::TokenRemoved, "Token removed."),
                };
                account_log::insert(transaction, id, event, message, now)?;
                scheduling::replan_account(transaction, id, &clock)?;
                accounts::find(transaction, id, now)
            })
            .await
    }

    /// Records that the facility let an account in, until `until` where it told.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn signed_in(&self, id: AccountId, until: Option<Timestamp>) -> Result<(), Error> {
        self.store.write(move |transaction| accounts::set_sign_in(transaction, id, false, until)).await
    }

    /// Records that the facility refused an account's credentials. All its attempts rest until a person gives others.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn sign_in_refused(&self, id: AccountId, message: Option<String>) -> Result<(), Error> {
        let clock = self.clock.clone();
        self.store
            .write(move |transaction| {
                refuse(transaction, id, message.as_deref(), &clock)?;
                scheduling::replan_account(transaction, id, &clock)
            })
            .await
    }
}

/// Marks the account and writes its entry and its notice, once.
pub(super) fn refuse(
    transaction: &WriteTransaction<'_>,
    id: AccountId,
    message: Option<&str>,
    clock: &FacilityClock,
) -> Result<(), Error> {
    let account = accounts::find_with_archived(transaction, id, clock.now())?;
    if account.sign_in == SignInState::Needed {
        return Ok(());
    }
    accounts::set_sign_in(transaction, id, true, None)?;
    let why = message.unwrap_or("the facility refused it").trim_end_matches('.');
    let entry = format!("The sign-in failed: {why}.");
    account_log::insert(transaction, id, AccountEvent::SignInRefused, &entry, clock.now())?;
    notices::sign_in_needed(transaction, &account, &entry, clock)
}
