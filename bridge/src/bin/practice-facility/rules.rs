//! The rules of booking: capacity, opening, limit per day.

use chrono::{DateTime, TimeDelta, Utc};
use clap::Args;

use crate::flags;
use crate::places::{self, Location, Place};

/// The facility's limits.
#[derive(Args, Clone)]
pub(crate) struct Rules {
    /// Places in a Fitness session. Half of a hall has one.
    #[arg(long, value_name = "N", default_value_t = 12)]
    pub(crate) capacity_fitness: u16,

    /// Bookings of a location that a member may hold per day; 0 means no limit.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) bookings_per_day: usize,

    /// Minutes before its start at which a slot opens; repeatable [default: Fitness=10080, X1=4320, X3=4320].
    #[arg(long, value_name = "LOCATION=MINUTES", value_parser = flags::open_ahead)]
    pub(crate) open_ahead: Vec<(Location, i64)>,

    /// Take bookings of slots that start at any second, not only those of the timetable.
    #[arg(long)]
    pub(crate) any_start: bool,

    /// Put members on a waiting list (status 3) when a slot is full.
    #[arg(long)]
    pub(crate) waiting_list: bool,
}

impl Rules {
    pub(crate) fn capacity(&self, place: &Place) -> u16 {
        if place.is_session() { self.capacity_fitness } else { 1 }
    }

    /// Returns the moment at which the slot opens. The minutes are elapsed time, also when the clocks change.
    pub(crate) fn opens_at(&self, place: &Place, start: DateTime<Utc>) -> DateTime<Utc> {
        let chosen = self.open_ahead.iter().rev().find(|(location, _)| *location == place.location);
        let minutes = chosen.map_or_else(|| place.location.default_open_ahead(), |(_, minutes)| *minutes);
        start - TimeDelta::minutes(minutes)
    }

    /// Whether the facility has a slot that starts then.
    pub(crate) fn has_slot(&self, start: DateTime<Utc>) -> bool {
        places::is_on_timetable(start) || (self.any_start && start.timestamp_subsec_nanos() == 0)
    }
}
