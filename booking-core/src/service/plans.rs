//! Plans: making, reading and cancelling them, and deciding those that are due.

mod carry_out;
mod decide;
mod ended;
mod facts;
mod repeat;
mod view;

pub(super) use decide::{account_changed, booking_answered, booking_changed, slot_taken};

use crate::Error;
use crate::clock::Timestamp;
use crate::facility_clock::FacilityClock;
use crate::gateway::FacilitySlot;
use crate::plan::{NewPlan, Plan, PlanEnd, PlanId, PlanState, PlanStep, invalid};
use crate::service::BookingService;
use crate::service::change_booking::cancel;
use crate::slot::{BookingDate, Location};
use crate::store::commit::WriteTransaction;
use crate::store::plans::Progress;
use crate::store::{accounts, plan_bookings, plans};
use crate::text::CancelReason;

/// The days for which an idempotency key is kept.
const KEY_DAYS: i64 = 7;
/// The most plans that are listed.
const LISTED: u32 = 200;

/// A plan that is due, and the availability that it needs to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuePlan {
    /// The plan.
    pub id: PlanId,
    /// The day whose slots are looked at.
    pub date: BookingDate,
    /// The locations that are looked at; none where the availability does not matter now.
    pub looks: Vec<Location>,
}

impl BookingService {
    /// Makes a plan and decides it: its first bookings are made in the same transaction. A repeated request with an idempotency
    /// key of the last 7 days returns the earlier plan.
    ///
    /// # Errors
    /// [`Error::NoFacility`], [`Error::InvalidField`], [`Error::IdempotencyMismatch`].
    pub async fn create_plan(&self, wish: NewPlan) -> Result<Plan, Error> {
        self.profile()?;
        let clock = self.clock.clone();
        let id = self.store.write(move |transaction| create(transaction, &wish, &clock)).await?;
        self.get_plan(id)
    }

    /// Shows what a plan would do, if it were made now. Writes nothing.
    ///
    /// # Errors
    /// [`Error::NoFacility`], [`Error::InvalidField`].
    pub fn preview_plan(&self, wish: &NewPlan) -> Result<Plan, Error> {
        self.profile()?;
        self.store.read(|connection| {
            check(connection, wish, &self.clock)?;
            view::of_wish(connection, wish, &self.clock)
        })
    }

    /// Returns a plan.
    ///
    /// # Errors
    /// [`Error::PlanNotFound`].
    pub fn get_plan(&self, id: PlanId) -> Result<Plan, Error> {
        self.store.read(|connection| view::of_plan(connection, &plans::find(connection, id)?, &self.clock))
    }

    /// Lists the latest plans, newest first, optionally of one state.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn get_plans(&self, state: Option<PlanState>) -> Result<Vec<Plan>, Error> {
        self.store.read(|connection| {
            let ids = plans::list(connection, state, LISTED)?;
            ids.into_iter().map(|id| view::of_plan(connection, &plans::find(connection, id)?, &self.clock)).collect()
        })
    }

    /// Counts the plans of each state.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn count_plans(&self) -> Result<Vec<(PlanState, i64)>, Error> {
        self.store.read(|connection| {
            PlanState::ALL.into_iter().map(|state| Ok((state, plans::count(connection, state)?))).collect()
        })
    }

    /// Cancels a plan: its pending bookings are cancelled and its places given back, those that have begun excepted.
    ///
    /// # Errors
    /// [`Error::PlanNotFound`], [`Error::PlanEnded`].
    pub async fn cancel_plan(&self, id: PlanId) -> Result<Plan, Error> {
        let clock = self.clock.clone();
        self.store.write(move |transaction| cancel_plan(transaction, id, &clock)).await?;
        self.get_plan(id)
    }

    /// Returns when the next plan is due.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn next_plan_due(&self) -> Result<Option<Timestamp>, Error> {
        self.store.read(plans::next_due)
    }

    /// Lists up to `limit` plans that are due now, earliest first.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn due_plans(&self, limit: u32) -> Result<Vec<DuePlan>, Error> {
        let now = self.now();
        self.store.read(|connection| {
            let ids = plans::due_until(connection, now, limit)?;
            ids.into_iter()
                .map(|id| {
                    let plan = plans::find(connection, id)?;
                    let looks = plan.progress.looks_at.is_some_and(|looks_at| looks_at <= now);
                    let all = plan.wish.choices.iter().map(|choice| choice.location);
                    Ok(DuePlan { id, date: plan.wish.booking_date, looks: all.filter(|_| looks).collect() })
                })
                .collect()
        })
    }

    /// Decides a plan that is due, with the slots that a look showed where it asked for one.
    ///
    /// # Errors
    /// [`Error::PlanNotFound`].
    pub async fn decide_plan(&self, id: PlanId, seen: Option<Vec<FacilitySlot>>) -> Result<(), Error> {
        let clock = self.clock.clone();
        self.store
            .write(move |transaction| {
                if let Some(seen) = &seen {
                    decide::note_look(transaction, id, seen, &clock)?;
                }
                decide::decide(transaction, id, &clock)
            })
            .await
    }
}

