//! The engine's side of the service: what is due, what is under way and what came of it.

use crate::Error;
use crate::attempt::{Attempt, AttemptId, AttemptKind};
use crate::automation::{self, Decision, Facts, Step};
use crate::booking::Booking;
use crate::clock::Timestamp;
use crate::facility::Profile;
use crate::facility_clock::FacilityClock;
use crate::gateway::Answer;
use crate::ids::BookingId;
use crate::service::{BookingService, facts, recording, scheduling};
use crate::slot::SubLocation;
use crate::store::attempts::NewAttempt;
use crate::store::commit::WriteTransaction;
use crate::store::schedule::Wishes;
use crate::store::{accounts, attempts, bookings, engine, schedule};
use crate::task::Due;

/// A booking that comes due, with the decision about it.
#[derive(Debug, Clone)]
pub struct Work {
    /// The booking.
    pub booking: Booking,
    /// The facts about it.
    pub facts: Facts,
    /// Its next step.
    pub decision: Decision,
}

/// A request that is about to be sent for a booking.
#[derive(Debug, Clone, Copy)]
pub struct Claim {
    /// The booking.
    pub booking_id: BookingId,
    /// The half that a look at the availability showed; `None` asks for the half of the decision.
    pub shown_half: Option<SubLocation>,
    /// When it is to be sent; `None` for the moment of the decision.
    pub send_at: Option<Timestamp>,
}

/// A request whose attempt has been written.
#[derive(Debug, Clone)]
pub struct Claimed {
    /// The attempt, under way.
    pub attempt: Attempt,
    /// The booking.
    pub booking: Booking,
    /// The step that it carries out.
    pub step: Step,
}

impl BookingService {
    /// The connected facility.
    ///
    /// # Errors
    /// [`Error::NoFacility`].
    pub fn profile(&self) -> Result<&Profile, Error> {
        self.clock.calendar().profile().ok_or(Error::NoFacility)
    }

    /// Returns the earliest task that is due after `after`, or the earliest of all.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn next_due(&self, after: Option<Timestamp>) -> Result<Option<Due>, Error> {
        self.store.read(|connection| schedule::next(connection, after))
    }

    /// Lists up to `limit` tasks that are due until `until`, earliest first, the oldest booking first among equals.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn due_until(&self, until: Timestamp, limit: u32) -> Result<Vec<Due>, Error> {
        self.store.read(|connection| schedule::due_until(connection, until, limit))
    }

    /// Lists the `limit` tasks that are due next, earliest first.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn next_tasks(&self, limit: u32) -> Result<Vec<Due>, Error> {
        self.store.read(|connection| schedule::due_until(connection, Timestamp::LAST, limit))
    }

    /// Reads a booking and decides what happens to it next.
    ///
    /// # Errors
    /// [`Error::BookingNotFound`].
    pub fn work(&self, id: BookingId) -> Result<Work, Error> {
        self.store.read(|connection| {
            let booking = bookings::find(connection, id, self.clock.calendar())?;
            let facts = facts::of_booking(connection, id, &self.clock)?;
            let decision = automation::next_step(&facts);
            Ok(Work { booking, facts, decision })
        })
    }

    /// Writes the attempts that are about to be sent, in one transaction and before anything is sent. What a booking's facts no
    /// longer ask for is not claimed.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn claim(&self, claims: Vec<Claim>) -> Result<Vec<Claimed>, Error> {
        let clock = self.clock.clone();
        self.store
            .write(move |transaction| {
                let mut claimed = Vec::with_capacity(claims.len());
                for claim in &claims {
                    claimed.extend(claim_one(transaction, *claim, &clock)?);
                }
                Ok(claimed)
            })
            .await
    }

    /// Whether an attempt is still wanted: since the claim nobody cancelled or settled the booking, switched the account off,
    /// withdrew the consent or paused the engine. A release is always wanted.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn is_wanted(&self, attempt: &Attempt) -> Result<bool, Error> {
        if attempt.kind == AttemptKind::Release {
            return Ok(true);
        }
        let books = attempt.kind == AttemptKind::Book;
        self.store.read(|connection| schedule::is_wanted(connection, attempt.booking_id, books))
    }

    /// Records the answer of an attempt and what follows from it, in one transaction: attempt, booking, audit entry and next
    /// task. Returns the booking, or `None` where the attempt was answered before.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn record(&self, id: AttemptId, answer: Answer) -> Result<Option<Booking>, Error> {
        let clock = self.clock.clone();
        self.store.write(move |transaction| recording::record(transaction, id, &answer, &clock)).await
    }

    /// Settles a booking that is due without asking the facility: it fails at its deadline, or its plan changes.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn settle(&self, id: BookingId) -> Result<(), Error> {
        let clock = self.clock.clone();
        self.store.write(move |transaction| recording::settle(transaction, id, &clock)).await
    }

    /// Notes that the availability showed no place for these bookings. Each is looked at again after its interval.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn looked(&self, ids: Vec<BookingId>) -> Result<(), Error> {
        let clock = self.clock.clone();
        self.store
            .write(move |transaction| {
                for id in &ids {
                    let looked_at = Some(clock.now());
                    schedule::set_wishes(transaction, *id, Wishes { asked_at: None, looked_at })?;
                    scheduling::replan(transaction, *id, &clock)?;
                }
                Ok(())
            })
            .await
    }

    /// Moves a booking's task to a later moment, where the facts that it was planned from did not change but asking failed.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn postpone(&self, due: Due, until: Timestamp) -> Result<(), Error> {
        self.store
            .write(move |transaction| match schedule::of_booking(transaction, due.booking_id)? {
                Some(planned) if planned == due => schedule::plan(transaction, due.booking_id, Some((due.task, until))),
                _ => Ok(()),
            })
            .await
    }

    /// Answers every attempt that a stopped process left under way as unclear. Returns how many there were.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn rescue(&self) -> Result<usize, Error> {
        let clock = self.clock.clone();
        self.store
            .write(move |transaction| {
                accounts::forget_sessions(transaction)?;
                let left = attempts::under_way(transaction)?;
                for attempt in &left {
                    recording::record(transaction, attempt.id, &recording::interrupted(&clock), &clock)?;
                }
                Ok(left.len())
            })
            .await
    }

    /// Plans the bookings with the `count` ids above `after` again, if the profile or the time zone changed since they were
    /// planned. Returns where to go on, `None` when all are planned.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn replan(&self, after: i64, count: i64) -> Result<Option<i64>, Error> {
        let clock = self.clock.clone();
        self.store.write(move |transaction| replan(transaction, after, count, &clock)).await
    }

    /// Plans bookings anew that wait for a person until their deadline, because attempts are no longer paused: `count` of them
    /// with ids above `after`. Returns where to go on, `None` when all are planned or attempts are paused.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn resume(&self, after: i64, count: i64) -> Result<Option<i64>, Error> {
        let clock = self.clock.clone();
        self.store.write(move |transaction| resume(transaction, after, count, &clock)).await
    }

    /// Notes that no facility is connected, so that all bookings are planned when one is.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub async fn forget_plans(&self) -> Result<(), Error> {
        if self.store.read(engine::fingerprint)?.is_empty() {
            return Ok(());
        }
        self.store.write(|transaction| engine::set_fingerprint(transaction, "")).await
    }

    /// Counts the tasks that are due until `until`, up to `most`.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn count_due(&self, until: Timestamp, most: u32) -> Result<u32, Error> {
        self.store.read(|connection| schedule::count_due(connection, until, most))
    }
}

