use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use booking_core::clock::{MicroTimestamp, Timestamp};
use booking_core::facility::{ProfileLocation, slot_start};
use booking_core::gateway::{FacilityId, FacilitySlot, GatewayFailure, Outcome, SlotRequest};
use booking_core::slot::{BookingDate, Location, Place, TimeSlot};
use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use reqwest::Method;
use serde::{Deserialize, Deserializer};
use serde_json::json;

use super::exchange::Request;
use super::json::{is_same, moment, number};
use super::question::Question;
use super::rest_gateway::RestGateway;

/// A local day has at most 25 hours in most zones; the very last date ends after 24.
const DAY_MICROS: i64 = 24 * 60 * 60 * 1_000_000;
/// The days and locations whose slots are kept. Ids change seldom, and one of them is all that a booking needs.
const LISTS_LIMIT: usize = 64;

/// A slot as the facility writes it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireSlot {
    #[serde(deserialize_with = "moment")]
    start_date: Timestamp,
    #[serde(deserialize_with = "moment")]
    end_date: Timestamp,
    #[serde(default)]
    is_available: bool,
    #[serde(default)]
    linked_product_id: Option<FacilityId>,
    #[serde(default)]
    bookable_product_id: Option<FacilityId>,
    #[serde(default)]
    booking_id: Option<FacilityId>,
    #[serde(default, deserialize_with = "session")]
    booking: WireSession,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireSession {
    #[serde(default)]
    id: Option<FacilityId>,
    #[serde(default, deserialize_with = "number")]
    available_participant_count: Option<i64>,
    #[serde(default, deserialize_with = "number")]
    max_participants: Option<i64>,
}

fn session<'de, D: Deserializer<'de>>(deserializer: D) -> Result<WireSession, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// The slots as they were last listed, by location and day. They tell the ids of a slot to book.
#[derive(Default)]
pub(super) struct ListedSlots(Mutex<HashMap<(Location, BookingDate), Vec<FacilitySlot>>>);

impl ListedSlots {
    fn keep(&self, location: Location, date: BookingDate, slots: &[FacilitySlot]) {
        let mut lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lists.len() >= LISTS_LIMIT
            && !lists.contains_key(&(location, date))
            && let Some(oldest) = lists.keys().min_by_key(|(_, date)| *date).copied()
        {
            lists.remove(&oldest);
        }
        lists.insert((location, date), slots.to_vec());
    }

    /// The slot that is meant, as it was listed.
    pub(super) fn find(&self, request: &SlotRequest) -> Option<FacilitySlot> {
        let is_meant =
            |slot: &&FacilitySlot| slot.starts_at == request.starts_at && slot.sub_location == request.sub_location;
        self.of_day(request, |slots| slots.iter().find(is_meant).cloned())
    }

    /// The linked product of the half's other slots on that day.
    pub(super) fn linked_product(&self, request: &SlotRequest) -> Option<FacilityId> {
        let of_half = |slot: &&FacilitySlot| slot.sub_location == request.sub_location;
        self.of_day(request, |slots| slots.iter().filter(of_half).find_map(|slot| slot.linked_product_id.clone()))
    }

    fn of_day<T>(&self, request: &SlotRequest, look: impl FnOnce(&[FacilitySlot]) -> Option<T>) -> Option<T> {
        let lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lists.get(&(request.location, request.date)).and_then(|slots| look(slots))
    }
}

