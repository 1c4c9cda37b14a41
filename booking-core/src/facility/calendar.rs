use std::sync::Arc;

use chrono_tz::Tz;

use super::{Profile, slot_start};
use crate::clock::Timestamp;
use crate::slot::{BookingDate, Location, TimeSlot};

/// The facility's time zone and the profile of the connected facility. Every moment of a slot is computed here.
#[derive(Clone)]
pub struct Calendar {
    zone: Tz,
    profile: Option<Arc<Profile>>,
}

impl Calendar {
    /// A calendar in `zone`; without a profile no facility is connected.
    #[must_use]
    pub fn new(zone: Tz, profile: Option<Arc<Profile>>) -> Self {
        Self { zone, profile }
    }

    /// The facility's time zone.
    #[must_use]
    pub const fn zone(&self) -> Tz {
        self.zone
    }

    /// The connected facility.
    #[must_use]
    pub fn profile(&self) -> Option<&Profile> {
        self.profile.as_deref()
    }

    /// When a slot begins.
    #[must_use]
    pub fn starts_at(&self, date: BookingDate, time: TimeSlot) -> Timestamp {
        slot_start(self.zone, date, time)
    }

    /// When the facility opens a slot that begins at `starts_at`; `None` without a facility, or where it does not have the
    /// location.
    #[must_use]
    pub fn opens_at(&self, location: Location, starts_at: Timestamp) -> Option<Timestamp> {
        self.profile()?.opens_at(location, starts_at)
    }

    /// Names everything that due moments are computed from: it changes when they have to be computed again.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let Some(profile) = self.profile() else { return String::new() };
        let openings = profile
            .locations
            .iter()
            .map(|location| format!("{}-{}", location.name, location.opens_minutes_ahead.get()));
        let openings: Vec<String> = openings.collect();
        format!("{} {} {}", self.zone, openings.join(" "), profile.minimum_notice.get())
    }
}
