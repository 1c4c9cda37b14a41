//! The model of the facility: it answers correctly. What becomes of its answers is decided elsewhere.

use booking_core::booking::Booking;
use booking_core::clock::Timestamp;
use booking_core::gateway::{FacilitySlot, Outcome, Reservation, ReservationState};
use booking_core::ids::AccountId;
use booking_core::slot::{Location, SubLocation};
use fastrand::Rng;

use crate::support::parsed;

use super::{MINUTE, after};

/// A place: a session of the fitness room, or half of a hall for an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) location: Location,
    pub(super) half: Option<SubLocation>,
    pub(super) starts_at: Timestamp,
}

/// A reservation of one of our members.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) reference: String,
    pub(super) account: AccountId,
    pub(super) place: Place,
    pub(super) day: String,
    pub(super) is_waiting: bool,
    /// Whether the member booked it on the facility's own page.
    pub(super) is_own: bool,
}

/// The facility.
#[derive(Default)]
pub(super) struct Facility {
    pub(super) held: Vec<Held>,
    strangers: Vec<Place>,
    /// The reservations that it ever gave.
    pub(super) given: u64,
}

const fn capacity(location: Location) -> usize {
    match location {
        Location::Fitness => 2,
        Location::X1 | Location::X3 => 1,
    }
}

impl Facility {
    fn is_full(&self, place: Place) -> bool {
        let ours = self.held.iter().filter(|held| held.place == place && !held.is_waiting).count();
        ours + self.strangers.iter().filter(|other| **other == place).count() >= capacity(place.location)
    }

    /// Books for a member of ours. The limit is one a day and location; X3 has a waiting list.
    pub(super) fn book(
        &mut self,
        booking: &Booking,
        half: Option<SubLocation>,
        now: Timestamp,
    ) -> (Outcome, Option<String>) {
        let place = Place { location: booking.location, half, starts_at: booking.starts_at };
        if booking.starts_at <= now {
            return (Outcome::Refused, None);
        }
        if booking.opens_at.is_some_and(|opens_at| now < opens_at) {
            return (Outcome::NotOpenYet, None);
        }
        let day = booking.booking_date.to_string();
        let mut its = self.held.iter().filter(|held| held.account == booking.account_id);
        if let Some(held) = its.clone().find(|held| held.place.starts_at == place.starts_at) {
            assert!(held.is_own, "asked again for {place:?}, which {held:?} holds: {booking:?}");
            return (Outcome::AlreadyBooked, None);
        }
        if its.any(|held| held.place.location == place.location && held.day == day) {
            return (Outcome::LimitReached, None);
        }
        let is_waiting = self.is_full(place);
        if is_waiting && place.location != Location::X3 {
            return (Outcome::Full, None);
        }
        let reference = self.hold(booking.account_id, place, day, is_waiting, false);
        (if is_waiting { Outcome::Waitlisted } else { Outcome::Confirmed }, Some(reference))
    }

    fn hold(&mut self, account: AccountId, place: Place, day: String, is_waiting: bool, is_own: bool) -> String {
        self.given += 1;
        let reference = format!("R-{}", self.given);
        self.held.push(Held { reference: reference.clone(), account, place, day, is_waiting, is_own });
        reference
    }

    /// A member books on the facility's own page, where there is a place.
    pub(super) fn book_own(&mut self, account: AccountId, place: Place, day: String) {
        let has = |held: &Held| {
            held.account == account
                && (held.place.starts_at == place.starts_at
                    || (held.place.location == place.location && held.day == day))
        };
        if !self.is_full(place) && !self.held.iter().any(has) {
            self.hold(account, place, day, false, true);
        }
    }

    /// Takes a reservation back; the first who waits gets the place.
    pub(super) fn release(&mut self, account: AccountId, reference: &str) -> Outcome {
        let found = self.held.iter().position(|held| held.account == account && held.reference == reference);
        let Some(index) = found else { return Outcome::Absent };
        let place = self.held.remove(index).place;
        self.promote(place);
        Outcome::Released
    }

    fn promote(&mut self, place: Place) {
        if self.is_full(place) {
            return;
        }
        if let Some(first) = self.held.iter_mut().find(|held| held.place == place && held.is_waiting) {
            first.is_waiting = false;
        }
    }

    /// The member's reservations that begin then or later.
    pub(super) fn reservations(&self, account: AccountId, from: Timestamp) -> Vec<Reservation> {
        let its = self.held.iter().filter(|held| held.account == account && held.place.starts_at >= from);
        its.map(|held| Reservation {
            reference: parsed(&held.reference),
            state: if held.is_waiting { ReservationState::WaitingList } else { ReservationState::Place },
            starts_at: held.place.starts_at,
            location: Some(held.place.location),
            sub_location: held.place.half,
        })
        .collect()
    }

    /// A slot of each half of the location at these moments.
    pub(super) fn slots(&self, location: Location, starts: &[Timestamp]) -> Vec<FacilitySlot> {
        let halves: &[Option<SubLocation>] =
            if location.has_sub_locations() { &[Some(SubLocation::A), Some(SubLocation::B)] } else { &[None] };
        let places = starts.iter().flat_map(|starts_at| halves.iter().map(|half| (*starts_at, *half)));
        places
            .map(|(starts_at, half)| FacilitySlot {
                starts_at,
                ends_at: after(starts_at, 59 * MINUTE),
                location,
                sub_location: half,
                is_available: !self.is_full(Place { location, half, starts_at }),
                remaining_capacity: None,
                total_capacity: None,
                booking_id: None,
                linked_product_id: None,
                bookable_product_id: None,
            })
            .collect()
    }

    /// A stranger takes or gives up a place, or a member gives a place back on the facility's own page, which is returned.
    pub(super) fn disturb(&mut self, chance: &mut Rng, now: Timestamp) -> Option<Held> {
        self.held.retain(|held| held.place.starts_at > now);
        self.strangers.retain(|place| place.starts_at > now);
        match chance.u8(..4) {
            0 if !self.held.is_empty() => {
                let held = self.held[chance.usize(..self.held.len())].clone();
                self.release(held.account, &held.reference);
                return Some(held);
            }
            1 if !self.strangers.is_empty() => {
                let place = self.strangers.swap_remove(chance.usize(..self.strangers.len()));
                self.promote(place);
            }
            _ => {
                // Strangers want what our members want: they take the other places of the same hours.
                let held = chance.choice(&self.held)?;
                let location = [Location::X1, Location::X3, Location::Fitness][chance.usize(..3)];
                let half = [SubLocation::A, SubLocation::B][chance.usize(..2)];
                let half = location.has_sub_locations().then_some(half);
                let place = Place { location, half, starts_at: held.place.starts_at };
                if !self.is_full(place) {
                    self.strangers.push(place);
                }
            }
        }
        None
    }
}
