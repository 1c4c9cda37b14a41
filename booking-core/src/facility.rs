//! The facility: its locations, their halves and the hours in which slots begin.

use chrono::NaiveTime;
use schemars::JsonSchema;
use serde::Serialize;

use crate::slot::{Location, SubLocation, TimeSlot};

/// The facility as every part of the program knows it. The only source of locations, halves and hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Facility {
    /// The local time of a day's first slot.
    pub first_slot: TimeSlot,
    /// The local time of a day's last slot.
    pub last_slot: TimeSlot,
    /// The length of a slot, and the time between the starts of two, in minutes.
    pub slot_minutes: u32,
    /// The locations, in the order in which people choose among them.
    pub locations: Vec<FacilityLocation>,
}

/// A location of the facility.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FacilityLocation {
    /// Its name.
    pub name: Location,
    /// Its halves; empty where it is not divided.
    pub sub_locations: Vec<SubLocation>,
}

impl Default for Facility {
    /// The facility without a profile: every location, a slot an hour from 06:00 to 23:00.
    fn default() -> Self {
        Self {
            first_slot: on_the_hour(6),
            last_slot: on_the_hour(23),
            slot_minutes: 60,
            locations: Location::ALL.into_iter().map(FacilityLocation::of).collect(),
        }
    }
}

impl FacilityLocation {
    fn of(name: Location) -> Self {
        let sub_locations = if name.has_sub_locations() { SubLocation::ALL.to_vec() } else { Vec::new() };
        Self { name, sub_locations }
    }
}

fn on_the_hour(hour: u32) -> TimeSlot {
    TimeSlot::at(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default())
}
