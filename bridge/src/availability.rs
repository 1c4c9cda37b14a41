//! The facility's slots, kept for a short time. Questions about the same day and location are asked once at a time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use booking_core::automation::{Listed, ShownSlot};
use booking_core::clock::{MicroTimestamp, Timestamp};
use booking_core::gateway::{FacilityGateway as _, FacilitySlot};
use booking_core::slot::{BookingDate, Location};
use booking_core::{BookingService, Error};
use tokio::sync::Mutex as Turn;

use crate::engine::Engine;
use crate::live::{Feed, SlotsOfDay};

/// The time for which a list is used.
const KEPT_MICROS: i64 = 30 * 1_000_000;
/// The time for which a list is used even by a caller that wants a new one, so that nobody can use up the budget.
const FRESH_MICROS: i64 = 2 * 1_000_000;
/// The most days and locations that are kept.
const DAYS: usize = 64;

/// The slots of days, as the facility listed them.
pub struct Availability {
    service: Arc<BookingService>,
    engine: Arc<Engine>,
    feed: Arc<Feed>,
    days: Mutex<HashMap<SlotsOfDay, Arc<Turn<Option<Checked>>>>>,
}

/// The outcome of a question to the facility.
struct Checked {
    at: Timestamp,
    /// `None` where the facility could not tell.
    slots: Option<Vec<FacilitySlot>>,
}

/// The slots of a day at a location.
pub struct Day {
    /// By time and half.
    pub slots: Vec<ShownSlot>,
    /// When the facility was asked; `None` where it was not, or could not tell.
    pub checked_at: Option<Timestamp>,
}

impl Availability {
    /// Nothing is kept yet.
    #[must_use]
    pub fn new(service: Arc<BookingService>, engine: Arc<Engine>, feed: Arc<Feed>) -> Self {
        Self { service, engine, feed, days: Mutex::default() }
    }

    /// The slots of a day. Asks the facility, unless it was asked in the last 30 seconds (2 with `refresh`) or the clock alone
    /// decides.
    ///
    /// # Errors
    /// [`Error::NoFacility`]; [`Error::InvalidField`] for a location that the facility does not have.
    pub async fn day(&self, location: Location, date: BookingDate, refresh: bool) -> Result<Day, Error> {
        if !self.service.must_ask_for_slots(location, date)? {
            return Ok(Day { slots: self.service.slots_of_day(location, date, None), checked_at: None });
        }
        let entry = self.entry(SlotsOfDay { location, date });
        let mut known = entry.lock().await;
        if !known.as_ref().is_some_and(|checked| self.is_usable(checked, refresh)) {
            let slots = self.engine.gateway()?.slots(location, date).await.ok();
            let changed = known.as_ref().is_some_and(|before| before.slots != slots);
            *known = Some(Checked { at: self.service.now(), slots });
            if changed {
                self.feed.slots_changed(SlotsOfDay { location, date });
            }
        }
        let listed = known
            .as_ref()
            .and_then(|Checked { at, slots }| slots.as_ref().map(|slots| Listed { slots, checked_at: *at }));
        let checked_at = listed.map(|listed| listed.checked_at);
        Ok(Day { slots: self.service.slots_of_day(location, date, listed), checked_at })
    }

    fn is_usable(&self, checked: &Checked, refresh: bool) -> bool {
        let age = MicroTimestamp::from(self.service.now()).as_micros() - MicroTimestamp::from(checked.at).as_micros();
        (0..if refresh { FRESH_MICROS } else { KEPT_MICROS }).contains(&age)
    }

    fn entry(&self, day: SlotsOfDay) -> Arc<Turn<Option<Checked>>> {
        let mut days = self.days.lock().unwrap_or_else(PoisonError::into_inner);
        if days.len() >= DAYS && !days.contains_key(&day) {
            // A day that somebody asks about at this moment stays usable for them.
            let idle = days.iter().find(|(_, entry)| Arc::strong_count(entry) == 1).map(|(day, _)| *day);
            idle.map(|day| days.remove(&day));
        }
        days.entry(day).or_default().clone()
    }
}
