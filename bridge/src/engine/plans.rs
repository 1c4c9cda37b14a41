//! Decides the plans that are due.

use std::sync::Arc;

use booking_core::Error;
use booking_core::clock::MicroTimestamp;
use booking_core::gateway::FacilitySlot;
use booking_core::service::DuePlan;

use super::parts::Parts;
use super::sign_in::cause;

/// The plans that are read at once.
const MOST_READ: u32 = 100;

/// Decides what is due now. Plans that must see the availability first are returned. The moment is that of the next plan.
pub(super) async fn decide(parts: &Parts) -> Result<(Vec<DuePlan>, Option<MicroTimestamp>), Error> {
    let (look, now): (Vec<_>, Vec<_>) =
        parts.service.due_plans(MOST_READ)?.into_iter().partition(|plan| !plan.looks.is_empty());
    for plan in now {
        parts.service.decide_plan(plan.id, None).await?;
    }
    let next = parts.service.next_plan_due()?.map(MicroTimestamp::from);
    // Plans that are looked at are due until the look has been noted.
    let next = next.filter(|next| look.is_empty() || *next > parts.clock.now_micros());
    Ok((look, next))
}

/// Looks at the availability for plans, and decides them. Where the facility cannot be asked, no place shows.
pub(super) async fn look(parts: Arc<Parts>, plans: Vec<DuePlan>) {
    for plan in plans {
        let mut seen: Vec<FacilitySlot> = Vec::new();
        for location in &plan.looks {
            tokio::select! {
                biased;
                listed = parts.list((*location, plan.date)) => seen.extend(listed.unwrap_or_default()),
                () = parts.stopped() => return,
            }
        }
        if let Err(error) = parts.service.decide_plan(plan.id, Some(seen)).await {
            log::error!("plan {} could not be decided: {}", plan.id, cause(&error));
        }
    }
}
