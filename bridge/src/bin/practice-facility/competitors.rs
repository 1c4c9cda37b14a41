//! Competitors: strangers who book right after a slot opens.

use chrono::{DateTime, TimeDelta, Utc};

use crate::places::Place;

/// The time after the opening within which all competitors have tried.
const RUSH_MS: i64 = 2_000;

/// The share of all places that strangers try to take, and the seed that decides when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Competitors {
    pub(crate) share: f64,
    pub(crate) seed: u64,
}

impl Competitors {
    /// Counts the competitors who have tried by `since_opening`. The same seed and slot give the same arrivals.
    pub(crate) fn arrived(self, place: &Place, start: DateTime<Utc>, capacity: u16, since_opening: TimeDelta) -> usize {
        // The multiplication spreads neighbouring slots over the seeds.
        let slot = place.booking_id(start).cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut random = fastrand::Rng::with_seed(self.seed ^ slot);
        let count = round_at(random.f64(), self.share * f64::from(capacity), capacity);
        (0..count).filter(|_| TimeDelta::milliseconds(random.i64(0..RUSH_MS)) <= since_opening).count()
    }
}

/// Rounds `number` up if its fraction exceeds `draw`, which is at least 0 and below 1, and down otherwise; at most `largest`.
fn round_at(draw: f64, number: f64, largest: u16) -> usize {
    (0..largest).filter(|&counted| number > f64::from(counted) + draw).count()
}
