//! Takes up what is due.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use booking_core::Error;
use booking_core::automation::{self, Step};
use booking_core::clock::{MicroTimestamp, Timestamp};
use booking_core::ids::BookingId;
use booking_core::service::{Claim, Claimed, Work};
use booking_core::task::Due;
use futures_util::future::try_join_all;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::busy::Busy;
use super::listings::Day;
use super::look::look;
use super::parts::Parts;
use super::plans;
use super::prepare::{Needs, Prepared, READY_MICROS, WARM_MICROS, is_asking};
use super::readiness::Watch;
use super::send::send_at;

/// Attempts at an opening are written so long before they are sent, in microseconds.
const CLAIM_MICROS: i64 = 2 * 1_000_000;
/// The tasks that are read at once.
const MOST_READ: u32 = 1_000;
/// The bookings that are planned anew in one transaction.
const BATCH: i64 = 200;
/// The writes that are queued at once.
const WRITES: usize = 64;

/// Takes up what is due and hands it to tasks.
pub(super) struct Scheduler {
    parts: Arc<Parts>,
    pub(super) tasks: JoinSet<()>,
    busy: Busy,
    prepared: Prepared,
    watch: Watch,
    /// The id after which planning anew goes on, after the profile changed.
    replan_after: Option<i64>,
    /// The id after which planning anew goes on, after a pause.
    resume_after: Option<i64>,
    was_paused: bool,
    /// Whether a task looks at the availability for plans.
    plans_look: Arc<Semaphore>,
}

/// The findings of one turn.
struct Turn {
    now: MicroTimestamp,
    /// The least lead of the facility's clock over ours, in microseconds: it opens so much earlier by ours.
    ahead: i64,
    /// The next moment at which something is to be done.
    wake_at: Option<MicroTimestamp>,
    settle: Vec<BookingId>,
    claims: Vec<(MicroTimestamp, Claim)>,
    looks: BTreeMap<Day, (MicroTimestamp, Vec<Work>)>,
    needs: Needs,
}

impl Turn {
    fn wake(&mut self, at: MicroTimestamp) {
        self.wake_at = Some(self.wake_at.map_or(at, |earlier| earlier.min(at)));
    }

    /// Whether a task that is due at that moment is taken up now.
    fn is_near(&self, at: MicroTimestamp) -> bool {
        at <= self.now.plus_micros(CLAIM_MICROS)
    }
}

impl Scheduler {
    pub(super) fn new(parts: Arc<Parts>) -> Self {
        Self {
            parts,
            tasks: JoinSet::new(),
            busy: Busy::default(),
            prepared: Prepared::default(),
            watch: Watch::default(),
            replan_after: Some(0),
            resume_after: Some(0),
            was_paused: false,
            plans_look: Arc::new(Semaphore::new(1)),
        }
    }

    /// Does what is to be done now. Returns the moment of the next turn, `None` where nothing is planned.
    pub(super) async fn turn(&mut self) -> Result<Option<MicroTimestamp>, Error> {
        let plans_again = self.plan_again().await?;
        let next_plan = self.decide_plans().await?;
        let mut turn = self.read()?;
        if let Some(next_plan) = next_plan {
            turn.wake(next_plan);
        }
        let has_settled = !turn.settle.is_empty();
        self.settle(&turn.settle).await?;
        self.look(std::mem::take(&mut turn.looks));
        let has_claimed = self.claim(std::mem::take(&mut turn.claims)).await?;
        let needs = std::mem::take(&mut turn.needs);
        if !needs.is_empty() {
            self.tasks.spawn(needs.see_to(self.parts.clone()));
        }
        if let Some(next_check) = self.check_readiness()? {
            turn.wake(next_check);
        }
        // The writes of this turn may have planned something that is due now.
        let goes_on = plans_again || has_settled || has_claimed;
        Ok(if goes_on { Some(turn.now) } else { turn.wake_at })
    }

    /// Has the openings checked that are near. Returns when the next check is.
    fn check_readiness(&mut self) -> Result<Option<MicroTimestamp>, Error> {
        let (due, next) = self.watch.due(&self.parts)?;
        for opens_at in due {
            self.tasks.spawn(self.watch.check(self.parts.clone(), opens_at));
        }
        Ok(next)
    }

    /// Decides the plans that are due. Returns when the next one is.
    async fn decide_plans(&mut self) -> Result<Option<MicroTimestamp>, Error> {
        let (look, next) = plans::decide(&self.parts).await?;
        if !look.is_empty()
            && let Ok(turn) = self.plans_look.clone().try_acquire_owned()
        {
            let parts = self.parts.clone();
            self.tasks.spawn(async move {
                plans::look(parts, look).await;
                drop(turn);
            });
        }
        Ok(next)
    }

    /// Plans a batch of bookings anew, where the profile changed or a pause ended. Returns whether there are more.
    async fn plan_again(&mut self) -> Result<bool, Error> {
        let service = &self.parts.service;
        let is_paused = service.is_paused()?;
        if self.was_paused && !is_paused {
            self.resume_after = Some(0);
        }
        self.was_paused = is_paused;
        if let Some(after) = self.replan_after {
            self.replan_after = service.replan(after, BATCH).await?;
        }
        if let Some(after) = self.resume_after {
            self.resume_after = service.resume(after, BATCH).await?;
        }
        Ok(self.replan_after.is_some() || self.resume_after.is_some())
    }

