use super::FacilityId;
use crate::clock::Timestamp;
use crate::slot::{BookingDate, Location, SubLocation, TimeSlot};
use crate::text::BookingReference;

/// A slot as the facility lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacilitySlot {
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends, by the facility's count: a minute before the next one begins.
    pub ends_at: Timestamp,
    /// The location.
    pub location: Location,
    /// The half, where the location has halves.
    pub sub_location: Option<SubLocation>,
    /// Whether the facility shows a place. It tells nothing of the opening.
    pub is_available: bool,
    /// The places left, where the facility tells them.
    pub remaining_capacity: Option<u32>,
    /// All places, where the facility tells them.
    pub total_capacity: Option<u32>,
    /// The session's id; a hall has none until somebody books it.
    pub booking_id: Option<FacilityId>,
    /// The product of the location.
    pub linked_product_id: Option<FacilityId>,
    /// The product of the half.
    pub bookable_product_id: Option<FacilityId>,
}

impl FacilitySlot {
    /// Whether the facility shows a place. It tells nothing of the opening.
    #[must_use]
    pub fn shows_place(&self) -> bool {
        self.is_available && self.remaining_capacity != Some(0)
    }
}

/// A slot to book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotRequest {
    /// The local date.
    pub date: BookingDate,
    /// The local time.
    pub time_slot: TimeSlot,
    /// When the slot begins.
    pub starts_at: Timestamp,
    /// The location.
    pub location: Location,
    /// The half; always given where the location has halves.
    pub sub_location: Option<SubLocation>,
    /// The slot as the facility listed it, where it was read before. Otherwise the profile's products name it.
    pub listed: Option<FacilitySlot>,
}

/// A member's reservation at the facility.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservation {
    /// Its id.
    pub reference: BookingReference,
    /// Its state.
    pub state: ReservationState,
    /// When the slot begins.
    pub starts_at: Timestamp,
    /// The location, where the profile knows the product.
    pub location: Option<Location>,
    /// The half, where the profile knows the product.
    pub sub_location: Option<SubLocation>,
}

/// The state of a reservation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReservationState {
    /// A place.
    Place,
    /// On the waiting list.
    WaitingList,
    /// Another one, with the facility's number for it.
    Other(i64),
}
