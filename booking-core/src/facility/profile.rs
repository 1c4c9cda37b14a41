use chrono::{NaiveTime, Timelike as _};
use schemars::JsonSchema;
use serde::Serialize;

use super::{AnswerTable, FacilityUrl};
use crate::clock::Timestamp;
use crate::domain::number::whole_number;
use crate::domain::string_enum::string_enum;
use crate::gateway::FacilityId;
use crate::slot::{Location, SubLocation, TimeSlot};

/// The length of a slot, and the time between the starts of two.
pub(super) const SLOT_MINUTES: u32 = 60;

whole_number! {
    /// The budget of requests to the facility: 1 to 1,000 a second.
    RequestsPerSecond, 1..=1_000, "a whole number of requests"
}
whole_number! {
    /// The time before a slot at which it opens: 0 to 527,040 minutes, a leap year.
    MinutesAhead, 0..=527_040, "a whole number of minutes"
}
whole_number! {
    /// The time before a slot from which on nothing is attempted: 0 to 10,080 minutes, a week.
    NoticeMinutes, 0..=10_080, "a whole number of minutes"
}
whole_number! {
    /// The bookings that an account may have at a location in a day: 1 to 24.
    BookingsPerDay, 1..=24, "a whole number of bookings"
}

string_enum! {
    /// The means by which members sign in.
    SignInMethod, "a way to sign in" {
        /// With a netid and a password.
        Password => "password",
        /// With a token that a person pastes.
        Token => "token",
    }
}

/// The connected facility, as its profile describes it.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: FacilityUrl,
    /// Whether it is the practice facility, where nothing is booked for real.
    pub practice: bool,
    /// The way in which members sign in.
    pub sign_in: SignInMethod,
    /// The budget of requests; bursts up to the same number.
    pub requests_per_second: RequestsPerSecond,
    /// The local time of a day's first slot.
    pub first_slot: TimeSlot,
    /// The local time of a day's last slot.
    pub last_slot: TimeSlot,
    /// Nothing is attempted later than this before a slot begins.
    pub minimum_notice: NoticeMinutes,
    /// The locations that it books, each once.
    pub locations: Vec<ProfileLocation>,
    /// The way in which it renews tokens, where it does.
    pub refresh: Option<Refresh>,
    /// The meanings of its refusals.
    pub answers: AnswerTable,
}

/// A location as the facility sells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileLocation {
    /// Its name.
    pub name: Location,
    /// Its ids at the facility.
    pub products: Products,
    /// The elapsed minutes between the opening of a slot and its start.
    pub opens_minutes_ahead: MinutesAhead,
    /// The bookings that an account may have there in a day; `None` for no limit.
    pub bookings_per_day: Option<BookingsPerDay>,
}

/// The facility's ids of a location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Products {
    /// The id of a location without halves.
    One(FacilityId),
    /// The ids of two halves.
    Halves {
        /// Of half A.
        a: FacilityId,
        /// Of half B.
        b: FacilityId,
    },
}

/// The way in which the facility renews a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Refresh {
    /// The path below the facility's address, with the slash before it.
    pub path: String,
    /// The member of the request's object that carries the refresh token.
    pub field: String,
}

impl Profile {
    /// The location as the facility sells it, if it does.
    #[must_use]
    pub fn location(&self, name: Location) -> Option<&ProfileLocation> {
        self.locations.iter().find(|location| location.name == name)
    }

    /// The local start times of a day's slots.
    pub fn slot_times(&self) -> impl Iterator<Item = TimeSlot> + use<> {
        let minutes = |time: TimeSlot| time.to_naive().num_seconds_from_midnight() / 60;
        let step = usize::try_from(SLOT_MINUTES).unwrap_or(usize::MAX);
        let starts = (minutes(self.first_slot)..=minutes(self.last_slot)).step_by(step);
        starts.filter_map(|minute| NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0)).map(TimeSlot::at)
    }

    /// When the facility opens a slot that begins at `starts_at`; `None` for a location that it does not have.
    #[must_use]
    pub fn opens_at(&self, location: Location, starts_at: Timestamp) -> Option<Timestamp> {
        self.location(location).map(|location| starts_at.minus_minutes(location.opens_minutes_ahead.get()))
    }

    /// The moment from which on a slot that begins at `starts_at` is no longer attempted.
    #[must_use]
    pub fn deadline(&self, starts_at: Timestamp) -> Timestamp {
        starts_at.minus_minutes(self.minimum_notice.get())
    }
}

impl Products {
    /// The id of a half, or of the whole location where `half` is `None`.
    #[must_use]
    pub fn id(&self, half: Option<SubLocation>) -> Option<&FacilityId> {
        match (self, half) {
            (Self::One(id), None)
            | (Self::Halves { a: id, .. }, Some(SubLocation::A))
            | (Self::Halves { b: id, .. }, Some(SubLocation::B)) => Some(id),
            _ => None,
        }
    }

    /// Every id, with the half that it names.
    pub fn all(&self) -> impl Iterator<Item = (Option<SubLocation>, &FacilityId)> {
        let halves = [None, Some(SubLocation::A), Some(SubLocation::B)];
        halves.into_iter().filter_map(|half| self.id(half).map(|id| (half, id)))
    }
}