    /// Reads what is due until the moment up to which things are made ready.
    fn read(&mut self) -> Result<Turn, Error> {
        let service = &self.parts.service;
        let now = self.parts.clock.now_micros();
        let ahead = self.parts.gateway.clock_offset().micros().map_or(0, |(low, _)| low.max(0));
        let until = now.plus_micros(READY_MICROS + ahead).to_millis();
        let due = service.due_until(until, MOST_READ)?;
        let next = service.next_due(Some(until))?.map(|next| MicroTimestamp::from(next.due_at));
        let mut turn = Turn {
            now,
            ahead,
            wake_at: next.map(|next| next.plus_micros(-READY_MICROS - ahead)),
            settle: Vec::new(),
            claims: Vec::new(),
            looks: BTreeMap::new(),
            needs: Needs::default(),
        };
        let (busy, free) = (self.busy.clone(), self.parts.under_way.available_permits());
        for due in due.into_iter().filter(|due| !busy.contains(due.booking_id)) {
            if !turn.is_near(MicroTimestamp::from(due.due_at).plus_micros(-ahead)) {
                self.see_ahead(due, &mut turn)?;
            } else if turn.claims.len() < free || !is_asking(due.task) {
                self.take_up(due, &mut turn)?;
            }
            // The others wait until an attempt under way is answered, whose record is a commit.
        }
        self.prepared.forget(now.plus_micros(ahead));
        Ok(turn)
    }

    /// Makes ready what is due later.
    fn see_ahead(&mut self, due: Due, turn: &mut Turn) -> Result<(), Error> {
        let at = MicroTimestamp::from(due.due_at).plus_micros(-turn.ahead);
        if !is_asking(due.task) {
            turn.wake(at.plus_micros(-CLAIM_MICROS));
            return Ok(());
        }
        let (now, service) = (turn.now.plus_micros(turn.ahead), &self.parts.service);
        self.prepared.add(due, now, &mut turn.needs, || service.work(due.booking_id))?;
        let is_warm = at.plus_micros(-WARM_MICROS) <= turn.now;
        turn.wake(at.plus_micros(if is_warm { -CLAIM_MICROS } else { -WARM_MICROS }));
        Ok(())
    }

    /// Decides what to do about a task that is due now or almost.
    fn take_up(&self, due: Due, turn: &mut Turn) -> Result<(), Error> {
        let work = self.parts.service.work(due.booking_id)?;
        let (facts, decision, booking_id) = (&work.facts, &work.decision, due.booking_id);
        if decision.due_at != Some(due.due_at) {
            // The stored plan is out of date, for example because the facility asked everybody to wait.
            turn.settle.push(booking_id);
            return Ok(());
        }
        let offset = self.parts.gateway.clock_offset();
        let at = automation::send_at(facts, decision, offset).unwrap_or_else(|| due.due_at.into());
        // At an opening no sync to disk may stand before the request.
        let claim_at = if automation::is_at_opening(facts, decision) { at.plus_micros(-CLAIM_MICROS) } else { at };
        match decision.step {
            Step::Book { .. } | Step::Check | Step::Release { .. } if claim_at > turn.now => turn.wake(claim_at),
            Step::Book { look_first: true, .. } => {
                let day = (work.booking.location, work.booking.booking_date);
                let (first, waiting) = turn.looks.entry(day).or_insert_with(|| (at, Vec::new()));
                *first = at.min(*first);
                waiting.push(work);
            }
            Step::Book { .. } | Step::Check | Step::Release { .. } => {
                let send_at = Some(whole_millis(at));
                turn.claims.push((at, Claim { booking_id, shown_half: None, send_at }));
            }
            _ if MicroTimestamp::from(due.due_at) <= turn.now => turn.settle.push(booking_id),
            _ => turn.wake(due.due_at.into()),
        }
        Ok(())
    }

    async fn settle(&self, ids: &[BookingId]) -> Result<(), Error> {
        for some in ids.chunks(WRITES) {
            try_join_all(some.iter().map(|id| self.parts.service.settle(*id))).await?;
        }
        Ok(())
    }

    fn look(&mut self, looks: BTreeMap<Day, (MicroTimestamp, Vec<Work>)>) {
        for (day, (at, waiting)) in looks {
            let held = self.busy.hold(waiting.iter().map(|work| work.booking.id).collect());
            self.tasks.spawn(look(self.parts.clone(), at, day, waiting, held));
        }
    }

    /// Writes the attempts that are sent within moments, as many as may be under way, and hands them to tasks. Returns whether
    /// there were any.
    async fn claim(&mut self, mut claims: Vec<(MicroTimestamp, Claim)>) -> Result<bool, Error> {
        claims.sort_by_key(|(at, claim)| (*at, claim.booking_id));
        claims.truncate(self.parts.under_way.available_permits());
        if claims.is_empty() {
            return Ok(false);
        }
        let mut moments: HashMap<_, _> = claims.iter().map(|(at, claim)| (claim.booking_id, *at)).collect();
        let claimed = self.parts.service.claim(claims.into_iter().map(|(_, claim)| claim).collect()).await?;
        let mut groups: BTreeMap<MicroTimestamp, Vec<Claimed>> = BTreeMap::new();
        for attempt in claimed {
            if let Some(at) = moments.remove(&attempt.booking.id) {
                groups.entry(at).or_default().push(attempt);
            }
        }
        for (at, claimed) in groups {
            self.tasks.spawn(send_at(self.parts.clone(), at, claimed));
        }
        // The facts of the others changed meanwhile.
        let changed: Vec<_> = moments.into_keys().collect();
        self.settle(&changed).await?;
        Ok(true)
    }
}

/// The first whole millisecond that is not before a moment.
fn whole_millis(at: MicroTimestamp) -> Timestamp {
    at.plus_micros(999).to_millis()
}
