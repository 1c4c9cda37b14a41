//! Finds one booking in the facility's lists.

use super::facts::Facts;
use crate::booking::Booking;
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

/// Chooses the slot to ask for among those of the day and location: the named half, or A before B. Its place is no longer
/// shown in `slots` afterwards, so that the next booking asks for another one.
#[must_use]
pub fn choose(facts: &Facts, slots: &mut [FacilitySlot]) -> Looked {
    let named = facts.place.sub_location();
    let chosen = slots
        .iter_mut()
        .filter(|slot| slot.starts_at == facts.starts_at && slot.location == facts.place.location())
        .filter(|slot| slot.shows_place())
        .filter(|slot| named.is_none() || slot.sub_location == named)
        .min_by_key(|slot| slot.sub_location);
    let Some(slot) = chosen else { return Looked::None };
    // A facility that does not tell how many places are left shows at least one.
    slot.remaining_capacity = Some(slot.remaining_capacity.unwrap_or(1) - 1);
    Looked::Place { sub_location: slot.sub_location }
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
pub fn find(booking: &Booking, reservations: &[Reservation]) -> Found {
    let half = booking.sub_location;
    let ours = |entry: &&Reservation| {
        entry.starts_at == booking.starts_at
            && entry.location == Some(booking.location)
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
