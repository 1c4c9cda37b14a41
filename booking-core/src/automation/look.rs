//! Finds one booking in the facility's lists.

use super::facts::Facts;
use crate::gateway::{FacilitySlot, Outcome, Reservation, ReservationState};
use crate::slot::SubLocation;
use crate::text::BookingReference;

/// The result of looking at the availability before asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looked {
    /// A place shows.
    Place {
        /// The half that has it; `None` for a location without halves.
        sub_location: Option<SubLocation>,
    },
    /// No place shows.
    None,
}

/// Chooses the slot to ask for among those of the day and location: the named half, or A before B.
#[must_use]
pub fn choose(facts: &Facts, slots: &[FacilitySlot]) -> Looked {
    let named = facts.place.sub_location();
    let mut shown: Vec<Option<SubLocation>> = slots
        .iter()
        .filter(|slot| slot.starts_at == facts.starts_at && slot.location == facts.place.location())
        .filter(|slot| slot.is_available && slot.remaining_capacity != Some(0))
        .map(|slot| slot.sub_location)
        .filter(|half| named.is_none() || *half == named)
        .collect();
    shown.sort_unstable();
    shown.first().map_or(Looked::None, |half| Looked::Place { sub_location: *half })
}

/// The result of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// [`Outcome::Confirmed`], [`Outcome::Waitlisted`] or [`Outcome::Absent`].
    pub outcome: Outcome,
    /// The reservation's id.
    pub reference: Option<BookingReference>,
    /// The half that it is for.
    pub sub_location: Option<SubLocation>,
}

/// Finds a booking among its account's reservations, a place before the waiting list.
#[must_use]
pub fn find(facts: &Facts, reservations: &[Reservation]) -> Found {
    let (location, half) = (facts.place.location(), facts.place.sub_location());
    let ours = |entry: &&Reservation| {
        entry.starts_at == facts.starts_at
            && entry.location == Some(location)
            && (half.is_none() || entry.sub_location == half)
    };
    for (state, outcome) in
        [(ReservationState::Place, Outcome::Confirmed), (ReservationState::WaitingList, Outcome::Waitlisted)]
    {
        if let Some(entry) = reservations.iter().filter(ours).find(|entry| entry.state == state) {
            return Found { outcome, reference: Some(entry.reference.clone()), sub_location: entry.sub_location };
        }
    }
    Found { outcome: Outcome::Absent, reference: None, sub_location: None }
}
