//! Decides what is shown of the slots of a day.

use schemars::JsonSchema;
use serde::Serialize;

use crate::clock::Timestamp;
use crate::domain::string_enum::string_enum;
use crate::facility::{Calendar, Products, Profile};
use crate::gateway::FacilitySlot;
use crate::slot::{BookingDate, Location, SubLocation, TimeSlot};

string_enum! {
    /// The state of a slot.
    SlotState, "a state of a slot" {
        /// The facility shows a place.
        Open => "open",
        /// The facility shows no place.
        Full => "full",
        /// The facility does not take bookings for it yet.
        NotOpenYet => "not_open_yet",
        /// It has begun.
        Past => "past",
        /// The facility could not be asked.
        Unknown => "unknown",
    }
}

/// A slot of the facility at this moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Slot")]
pub struct ShownSlot {
    /// Names the slot: location, half, date and time.
    pub id: String,
    /// The local start time.
    pub time: TimeSlot,
    /// The same time.
    pub time_slot: TimeSlot,
    /// The location.
    pub location: Location,
    /// The half; `null` for a location without halves.
    pub sub_location: Option<SubLocation>,
    /// Its state.
    pub state: SlotState,
    /// Whether it is open.
    pub is_available: bool,
    /// The places left; `null` where the facility does not tell.
    pub remaining_capacity: Option<u32>,
    /// All places; `null` where the facility does not tell.
    pub total_capacity: Option<u32>,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When the facility opens it.
    pub opens_at: Option<Timestamp>,
    /// When the facility was asked; `null` where it was not.
    pub last_checked: Option<Timestamp>,
}

/// The slots of a location as the facility listed them.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    /// The slots of every half.
    pub slots: &'a [FacilitySlot],
    /// When it listed them.
    pub checked_at: Timestamp,
}

/// Whether the facility has to be asked to know the day: one of its slots is open and has not begun.
#[must_use]
pub fn depends_on_facility(calendar: &Calendar, location: Location, date: BookingDate, now: Timestamp) -> bool {
    let undecided = |(_, starts_at)| state_by_clock(calendar, location, starts_at, now).is_none();
    grid(calendar, date).into_iter().any(undecided)
}

/// The slots of a day at a location, by time and half. A slot that is open and that the facility does not list is left out;
/// without a list it is unknown.
#[must_use]
pub fn slots_of_day(
    calendar: &Calendar,
    location: Location,
    date: BookingDate,
    listed: Option<Listed<'_>>,
    now: Timestamp,
) -> Vec<ShownSlot> {
    let halves = calendar.profile().and_then(|profile| profile.location(location)).map(|sold| halves(&sold.products));
    let mut shown = Vec::new();
    for (time, starts_at) in grid(calendar, date) {
        for half in halves.iter().flatten() {
            let is_meant = |slot: &&FacilitySlot| slot.starts_at == starts_at && slot.sub_location == *half;
            let slot = listed.and_then(|listed| listed.slots.iter().find(is_meant));
            let by_clock = state_by_clock(calendar, location, starts_at, now);
            let Some(state) = by_clock.or_else(|| state_by_list(listed.is_some(), slot)) else { continue };
            shown.push(ShownSlot {
                id: id(location, *half, date, time),
                time,
                time_slot: time,
                location,
                sub_location: *half,
                state,
                is_available: state == SlotState::Open,
                remaining_capacity: slot.and_then(|slot| slot.remaining_capacity),
                total_capacity: slot.and_then(|slot| slot.total_capacity),
                starts_at,
                opens_at: calendar.opens_at(location, starts_at),
                last_checked: listed.map(|listed| listed.checked_at),
            });
        }
    }
    shown
}

/// The state that the clock alone decides.
fn state_by_clock(calendar: &Calendar, location: Location, starts_at: Timestamp, now: Timestamp) -> Option<SlotState> {
    if starts_at <= now {
        return Some(SlotState::Past);
    }
    calendar.opens_at(location, starts_at).filter(|opens_at| now < *opens_at).map(|_| SlotState::NotOpenYet)
}

