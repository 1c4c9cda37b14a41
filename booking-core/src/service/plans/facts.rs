//! Reads the facts from which a plan is decided.

use chrono::{NaiveTime, Timelike as _};
use rusqlite::Connection;

use super::ended;
use crate::Error;
use crate::account::{Account, SignInState};
use crate::automation::Window;
use crate::automation::plan::{
    Look, Obstacle, PlanAccount, PlanBooking, PlanBookingState, PlanChoice, PlanFacts, PlanSlot, Strike,
};
use crate::clock::Timestamp;
use crate::facility::Profile;
use crate::facility_clock::FacilityClock;
use crate::ids::AccountId;
use crate::plan::{Choice, NewPlan, PlanEnd, PlanState};
use crate::slot::{BookingDate, TimeSlot};
use crate::status::Status;
use crate::store::plan_bookings::{Other, PlanLink};
use crate::store::plans::StoredPlan;
use crate::store::{accounts, plan_bookings};

const HOUR: i64 = 3_600_000;

/// The facts of a plan that is stored.
pub(super) fn of_plan(connection: &Connection, plan: &StoredPlan, clock: &FacilityClock) -> Result<PlanFacts, Error> {
    let mut facts = read(connection, &plan.wish, Some(plan), clock)?;
    let slot_of = |time: TimeSlot| facts.slots.iter().position(|slot| slot.time == time);
    let account_of = |id: AccountId| plan.wish.account_ids.iter().position(|account| *account == id);
    let (mut bookings, mut strikes) = (Vec::new(), Vec::new());
    for link in plan_bookings::of_plan(connection, plan.id)? {
        // The hours of the profile may have changed since the booking was made.
        let (Some(slot), Some(account)) = (slot_of(link.time_slot), account_of(link.account_id)) else { continue };
        let choice = link.choice;
        if let Some(state) = state(connection, &link, clock)? {
            bookings.push(PlanBooking { id: link.booking_id, slot, choice, account, state });
        }
        strikes.extend(strike(&link, slot, account));
    }
    let shown = plan.shown.iter().filter_map(|(choice, time)| Some((*choice, slot_of(*time)?))).collect();
    facts.look = plan.looked_at.map(|at| Look { at, shown });
    (facts.bookings, facts.strikes, facts.state) = (bookings, strikes, plan.progress.state);
    Ok(facts)
}

/// The facts of a plan without bookings.
pub(super) fn read(
    connection: &Connection,
    wish: &NewPlan,
    plan: Option<&StoredPlan>,
    clock: &FacilityClock,
) -> Result<PlanFacts, Error> {
    let profile = clock.calendar().profile().ok_or(Error::NoFacility)?;
    let slots = slots(wish, clock);
    let choices: Vec<PlanChoice> =
        wish.choices.iter().map(|wanted| choice(wanted, &slots, profile)).collect::<Result<_, _>>()?;
    let accounts = wish
        .account_ids
        .iter()
        .map(|id| {
            let others = plan_bookings::others(connection, *id, wish.booking_date, plan.map(|plan| plan.id))?;
            let account = match accounts::find(connection, *id, clock.now()) {
                Err(Error::AccountNotFound(_)) => None,
                found => Some(found?),
            };
            Ok(plan_account(*id, account.as_ref(), &others, &slots, wish, clock))
        })
        .collect::<Result<_, Error>>()?;
    Ok(PlanFacts {
        hours: wish.hours.count(),
        minimum_hours: wish.minimum_hours.count(),
        slots,
        choices,
        accounts,
        bookings: Vec::new(),
        strikes: Vec::new(),
        look: None,
        retry: wish.retry,
        state: PlanState::Scheduled,
        now: clock.now(),
    })
}

