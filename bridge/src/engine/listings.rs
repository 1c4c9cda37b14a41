use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use booking_core::clock::{MicroTimestamp, Timestamp};
use booking_core::gateway::{FacilitySlot, GatewayFailure};
use booking_core::slot::{BookingDate, Location};
use tokio::sync::Mutex as Turn;

use super::parts::Parts;

/// A location on a day.
pub(super) type Day = (Location, BookingDate);

/// A list of slots is asked for again after this time, in microseconds. It tells the ids of slots, which seldom change.
const KEPT_MICROS: i64 = 10 * 60 * 1_000_000;
/// The days that are remembered.
const MOST_DAYS: usize = 256;

/// When each day's slots were last asked for.
#[derive(Default)]
pub(super) struct Listings(Mutex<HashMap<Day, Arc<Turn<Option<Timestamp>>>>>);

impl Listings {
    fn day(&self, day: Day) -> Arc<Turn<Option<Timestamp>>> {
        let mut days = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if days.len() >= MOST_DAYS && !days.contains_key(&day) {
            days.clear();
        }
        days.entry(day).or_default().clone()
    }
}

impl Parts {
    /// Has the facility list a day's slots, unless it was asked a short time ago, so that the gateway knows their ids. A failure
    /// is none: the profile's products name the slot as well.
    pub(super) async fn know(&self, day: Day) {
        let entry = self.listings.day(day);
        let mut asked_at = entry.lock().await;
        let now = self.clock.now_micros();
        if asked_at.is_some_and(|at| now.as_micros() - MicroTimestamp::from(at).as_micros() < KEPT_MICROS) {
            return;
        }
        *asked_at = Some(now.to_millis());
        let _ = self.gateway.slots(day.0, day.1).await;
    }

    /// Lists a day's slots as they are now.
    pub(super) async fn list(&self, day: Day) -> Result<Vec<FacilitySlot>, GatewayFailure> {
        let entry = self.listings.day(day);
        let mut asked_at = entry.lock().await;
        let slots = self.gateway.slots(day.0, day.1).await?;
        *asked_at = Some(self.clock.now());
        Ok(slots)
    }
}
