//! The JSON of the facility's wire.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::places::{self, Place};
use crate::reservations::Reservation;
use crate::rules::Rules;
use crate::slots::{Participation, Slot};
use crate::timestamp;

/// The status of a participation that has a place.
const PLACE: u8 = 1;
/// The status of a participation on the waiting list.
const WAITING: u8 = 3;

/// The body of `POST /auth`.
#[derive(Deserialize)]
pub(crate) struct Credentials {
    pub(crate) email: String,
    pub(crate) password: String,
}

/// The body of `POST /auth/token-refresh`.
#[derive(Deserialize)]
pub(crate) struct RefreshRequest {
    pub(crate) refresh_token: String,
}

/// The body of `POST /practice/clock`.
#[derive(Deserialize)]
pub(crate) struct ClockRequest {
    #[serde(with = "timestamp")]
    pub(crate) now: DateTime<Utc>,
}

/// The query of a list: `s` is a filter in JSON.
#[derive(Deserialize)]
pub(crate) struct ListQuery {
    pub(crate) s: String,
    pub(crate) join: Option<String>,
    pub(crate) limit: Option<String>,
    pub(crate) page: Option<String>,
}

/// The filter of `GET /bookable-slots`. `availableFromDate` and `availableTillDate` are ignored.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SlotFilter {
    #[serde(with = "timestamp")]
    pub(crate) start_date: DateTime<Utc>,
    #[serde(with = "timestamp")]
    pub(crate) end_date: DateTime<Utc>,
    product_ids: Option<AnyOf>,
}

#[derive(Deserialize)]
struct AnyOf {
    #[serde(rename = "$in")]
    values: Vec<i64>,
}

impl SlotFilter {
    /// Whether the place is asked for, by either of its products. Without `productIds` every place is.
    pub(crate) fn includes(&self, place: &Place) -> bool {
        let asked = self.product_ids.as_ref();
        asked.is_none_or(|any| any.values.contains(&place.product) || any.values.contains(&place.linked))
    }
}

/// The filter of `GET /participations`.
#[derive(Deserialize)]
pub(crate) struct ParticipationFilter {
    #[serde(rename = "memberId")]
    pub(crate) member_id: i64,
    #[serde(rename = "booking.startDate")]
    pub(crate) start_date: Option<AtLeast>,
}

#[derive(Deserialize)]
pub(crate) struct AtLeast {
    #[serde(rename = "$gte", with = "timestamp")]
    pub(crate) time: DateTime<Utc>,
}

/// The body of `POST /participations`, as far as it matters.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BookRequest {
    pub(crate) member_id: i64,
    booking_id: Option<i64>,
    params: BookParams,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct BookParams {
    #[serde(with = "timestamp")]
    start_date: DateTime<Utc>,
    #[serde(with = "timestamp")]
    end_date: DateTime<Utc>,
    bookable_product_id: i64,
    bookable_linked_product_id: Option<i64>,
}

impl BookRequest {
    /// Returns the slot that is meant, if its ids and times fit together. The linked product may be absent or repeat
    /// the product, because a slot off the timetable is in no list until it is booked.
    pub(crate) fn slot(&self) -> Option<(&'static Place, DateTime<Utc>)> {
        let BookParams { start_date, end_date, bookable_product_id, bookable_linked_product_id } = self.params;
        let place = Place::of_product(bookable_product_id)?;
        let linked = bookable_linked_product_id.is_none_or(|id| id == place.linked || id == place.product);
        let booking = self.booking_id.is_none_or(|id| id == place.booking_id(start_date));
        (linked && booking && end_date == places::end_of(start_date)).then_some((place, start_date))
    }
}

/// Returns a slot of `GET /bookable-slots`.
pub(crate) fn slot(rules: &Rules, place: &Place, start: DateTime<Utc>, slot: &Slot, now: DateTime<Utc>) -> Value {
    let capacity = rules.capacity(place);
    let free = slot.free(capacity);
    let booking_id = (place.is_session() || slot.taken() > 0).then(|| place.booking_id(start));
    let booking = booking_id.map(|id| {
        json!({
            "id": id,
            "availableParticipantCount": free,
            "maxParticipants": capacity,
            "currentParticipantCount": slot.taken(),
            "status": 1,
        })
    });
    json!({
        "startDate": timestamp::text(start),
        "endDate": timestamp::text(places::end_of(start)),
        "isAvailable": free > 0 && start > now,
        "linkedProductId": place.linked,
        "bookableProductId": place.product,
        "bookingId": booking_id,
        "booking": booking,
    })
}

/// Returns a participation without its booking.
pub(crate) fn participation(reservation: &Reservation) -> Value {
    let Reservation { participation, place, start } = reservation;
    json!({
        "id": participation.id,
        "status": status(participation),
        "memberId": participation.member.id,
        "bookingId": place.booking_id(*start),
    })
}

/// Returns a participation with its booking, as `join=booking` asks for.
pub(crate) fn participation_with_booking(reservation: &Reservation) -> Value {
    let Reservation { place, start, .. } = reservation;
    let mut joined = participation(reservation);
    joined["booking"] = json!({
        "id": place.booking_id(*start),
        "startDate": timestamp::text(*start),
        "endDate": timestamp::text(places::end_of(*start)),
        "linkedProductId": place.linked,
        "bookableProductId": place.product,
    });
    joined
}

pub(crate) fn status(participation: &Participation) -> u8 {
    if participation.waiting { WAITING } else { PLACE }
}

/// Returns a list on one page.
pub(crate) fn page(data: &[Value]) -> Value {
    json!({"data": data, "page": 1, "count": data.len(), "total": data.len(), "pageCount": 1})
}
