//! Operations on accounts.

use crate::Error;
use crate::account::{Account, AccountChange, AccountSummary, DeletedAccount, NewAccount, SignInState};
use crate::audit::{AccountEvent, AccountLog};
use crate::email::NotifyEmail;
use crate::facility_clock::FacilityClock;
use crate::ids::AccountId;
use crate::password_cipher::PasswordCipher;
use crate::service::{BookingService, scheduling};
use crate::store::commit::WriteTransaction;
use crate::store::{account_log, accounts, bookings, calendar_links, schedule, totals};

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
        self.store.read(|connection| accounts::list(connection, is_active, self.now()))
    }

    /// Lists the deleted accounts that have bookings, by netid.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn get_deleted_accounts(&self) -> Result<Vec<DeletedAccount>, Error> {
        self.store.read(accounts::list_archived)
    }

    /// Counts the bookings of every account and finds the one that begins next, by netid.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn get_account_summaries(&self) -> Result<Vec<AccountSummary>, Error> {
        let latest_started = self.clock.latest_started()?;
        self.store.read(|connection| totals::summaries(connection, latest_started, self.clock.calendar()))
    }

    /// Returns one account.
    ///
    /// # Errors
    /// [`Error::AccountNotFound`].
    pub fn get_account(&self, id: AccountId) -> Result<Account, Error> {
        self.store.read(|connection| accounts::find(connection, id, self.now()))
    }

    /// Returns an account's audit trail, oldest entry first. The trail of an archived account stays readable.
    ///
    /// # Errors
    /// [`Error::AccountNotFound`].
    pub fn get_account_logs(&self, id: AccountId) -> Result<Vec<AccountLog>, Error> {
        self.store.read(|connection| {
            accounts::find_with_archived(connection, id, self.now())?;
            account_log::of_account(connection, id)
        })
    }

    /// Adds an account. An archived account with the same netid returns with its id and its bookings.
    ///
    /// # Errors
    /// [`Error::NetIdTaken`].
    pub async fn add_account(&self, new: NewAccount) -> Result<Account, Error> {
        let (clock, cipher) = (self.clock.clone(), self.cipher.clone());
        self.store.write(move |transaction| add(transaction, &new, &cipher, &clock)).await
    }

    /// Changes an account's password, activates or deactivates it, gives or withdraws the consent to automatic booking, or
    /// changes the address for its notices. Its pending bookings are planned anew.
    ///
    /// # Errors
    /// [`Error::AccountNotFound`].
    pub async fn update_account(&self, id: AccountId, change: AccountChange) -> Result<Account, Error> {
        let (clock, cipher) = (self.clock.clone(), self.cipher.clone());
        self.store.write(move |transaction| update(transaction, id, change, &cipher, &clock)).await
    }

    /// Removes an account that never booked; archives one that did. Adding its netid again restores an archived account.
    ///
    /// # Errors
    /// [`Error::AccountNotFound`]; [`Error::AccountInUse`] while it has pending or confirmed bookings today or later;
    /// [`Error::AccountGivesBack`] while it can and must sign in to give places back.
    pub async fn delete_account(&self, id: AccountId) -> Result<Deletion, Error> {
        let clock = self.clock.clone();
        self.store.write(move |transaction| delete(transaction, id, &clock)).await
    }
}

fn add(
    transaction: &WriteTransaction<'_>,
    new: &NewAccount,
    cipher: &PasswordCipher,
    clock: &FacilityClock,
) -> Result<Account, Error> {
    let now = clock.now();
    let (id, message) = match accounts::find_archived(transaction, &new.netid)? {
        Some(id) => {
            accounts::restore(transaction, id, &new.netid, new.is_active, now)?;
            (id, "Account added again.")
        }
        None => (accounts::insert(transaction, &new.netid, new.is_active, now)?, "Account added."),
    };
    // The ciphertext is bound to the account's id, which is known only now.
    let password_sealed = new.password.as_ref().map(|password| cipher.seal(id, password)).transpose()?;
    let notify_email = new.notify_email.clone().map(NotifyEmail::from);
    if password_sealed.is_some() || notify_email.is_some() {
        let first = accounts::Update { password_sealed, notify_email, ..Default::default() };
        accounts::update(transaction, id, &first, now)?;
    }
    account_log::insert(transaction, id, AccountEvent::Created, message, now)?;
    accounts::find(transaction, id, now)
}

fn update(
    transaction: &WriteTransaction<'_>,
    id: AccountId,
    change: AccountChange,
    cipher: &PasswordCipher,
    clock: &FacilityClock,
) -> Result<Account, Error> {
    let now = clock.now();
    let before = accounts::find(transaction, id, now)?;
    let AccountChange { password, is_active, may_automate, notify_email } = change;
    let password_sealed = password.map(|password| cipher.seal(id, &password)).transpose()?;
    let has_password = password_sealed.is_some();
    let update = accounts::Update { password_sealed, is_active, may_automate, notify_email };
    accounts::update(transaction, id, &update, now)?;
    let after = accounts::find(transaction, id, now)?;
    for (event, message) in events(&before, &after, has_password) {
        account_log::insert(transaction, id, event, message, now)?;
    }
    scheduling::replan_account(transaction, id, clock)?;
    Ok(after)
}

/// The entries that the change writes. Setting what is set already writes none.
fn events(before: &Account, after: &Account, has_password: bool) -> Vec<(AccountEvent, &'static str)> {
    let mut events = Vec::new();
    if has_password {
        events.push((AccountEvent::PasswordChanged, "Password changed."));
    }
    match (before.is_active, after.is_active) {
        (false, true) => events.push((AccountEvent::Switched, "Account activated.")),
        (true, false) => events.push((AccountEvent::Switched, "Account deactivated.")),
        _ => {}
    }
    match (before.may_automate, after.may_automate) {
        (false, true) => events.push((AccountEvent::ConsentGiven, "Automatic booking allowed.")),
        (true, false) => events.push((AccountEvent::ConsentWithdrawn, "Automatic booking no longer allowed.")),
        _ => {}
    }
    match (&before.notify_email, &after.notify_email) {
        (before, after) if before == after => {}
        (_, Some(_)) => events.push((AccountEvent::NotifyEmailSet, "Address for notices set.")),
        (_, None) => events.push((AccountEvent::NotifyEmailRemoved, "Address for notices removed.")),
    }
    events
}

fn delete(transaction: &WriteTransaction<'_>, id: AccountId, clock: &FacilityClock) -> Result<Deletion, Error> {
    let now = clock.now();
    let account = accounts::find(transaction, id, now)?;
    match bookings::count_active_from(transaction, id, clock.today()?)? {
        0 => {}
        bookings => return Err(Error::AccountInUse { account_id: id, bookings }),
    }
    let can_give_back = clock.calendar().profile().is_some() && account.sign_in != SignInState::Needed;
    match schedule::count_giving_back(transaction, id)? {
        places if places > 0 && can_give_back => return Err(Error::AccountGivesBack { account_id: id, places }),
        _ => {}
    }
    calendar_links::remove(transaction, id)?;
    account_log::insert(transaction, id, AccountEvent::Deleted, "Account deleted.", now)?;
    if bookings::any_of(transaction, id)? {
        accounts::archive(transaction, id, now)?;
        return Ok(Deletion::Archived);
    }
    accounts::remove(transaction, id)?;
    Ok(Deletion::Removed)
}
