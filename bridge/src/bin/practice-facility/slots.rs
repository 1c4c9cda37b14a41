//! The reservations of a single slot.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::members::Member;

/// A member's place in a slot or on its waiting list.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Participation {
    pub(crate) id: i64,
    pub(crate) member: Member,
    pub(crate) waiting: bool,
}

/// The reservations of a slot. Competitors are booked when the slot is next looked at, see [`Slot::settle`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Slot {
    /// Oldest first.
    pub(crate) participations: Vec<Participation>,
    /// The places that competitors hold.
    pub(crate) competitors: usize,
    /// The competitors who have tried so far, with or without success.
    settled: usize,
}

/// A slot with its key, for the state file and `/practice/state`.
#[derive(Serialize, Deserialize)]
pub(crate) struct SlotRecord {
    #[serde(with = "crate::timestamp")]
    pub(crate) start: DateTime<Utc>,
    pub(crate) product: i64,
    #[serde(flatten)]
    pub(crate) slot: Slot,
}

impl Slot {
    pub(crate) fn taken(&self) -> usize {
        self.competitors + self.participations.iter().filter(|one| !one.waiting).count()
    }

    pub(crate) fn free(&self, capacity: u16) -> usize {
        usize::from(capacity).saturating_sub(self.taken())
    }

    /// Gives free places to the competitors who have arrived since the last call. Call before every change, because a
    /// competitor who found the slot full does not come back.
    pub(crate) fn settle(&mut self, arrived: usize, capacity: u16) {
        let new = arrived.saturating_sub(self.settled);
        self.settled += new;
        self.competitors += new.min(self.free(capacity));
    }

    /// Removes a member's participation. The first member who waits gets the place.
    pub(crate) fn release(&mut self, id: i64, capacity: u16) {
        self.participations.retain(|one| one.id != id);
        if self.free(capacity) > 0
            && let Some(first) = self.participations.iter_mut().find(|one| one.waiting)
        {
            first.waiting = false;
        }
    }
}