/// The state of an open slot. `None` where the list has no such slot.
fn state_by_list(has_list: bool, slot: Option<&FacilitySlot>) -> Option<SlotState> {
    if !has_list {
        return Some(SlotState::Unknown);
    }
    slot.map(|slot| if slot.shows_place() { SlotState::Open } else { SlotState::Full })
}

fn halves(products: &Products) -> Vec<Option<SubLocation>> {
    products.all().map(|(half, _)| half).collect()
}

/// The start times of the day. Two local times are one slot where the clocks skip the hour between them.
fn grid(calendar: &Calendar, date: BookingDate) -> Vec<(TimeSlot, Timestamp)> {
    let times = calendar.profile().map(Profile::slot_times).into_iter().flatten();
    let mut grid: Vec<_> = times.map(|time| (time, calendar.starts_at(date, time))).collect();
    grid.dedup_by_key(|(_, starts_at)| *starts_at);
    grid
}

fn id(location: Location, half: Option<SubLocation>, date: BookingDate, time: TimeSlot) -> String {
    match half {
        Some(half) => format!("{location}-{half}-{date}-{time}"),
        None => format!("{location}-{date}-{time}"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono_tz::Europe::Amsterdam;

    use super::*;
    const DATE: &str = "2026-11-25";

    fn calendar() -> Calendar {
        let profile = Profile::parse(include_str!("../../../bridge/profiles/practice.toml")).unwrap();
        Calendar::new(Amsterdam, Some(Arc::new(profile)))
    }

    fn moment(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn listed(time: &str, half: SubLocation, is_available: bool, remaining: Option<u32>) -> FacilitySlot {
        let starts_at = calendar().starts_at(DATE.parse().unwrap(), time.parse().unwrap());
        FacilitySlot {
            starts_at,
            ends_at: starts_at,
            location: Location::X1,
            sub_location: Some(half),
            is_available,
            remaining_capacity: remaining,
            total_capacity: Some(8),
            booking_id: None,
            linked_product_id: None,
            bookable_product_id: None,
        }
    }

    /// The states of X1 as time, half and state.
    fn states(slots: Option<&[FacilitySlot]>, now: &str) -> Vec<String> {
        let listed = slots.map(|slots| Listed { slots, checked_at: moment(now) });
        let shown = slots_of_day(&calendar(), Location::X1, DATE.parse().unwrap(), listed, moment(now));
        shown
            .iter()
            .map(|slot| format!("{}{} {}", &slot.time.to_string()[..2], slot.sub_location.unwrap(), slot.state))
            .collect()
    }

    #[test]
    fn the_clock_decides_before_the_list() {
        // 72 hours before 10:30, X1 is open up to the slot of 10:00.
        let slots = [
            listed("09:00", SubLocation::A, true, Some(3)),
            listed("10:00", SubLocation::A, true, Some(0)),
            listed("10:00", SubLocation::B, false, None),
            listed("11:00", SubLocation::A, true, Some(8)),
        ];
        let shown = states(Some(&slots), "2026-11-22T09:30:00.000Z");
        assert_eq!(shown[..4], ["09A open", "10A full", "10B full", "11A not_open_yet"]);
        assert_eq!(shown.len(), 3 + 2 * 13);
        let begun = states(Some(&slots), "2026-11-25T08:00:00.000Z");
        assert_eq!(begun[6..9], ["09A past", "09B past", "10A full"]);
    }

    #[test]
    fn without_a_list_open_slots_are_unknown() {
        let shown = states(None, "2026-11-22T09:30:00.000Z");
        assert_eq!((shown.len(), shown[0].as_str(), shown[10].as_str()), (36, "06A unknown", "11A not_open_yet"));
    }

    #[test]
    fn the_facility_is_asked_only_where_a_slot_is_open() {
        let asks = |now| depends_on_facility(&calendar(), Location::X1, DATE.parse().unwrap(), moment(now));
        assert!(!asks("2026-11-22T04:59:59.999Z"));
        assert!(asks("2026-11-22T05:00:00.000Z"));
        assert!(asks("2026-11-25T21:59:59.999Z"));
        assert!(!asks("2026-11-25T22:00:00.000Z"));
    }
}
