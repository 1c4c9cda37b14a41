use std::collections::BTreeSet;

use actix_web::web::Bytes;
use booking_core::Changes;
use booking_core::ids::{AccountId, BookingId};
use booking_core::plan::PlanId;
use booking_core::slot::{BookingDate, Location};
use schemars::JsonSchema;
use serde::Serialize;

/// The most ids that one event names. With more, reading everything again costs less.
const LIMIT: usize = 1_000;

/// The slots of a location on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
pub struct SlotsOfDay {
    /// The location.
    pub location: Location,
    /// The date.
    pub date: BookingDate,
}

/// The records to read again.
#[derive(Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Change {
    /// Bookings that changed, were attempted or have a new audit entry.
    bookings: BTreeSet<BookingId>,
    /// Accounts that changed or were removed.
    accounts: BTreeSet<AccountId>,
    /// Plans that changed or took a step.
    plans: BTreeSet<PlanId>,
    /// Days and locations whose slots changed.
    slots: BTreeSet<SlotsOfDay>,
    /// Whether the state of the engine changed.
    engine: bool,
    /// Whether there were more changes than fit an event.
    #[serde(skip)]
    overflowed: bool,
}

impl Change {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Adds what a commit changed. Memory stays bounded also while nobody takes the change.
    pub(super) fn add(&mut self, changes: &Changes) {
        self.bookings.extend(&changes.bookings);
        self.accounts.extend(&changes.accounts);
        self.plans.extend(&changes.plans);
        self.engine |= changes.engine;
        self.limit();
    }

    /// Adds a day whose slots changed.
    pub(super) fn add_slots(&mut self, slots: SlotsOfDay) {
        self.slots.insert(slots);
        self.limit();
    }

    fn limit(&mut self) {
        if self.overflowed || self.bookings.len() + self.accounts.len() + self.plans.len() + self.slots.len() > LIMIT {
            *self = Self { overflowed: true, ..Self::default() };
        }
    }

    /// The event, which is a `resync` if it would name too much.
    pub(super) fn event(&self) -> Bytes {
        if self.overflowed {
            return event("resync", "{}");
        }
        // Only values that have a JSON form, so that it cannot fail.
        event("change", &serde_json::to_string(self).unwrap_or_default())
    }
}

/// An event of a stream.
pub(super) fn event(name: &str, data: &str) -> Bytes {
    Bytes::from(format!("event: {name}\ndata: {data}\n\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(bookings: std::ops::Range<i64>) -> Changes {
        let bookings = bookings.map(|id| BookingId::try_from(id).unwrap()).collect();
        Changes { bookings, ..Changes::default() }
    }

    #[test]
    fn an_event_names_each_id_once() {
        let mut change = Change::default();
        assert!(change.is_empty());
        change.add(&changes(1..3));
        change.add(&changes(2..4));
        assert_eq!(
            &change.event()[..],
            b"event: change\ndata: {\"bookings\":[1,2,3],\"accounts\":[],\"plans\":[],\"slots\":[],\"engine\":false}\n\n"
        );
    }

    #[test]
    fn more_ids_than_an_event_holds_become_a_resync_and_are_not_kept() {
        let mut change = Change::default();
        change.add(&changes(1..1_002));
        change.add(&changes(1..3));
        assert!(change.bookings.is_empty() && !change.is_empty());
        assert_eq!(&change.event()[..], b"event: resync\ndata: {}\n\n");
    }
}
