//! The routes that the real facility does not have: `/practice/state` and `/practice/clock`.

use actix_web::web::{Data, Json};
use serde_json::{Value, json};

use crate::facility::Facility;
use crate::places::Place;
use crate::refusal::Refusal;
use crate::rules::Rules;
use crate::slots::{Participation, Slot, SlotRecord};
use crate::timestamp;
use crate::wire::{self, ClockRequest};

/// Shows who holds what, and the latest requests. Requests come in the order of their arrival, slots in that of their start.
pub(crate) async fn state(facility: Data<Facility>) -> Json<Value> {
    let reservations = facility.reservations();
    let now = facility.clock.now();
    let rules = reservations.rules();
    let records = reservations.records(now);
    let (total, requests) = facility.log.view(rules);
    Json(json!({
        "now": timestamp::text(now),
        "slots": records.iter().filter_map(|record| slot(rules, record)).collect::<Vec<_>>(),
        "requestsTotal": total,
        "requests": requests,
    }))
}

fn slot(rules: &Rules, record: &SlotRecord) -> Option<Value> {
    let place = Place::of_product(record.product)?;
    let Slot { participations, competitors, .. } = &record.slot;
    let participation = |one: &Participation| {
        let Participation { id, member, .. } = one;
        json!({"id": id, "status": wire::status(one), "memberId": member.id, "email": member.email})
    };
    Some(json!({
        "location": place.location,
        "half": place.half,
        "startDate": timestamp::text(record.start),
        "opensAtUs": rules.opens_at(place, record.start).timestamp_micros(),
        "capacity": rules.capacity(place),
        "competitors": competitors,
        "participations": participations.iter().map(participation).collect::<Vec<_>>(),
    }))
}

/// Moves a clock that stands still.
pub(crate) async fn set_clock(facility: Data<Facility>, body: Json<ClockRequest>) -> Result<Json<Value>, Refusal> {
    if !facility.clock.set(body.now) {
        return Err(Refusal::ClockRuns);
    }
    Ok(Json(json!({"now": timestamp::text(facility.clock.now())})))
}
