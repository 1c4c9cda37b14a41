//! The calendar links of accounts.

use chrono::Days;

use crate::Error;
use crate::account::Account;
use crate::audit::AccountEvent;
use crate::calendar_link::{AccountCalendar, CalendarSecret};
use crate::ids::AccountId;
use crate::service::BookingService;
use crate::slot::BookingDate;
use crate::store::{account_log, accounts, calendar_links};

/// The number of past days that a calendar shows.
const PAST_DAYS: u64 = 30;

impl BookingService {
    /// Makes a calendar link for an account. An earlier link stops working. Only a digest of the secret is stored, so that
    /// this is the only time that it is known.
    ///
    /// # Errors
    /// [`Error::AccountNotFound`].
    pub async fn create_calendar_link(&self, id: AccountId) -> Result<(Account, CalendarSecret), Error> {
        let clock = self.clock.clone();
        let secret = CalendarSecret::generate()?;
        self.store
            .write(move |transaction| {
                let now = clock.now();
                let account = accounts::find(transaction, id, now)?;
                let replaced = calendar_links::remove(transaction, id)?;
                calendar_links::insert(transaction, id, &secret, now)?;
                let message = if replaced {
                    "Calendar link replaced. The earlier one no longer works."
                } else {
                    "Calendar link created."
                };
                account_log::insert(transaction, id, AccountEvent::CalendarLinkCreated, message, now)?;
                Ok((account, secret))
            })
            .await
    }

    /// Ends an account's calendar link. Does nothing where it has none.
    ///
    /// # Errors
    /// [`Error::AccountNotFound`].
    pub async fn revoke_calendar_link(&self, id: AccountId) -> Result<Account, Error> {
        let clock = self.clock.clone();
        self.store
            .write(move |transaction| {
                let now = clock.now();
                let account = accounts::find(transaction, id, now)?;
                if calendar_links::remove(transaction, id)? {
                    let message = "Calendar link revoked.";
                    account_log::insert(transaction, id, AccountEvent::CalendarLinkRevoked, message, now)?;
                }
                Ok(account)
            })
            .await
    }

    /// Returns the bookings of the account whose link has this secret, from 30 days ago on. `None` where there is none.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn account_calendar(&self, secret: &CalendarSecret) -> Result<Option<AccountCalendar>, Error> {
        let today = self.clock.today()?;
        let from = today.to_naive().checked_sub_days(Days::new(PAST_DAYS)).and_then(BookingDate::new).unwrap_or(today);
        self.store.read(|connection| {
            let Some(account_id) = calendar_links::account_of(connection, secret)? else { return Ok(None) };
            let netid = accounts::find(connection, account_id, self.now())?.netid;
            let entries = calendar_links::entries(connection, account_id, from, self.clock.calendar())?;
            Ok(Some(AccountCalendar { account_id, netid, entries }))
        })
    }
}
