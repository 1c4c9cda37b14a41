//! Attempts as people see and control them.

use crate::Error;
use crate::automation::{self, Explanation};
use crate::booking::{Booking, NewBookings};
use crate::facility_clock::FacilityClock;
use crate::ids::BookingId;
use crate::query::{AttemptCursor, AttemptPage, AttemptQuery};
use crate::service::{BookingService, Work, facts, scheduling};
use crate::status::Status;
use crate::store::commit::WriteTransaction;
use crate::store::schedule::Wishes;
use crate::store::{accounts, attempts, bookings, engine, plans, schedule};

impl BookingService {
    /// Lists attempts, newest first.
    ///
    /// # Errors
    /// [`Error::BookingNotFound`], [`Error::AccountNotFound`] and [`Error::PlanNotFound`] where the query names one that does not
    /// exist.
    pub fn get_attempts(&self, query: &AttemptQuery) -> Result<AttemptPage, Error> {
        self.store.read(|connection| {
            if let Some(id) = query.booking_id {
                bookings::find(connection, id, self.clock.calendar())?;
            }
            if let Some(id) = query.account_id {
                accounts::find_with_archived(connection, id, self.now())?;
            }
            if let Some(id) = query.plan_id {
                plans::find(connection, id)?;
            }
            let mut attempts = attempts::list(connection, query)?;
            let limit = usize::try_from(query.limit.get()).map_err(Error::internal)?;
            let has_more = attempts.len() > limit;
            attempts.truncate(limit);
            let next = attempts.last().filter(|_| has_more).map(|attempt| AttemptCursor(attempt.id));
            Ok(AttemptPage { attempts, next })
        })
    }

    /// Whether new attempts are paused.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn is_paused(&self) -> Result<bool, Error> {
        self.store.read(engine::is_paused)
    }

    /// Pauses or resumes new attempts. Places are given back also while it is paused.
    ///
    /// # Errors
    /// [`Error::NoFacility`].
    pub async fn set_paused(&self, paused: bool) -> Result<(), Error> {
        self.profile()?;
        self.store.write(move |transaction| engine::set_paused(transaction, paused)).await
    }

    /// Plans an attempt at once, whatever the clock says.
    ///
    /// # Errors
    /// [`Error::NoFacility`], [`Error::BookingNotFound`], [`Error::InvalidTransition`] for a booking that is not pending,
    /// [`Error::AccountInactive`], [`Error::AutomationOff`].
    pub async fn attempt_now(&self, id: BookingId) -> Result<Booking, Error> {
        self.profile()?;
        let clock = self.clock.clone();
        self.store.write(move |transaction| attempt_now(transaction, id, &clock)).await
    }

    /// Explains what a booking is doing and why.
    ///
    /// # Errors
    /// [`Error::BookingNotFound`].
    pub fn explain_booking(&self, id: BookingId) -> Result<Explanation, Error> {
        let Work { facts, .. } = self.work(id)?;
        Ok(if self.profile().is_ok() { automation::explain(&facts) } else { Explanation::without_facility() })
    }

    /// Explains what the first of these bookings would do, if it were made now.
    ///
    /// # Errors
    /// [`Error::AccountNotFound`].
    pub fn explain_new(&self, new: &NewBookings) -> Result<Explanation, Error> {
        let account = self.get_account(new.account_id)?;
        let slot = new.time_slots.as_slice().first().ok_or_else(|| Error::internal("no slot"))?;
        // The id is only a seed of the jitter between attempts, of which there is none yet.
        let id = BookingId::try_from(1).map_err(Error::internal)?;
        let booking = new.pending(id, *slot, self.clock.calendar(), self.now());
        if self.profile().is_err() {
            return Ok(Explanation::without_facility());
        }
        let mut facts = self.store.read(|_| facts::of_new(&booking, &account, &self.clock))?;
        facts.paused = self.is_paused()?;
        Ok(automation::explain(&facts))
    }
}

fn attempt_now(transaction: &WriteTransaction<'_>, id: BookingId, clock: &FacilityClock) -> Result<Booking, Error> {
    let booking = bookings::find(transaction, id, clock.calendar())?;
    if booking.status != Status::Pending {
        return Err(Error::InvalidTransition { booking_id: id, from: booking.status, to: Status::Confirmed });
    }
    let account = accounts::find(transaction, booking.account_id, clock.now())?;
    if !account.is_active {
        return Err(Error::AccountInactive(account.id));
    }
    if !account.may_automate {
        return Err(Error::AutomationOff(account.id));
    }
    schedule::set_wishes(transaction, id, Wishes { asked_at: Some(clock.now()), looked_at: None })?;
    scheduling::replan(transaction, id, clock)?;
    bookings::find(transaction, id, clock.calendar())
}