fn claim_one(
    transaction: &WriteTransaction<'_>,
    claim: Claim,
    clock: &FacilityClock,
) -> Result<Option<Claimed>, Error> {
    let booking = bookings::find(transaction, claim.booking_id, clock.calendar())?;
    let Decision { step, due_at, .. } = automation::next_step(&facts::of_booking(transaction, booking.id, clock)?);
    let (kind, sub_location) = match &step {
        Step::Book { sub_location, .. } => (AttemptKind::Book, claim.shown_half.or(*sub_location)),
        Step::Check => (AttemptKind::Check, booking.sub_location),
        Step::Release { .. } => (AttemptKind::Release, booking.sub_location),
        _ => return Ok(None),
    };
    let due_at = claim.send_at.or(due_at).unwrap_or_else(|| clock.now());
    let new = NewAttempt { booking_id: booking.id, account_id: booking.account_id, kind, sub_location, due_at };
    let Some(id) = attempts::insert(transaction, &new)? else { return Ok(None) };
    schedule::set_wishes(transaction, booking.id, Wishes::default())?;
    schedule::plan(transaction, booking.id, None)?;
    Ok(attempts::find(transaction, id)?.map(|attempt| Claimed { attempt, booking, step }))
}

fn resume(
    transaction: &WriteTransaction<'_>,
    after: i64,
    count: i64,
    clock: &FacilityClock,
) -> Result<Option<i64>, Error> {
    if engine::is_paused(transaction)? {
        return Ok(None);
    }
    let waiting = schedule::waiting_after(transaction, after, count)?;
    for id in &waiting {
        scheduling::replan(transaction, *id, clock)?;
    }
    Ok(waiting.last().map(|id| id.get()))
}

fn replan(
    transaction: &WriteTransaction<'_>,
    after: i64,
    count: i64,
    clock: &FacilityClock,
) -> Result<Option<i64>, Error> {
    let fingerprint = clock.calendar().fingerprint();
    if engine::fingerprint(transaction)? == fingerprint {
        return Ok(None);
    }
    for id in schedule::unsettled_between(transaction, after, after + count)? {
        scheduling::replan(transaction, id, clock)?;
    }
    if after + count < schedule::last_booking(transaction)? {
        return Ok(Some(after + count));
    }
    engine::set_fingerprint(transaction, &fingerprint)?;
    Ok(None)
}