fn create(transaction: &WriteTransaction<'_>, wish: &NewPlan, clock: &FacilityClock) -> Result<PlanId, Error> {
    if let Some(key) = &wish.idempotency_key {
        let oldest = clock.now().minus_days(KEY_DAYS);
        if let Some(id) = plans::find_by_key(transaction, key, oldest)? {
            let earlier = NewPlan { idempotency_key: Some(key.clone()), ..plans::find(transaction, id)?.wish };
            return if earlier == *wish { Ok(id) } else { Err(Error::IdempotencyMismatch) };
        }
        plans::forget_key(transaction, key)?;
    }
    check(transaction, wish, clock)?;
    let id = plans::insert(transaction, wish, None, clock.now())?;
    decide::decide(transaction, id, clock)?;
    Ok(id)
}

/// Checks a wish against the facility, the date and the accounts.
fn check(connection: &rusqlite::Connection, wish: &NewPlan, clock: &FacilityClock) -> Result<(), Error> {
    wish.check()?;
    if wish.booking_date < clock.today()? {
        let message = format!("\"{}\" is in the past: use today or a later date.", wish.booking_date);
        return Err(invalid("booking_date", message));
    }
    for (index, choice) in wish.choices.iter().enumerate() {
        if clock.calendar().profile().is_some_and(|profile| profile.location(choice.location).is_none()) {
            let message = format!("The connected facility does not have {}: use another place.", choice.location);
            return Err(invalid(format!("choices[{index}].location"), message));
        }
    }
    let slots = facts::slots(wish, clock).len();
    if slots < wish.hours.count() {
        let message = format!("The window has {slots} slots and {} hours are wanted: widen it.", wish.hours);
        return Err(invalid("window_end", message));
    }
    for (index, id) in wish.account_ids.iter().enumerate() {
        let path = || format!("account_ids[{index}]");
        match accounts::find(connection, *id, clock.now()) {
            Ok(account) if !account.is_active => return Err(invalid(path(), Error::AccountInactive(*id).to_string())),
            Ok(account) if !account.may_automate => return Err(invalid(path(), Error::AutomationOff(*id).to_string())),
            Ok(_) => {}
            Err(error @ Error::AccountNotFound(_)) => return Err(invalid(path(), error.to_string())),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn cancel_plan(transaction: &WriteTransaction<'_>, id: PlanId, clock: &FacilityClock) -> Result<(), Error> {
    let plan = plans::find(transaction, id)?;
    let (state, now) = (plan.progress.state, clock.now());
    let links = plan_bookings::of_plan(transaction, id)?;
    let mut cancelled = Vec::new();
    for link in links.iter().filter(|link| link.end.is_none() && link.status.is_active()) {
        if now < clock.calendar().starts_at(plan.wish.booking_date, link.time_slot) {
            cancelled.push(link.booking_id);
        }
    }
    if !state.is_open() && (cancelled.is_empty() || state == PlanState::Cancelled) {
        return Err(Error::PlanEnded { plan_id: id, state });
    }
    let (what, why) = ("The plan is cancelled.", "A person cancelled it.");
    plans::add_step(transaction, id, &PlanStep { at: now, what: what.into(), why: why.into(), booking_id: None })?;
    let progress = Progress { state: PlanState::Cancelled, due_at: None, looks_at: None };
    plans::set_progress(transaction, id, progress, now)?;
    for booking_id in cancelled {
        plan_bookings::end(transaction, booking_id, PlanEnd::Closed, now)?;
        cancel(transaction, booking_id, Some(&CancelReason::fixed("The plan was cancelled.")), clock)?;
    }
    Ok(())
}