impl RestGateway {
    pub(super) async fn list_slots(
        &self,
        location: Location,
        date: BookingDate,
    ) -> Result<Vec<FacilitySlot>, GatewayFailure> {
        let Some(sold) = self.profile.location(location) else {
            return Err(not_sold(location));
        };
        let day = day(self.zone, date);
        let ids: Vec<_> = sold.products.all().map(|(_, id)| id).collect();
        let filter = json!({
            "startDate": day.start,
            "endDate": MicroTimestamp::from(day.end).plus_micros(-1_000).to_millis(),
            "productIds": {"$in": ids},
            "availableFromDate": {"$gt": self.wire.clock.now()},
            "availableTillDate": {"$gte": day.start},
        });
        let query = vec![("s", filter.to_string())];
        let request = || Request {
            question: Question::Slots,
            method: Method::GET,
            path: vec!["bookable-slots"],
            query: query.clone(),
            token: None,
            body: None,
            secret: None,
        };
        let listed: Vec<WireSlot> = self.list(request).await?;
        let of_day = listed.into_iter().filter(|slot| day.contains(&slot.start_date));
        let slots: Vec<_> = of_day.filter_map(|slot| facility_slot(slot, sold)).collect();
        self.listed.keep(location, date, &slots);
        Ok(slots)
    }
}

/// The answer about a location that the profile does not have. Nothing is asked.
pub(super) fn not_sold(location: Location) -> GatewayFailure {
    let sentence = format!("The facility's profile has no location {location}.");
    GatewayFailure {
        outcome: Outcome::Refused,
        message: booking_core::gateway::FacilityMessage::new(&sentence),
        status_code: None,
        retry_after: None,
    }
}

/// The local day, from its first moment to the next day's.
fn day(zone: Tz, date: BookingDate) -> Range<Timestamp> {
    let midnight: Option<TimeSlot> = "00:00:00".parse().ok();
    let start_of = |date| midnight.map(|midnight| slot_start(zone, date, midnight));
    let next = date.to_string().parse::<NaiveDate>().ok().and_then(|date| date.checked_add_days(Days::new(1)));
    let next = next.and_then(|date| date.to_string().parse::<BookingDate>().ok());
    let start = start_of(date)
        .unwrap_or_else(|| MicroTimestamp::from(Timestamp::from(chrono::DateTime::UNIX_EPOCH)).to_millis());
    let end =
        next.and_then(start_of).unwrap_or_else(|| MicroTimestamp::from(start).plus_micros(DAY_MICROS).to_millis());
    start..end
}

/// The slot, where it is one of the location's products.
fn facility_slot(slot: WireSlot, location: &ProfileLocation) -> Option<FacilitySlot> {
    let count = |number: Option<i64>| number.and_then(|number| u32::try_from(number).ok());
    let place = named_place(location, slot.bookable_product_id.as_ref(), slot.linked_product_id.as_ref())?;
    Some(FacilitySlot {
        starts_at: slot.start_date,
        ends_at: slot.end_date,
        location: place.location(),
        sub_location: place.sub_location(),
        is_available: slot.is_available,
        remaining_capacity: count(slot.booking.available_participant_count),
        total_capacity: count(slot.booking.max_participants),
        booking_id: slot.booking_id.or(slot.booking.id),
        linked_product_id: slot.linked_product_id,
        bookable_product_id: slot.bookable_product_id,
    })
}

/// The part of the location that the ids name; `None` where they name another place. The bookable product decides, and the
/// linked one only where no bookable one is known.
pub(super) fn named_place(
    location: &ProfileLocation,
    bookable: Option<&FacilityId>,
    linked: Option<&FacilityId>,
) -> Option<Place> {
    let named = |id: &FacilityId| location.products.all().find(|(_, own)| is_same(own, id));
    let (half, _) = bookable.and_then(named).or_else(|| linked.and_then(named))?;
    Place::new(location.name, half).ok()
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Amsterdam;

    use super::*;

    #[test]
    fn a_day_has_23_to_25_hours_when_the_clocks_change() {
        for (date, start, end) in [
            ("2026-12-01", "2026-11-30T23:00:00.000Z", "2026-12-01T23:00:00.000Z"),
            ("2026-03-29", "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"),
            ("2026-10-25", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"),
            ("2100-12-31", "2100-12-30T23:00:00.000Z", "2100-12-31T23:00:00.000Z"),
        ] {
            let day = day(Amsterdam, date.parse().unwrap());
            assert_eq!((day.start.to_string(), day.end.to_string()), (start.to_owned(), end.to_owned()));
        }
    }
}
