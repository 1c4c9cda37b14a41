//! Makes the plan of the week after.

use super::{decide, facts};
use crate::Error;
use crate::clock::Timestamp;
use crate::facility_clock::FacilityClock;
use crate::plan::{NewPlan, PlanState};
use crate::store::commit::WriteTransaction;
use crate::store::plans;
use crate::store::plans::StoredPlan;

/// Makes next week's plan where its first opening is at most a week away. Returns when that will be the case, if later.
pub(super) fn repeat(
    transaction: &WriteTransaction<'_>,
    plan: &StoredPlan,
    clock: &FacilityClock,
) -> Result<Option<Timestamp>, Error> {
    let Some(next) = next_wish(plan).filter(|_| !plan.is_repeated && plan.progress.state != PlanState::Cancelled)
    else {
        return Ok(None);
    };
    let opens_at = first_opening(&next, clock);
    let repeats_at = opens_at.map(|opens_at| opens_at.minus_days(7));
    if let Some(later) = repeats_at.filter(|repeats_at| *repeats_at > clock.now()) {
        return Ok(Some(later));
    }
    let id = plans::insert(transaction, &next, Some(plan.id), clock.now())?;
    decide::decide(transaction, id, clock)?;
    Ok(None)
}

fn next_wish(plan: &StoredPlan) -> Option<NewPlan> {
    let until = plan.wish.repeats_weekly_until?;
    let booking_date = facts::week_later(plan.wish.booking_date).filter(|date| *date <= until)?;
    Some(NewPlan { booking_date, ..plan.wish.clone() })
}

/// When the facility opens the first slot of the window at any of the places.
fn first_opening(wish: &NewPlan, clock: &FacilityClock) -> Option<Timestamp> {
    let first = facts::slots(wish, clock).first().map(|slot| slot.starts_at)?;
    wish.choices.iter().filter_map(|choice| clock.calendar().opens_at(choice.location, first)).min()
}
