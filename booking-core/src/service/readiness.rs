//! The openings that come next, whether their accounts are ready, and the notices about those that are not.

use std::collections::BTreeSet;

use crate::Error;
use crate::account::Account;
use crate::automation::{self, AccountFacts, Problem, ProblemCode, ReadinessFacts};
use crate::clock::Timestamp;
use crate::facility_clock::FacilityClock;
use crate::ids::AccountId;
use crate::notice::{NewNotice, NoticeKind};
use crate::service::BookingService;
use crate::slot::{BookingDate, Location};
use crate::store::commit::WriteTransaction;
use crate::store::{accounts, bookings, notices};

/// The notices of an opening are written in the 15 minutes before it, in milliseconds.
const TOLD_BEFORE: i64 = 15 * 60 * 1_000;

/// The accounts and days of the bookings that wait for an opening.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opening {
    /// The accounts.
    pub accounts: BTreeSet<AccountId>,
    /// The locations and dates.
    pub days: BTreeSet<(Location, BookingDate)>,
}

impl BookingService {
    /// Returns the earliest moment after `after` at which a pending booking may open: where locations open differently early, it
    /// may be the moment of another location than the booking's. [`BookingService::opening`] tells.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn next_opening(&self, after: Timestamp) -> Result<Option<Timestamp>, Error> {
        let calendar = self.clock.calendar();
        let Some(profile) = calendar.profile() else { return Ok(None) };
        self.store.read(|connection| {
            let mut next: Option<Timestamp> = None;
            for location in &profile.locations {
                let begun = self.clock.started_by(after.minus_minutes(-location.opens_minutes_ahead.get()))?;
                let Some((date, time)) = bookings::next_pending(connection, begun)? else { continue };
                let opens_at = calendar.opens_at(location.name, calendar.starts_at(date, time));
                next = next.into_iter().chain(opens_at).min();
            }
            Ok(next)
        })
    }

    /// Reads who waits for an opening.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn opening(&self, opens_at: Timestamp) -> Result<Opening, Error> {
        let mut opening = Opening::default();
        let Some(profile) = self.clock.calendar().profile() else { return Ok(opening) };
        self.store.read(|connection| {
            for location in &profile.locations {
                let starts_at = opens_at.minus_minutes(-location.opens_minutes_ahead.get());
                let before = self.clock.started_by(starts_at.plus_millis(-1))?;
                let begun = self.clock.started_by(starts_at)?;
                for (account_id, date) in bookings::pending_between(connection, location.name, before, begun)? {
                    opening.accounts.insert(account_id);
                    opening.days.insert((location.name, date));
                }
            }
            Ok(opening)
        })
    }

    /// Tells what stands in the way of an account at an opening.
    ///
    /// # Errors
    /// [`Error::AccountNotFound`].
    pub fn readiness(
        &self,
        id: AccountId,
        opens_at: Timestamp,
        facility_answers: Option<bool>,
    ) -> Result<(Account, Vec<Problem>), Error> {
        self.store.read(|connection| {
            let account = accounts::find(connection, id, self.clock.now())?;
            let sealed = accounts::sealed(connection, id)?;
            let Account { is_active, may_automate, sign_in, sign_in_until, .. } = account;
            let problems = automation::readiness(&ReadinessFacts {
                account: AccountFacts { is_active, may_automate, sign_in },
                sign_in_until,
                // A token is used before a password.
                can_renew: sealed.token.is_none() && sealed.password.is_some(),
                facility_answers,
                opens_at,
            });
            Ok((account, problems))
        })
    }

    /// Writes a notice for each account that is not ready for an opening, unless it was told the same before, and reports a change
    /// of the engine.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn tell_readiness(
        &self,
        opens_at: Timestamp,
        found: Vec<(AccountId, String, Vec<Problem>)>,
    ) -> Result<(), Error> {
        let clock = self.clock.clone();
        self.store
            .write(move |transaction| {
                transaction.changed_engine();
                tell(transaction, opens_at, &found, &clock)
            })
            .await
    }
}

fn tell(
    transaction: &WriteTransaction<'_>,
    opens_at: Timestamp,
    found: &[(AccountId, String, Vec<Problem>)],
    clock: &FacilityClock,
) -> Result<(), Error> {
    let opening =
        opens_at.utc().with_timezone(&clock.zone()).format("the opening on %a %-d %b %Y at %H:%M").to_string();
    let told = notices::since(transaction, opens_at.plus_millis(-TOLD_BEFORE))?;
    for (account_id, netid, problems) in found {
        let is_told = |problem: &&Problem| {
            told.iter().filter(|(id, ..)| id == account_id).any(|(_, kind, message)| match kind {
                NoticeKind::SignInNeeded => problem.code == ProblemCode::SignInNeeded,
                NoticeKind::NotReady | NoticeKind::SignInEnds => {
                    message.contains(&opening) && message.contains(&problem.message)
                }
                _ => false,
            })
        };
        let new: Vec<&Problem> = problems.iter().filter(|problem| !is_told(problem)).collect();
        if new.is_empty() {
            continue;
        }
        let only_ends = new.iter().all(|problem| problem.code == ProblemCode::SignInEnds);
        let kind = if only_ends { NoticeKind::SignInEnds } else { NoticeKind::NotReady };
        let sentences: Vec<&str> = new.iter().map(|problem| problem.message.as_str()).collect();
        let message = format!("{netid} is not ready for {opening}: {}", sentences.join(" "));
        let account_id = Some(*account_id);
        let notice = NewNotice { kind, message, booking_id: None, account_id, plan_id: None };
        notices::insert(transaction, &notice, clock.now())?;
    }
    Ok(())
}