/// The facility's slots that lie within the window, earliest first. A slot ends a minute before the next one begins.
pub(super) fn slots(wish: &NewPlan, clock: &FacilityClock) -> Vec<PlanSlot> {
    let Some(profile) = clock.calendar().profile() else { return Vec::new() };
    let minutes = |time: TimeSlot| time.to_naive().num_seconds_from_midnight() / 60;
    let (first, last) = (minutes(profile.first_slot), minutes(profile.last_slot));
    let (start, end) = (minutes(wish.window_start), minutes(wish.window_end));
    (first..=last)
        .step_by(60)
        .filter(|minute| *minute >= start && minute + 59 <= end)
        .filter_map(|minute| NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0))
        .map(|time| {
            let time = TimeSlot::at(time);
            PlanSlot { time, starts_at: clock.calendar().starts_at(wish.booking_date, time) }
        })
        .collect()
}

fn choice(wanted: &Choice, slots: &[PlanSlot], profile: &Profile) -> Result<PlanChoice, Error> {
    let location = profile.location(wanted.location);
    let window = |slot: &PlanSlot| Window {
        // A location that the facility no longer has never opens.
        opens_at: profile.opens_at(wanted.location, slot.starts_at).unwrap_or(slot.starts_at),
        deadline: if location.is_some() { profile.deadline(slot.starts_at) } else { Timestamp::FIRST },
    };
    let per_day = location.and_then(|location| location.bookings_per_day);
    Ok(PlanChoice {
        place: wanted.place()?,
        per_day: per_day.and_then(|most| usize::try_from(most.get()).ok()),
        windows: slots.iter().map(window).collect(),
    })
}

fn plan_account(
    id: AccountId,
    account: Option<&Account>,
    others: &[Other],
    slots: &[PlanSlot],
    wish: &NewPlan,
    clock: &FacilityClock,
) -> PlanAccount {
    let begins = |other: &Other| clock.calendar().starts_at(wish.booking_date, other.time_slot);
    let overlaps = |slot: &PlanSlot, other: &Other| {
        let other = begins(other);
        other < slot.starts_at.plus_millis(HOUR) && slot.starts_at < other.plus_millis(HOUR)
    };
    PlanAccount {
        id,
        name: account.map_or_else(|| format!("account {id}"), |account| account.netid.clone()),
        obstacle: obstacle(account),
        busy: slots.iter().map(|slot| others.iter().any(|other| overlaps(slot, other))).collect(),
        booked: wish
            .choices
            .iter()
            .map(|choice| others.iter().filter(|other| other.location == choice.location).count())
            .collect(),
    }
}

fn obstacle(account: Option<&Account>) -> Option<Obstacle> {
    match account {
        None => Some(Obstacle::Inactive),
        Some(account) if !account.is_active => Some(Obstacle::Inactive),
        Some(account) if !account.may_automate => Some(Obstacle::NoConsent),
        Some(account) if account.sign_in == SignInState::Needed => Some(Obstacle::SignInNeeded),
        Some(_) => None,
    }
}

/// The state of a booking to its plan; `None` where it is nothing to it any more.
fn state(connection: &Connection, link: &PlanLink, clock: &FacilityClock) -> Result<Option<PlanBookingState>, Error> {
    Ok(match (link.end, link.status) {
        (None, Status::Confirmed) => Some(PlanBookingState::Held),
        (None, Status::Pending) if ended::may_hold(connection, link.booking_id, clock)? => {
            Some(PlanBookingState::UnderWay)
        }
        (None, Status::Pending) => Some(PlanBookingState::Planned),
        (_, Status::Failed | Status::Cancelled) if link.is_unsettled => Some(PlanBookingState::Releasing),
        _ => None,
    })
}

fn strike(link: &PlanLink, slot: usize, account: usize) -> Option<Strike> {
    let (account, may_reopen) = match link.end? {
        PlanEnd::Lost => (None, true),
        PlanEnd::Closed => (None, false),
        PlanEnd::Refused => (Some(account), false),
        PlanEnd::Dropped => return None,
    };
    Some(Strike { choice: link.choice, slot, account, may_reopen, at: link.end_at? })
}

/// The date a week later; `None` after the year 2100.
pub(super) fn week_later(date: BookingDate) -> Option<BookingDate> {
    BookingDate::new(date.to_naive() + chrono::TimeDelta::days(7))
}
