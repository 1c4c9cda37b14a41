//! The facility: its locations, their halves, the hours in which slots begin, and the profile that connects it.

mod answers;
mod calendar;
mod facility_url;
mod opening;
mod profile;
mod profile_file;

use chrono::NaiveTime;
use schemars::JsonSchema;
use serde::Serialize;

pub use answers::{AnswerRow, AnswerTable};
pub use calendar::Calendar;
pub use facility_url::FacilityUrl;
pub use opening::slot_start;
pub use profile::{
    BookingsPerDay, MinutesAhead, NoticeMinutes, Products, Profile, ProfileLocation, Refresh, RequestsPerSecond,
    SignInMethod,
};
pub use profile_file::ProfileError;

use crate::gateway::{FacilityId, Outcome};
use crate::slot::{Location, SubLocation, TimeSlot};
use profile::SLOT_MINUTES;

#[cfg(test)]
mod profile_tests;

/// The facility as every part of the program knows it. The only source of locations, halves and hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Facility {
    /// The local time of a day's first slot.
    pub first_slot: TimeSlot,
    /// The local time of a day's last slot.
    pub last_slot: TimeSlot,
    /// The length of a slot, and the time between the starts of two, in minutes.
    pub slot_minutes: u32,
    /// The locations, in the order in which people choose among them.
    pub locations: Vec<FacilityLocation>,
    /// The connection to the facility's own booking system; `null` where none is connected.
    pub connection: Option<Connection>,
}

/// A location of the facility.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FacilityLocation {
    /// Its name.
    pub name: Location,
    /// Its halves; empty where it is not divided.
    pub sub_locations: Vec<SubLocation>,
    /// The elapsed minutes between the opening of a slot and its start; `null` where no facility is connected.
    pub opens_minutes_ahead: Option<MinutesAhead>,
    /// The bookings that an account may have there in a day; `null` for no limit.
    pub bookings_per_day: Option<BookingsPerDay>,
    /// Its ids at the facility.
    pub products: Vec<Product>,
}

/// The facility's id of a location or of one of its halves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Product {
    /// The half; `null` for the whole location.
    pub sub_location: Option<SubLocation>,
    /// The id.
    pub id: FacilityId,
}

/// The connection to the facility's own booking system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Connection {
    /// The facility's name.
    pub name: String,
    /// Its address, without credentials.
    pub url: String,
    /// Whether it is the practice facility, where nothing is booked for real.
    pub practice: bool,
    /// The way in which members sign in.
    pub sign_in: SignInMethod,
    /// The budget of requests.
    pub requests_per_second: RequestsPerSecond,
    /// Nothing is attempted later than this before a slot begins.
    pub minimum_notice_minutes: NoticeMinutes,
    /// The way in which the facility renews tokens; `null` where it does not.
    pub refresh: Option<Refresh>,
    /// The meanings of the facility's refusals.
    pub answers: Vec<AnswerMeaning>,
}

/// A row of the profile's answer table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AnswerMeaning {
    /// The HTTP status.
    pub status: u16,
    /// A regular expression that matches the message.
    pub message: String,
    /// The meaning.
    pub means: Outcome,
}

impl Default for Facility {
    /// The facility without a profile: every location, a slot an hour from 06:00 to 23:00.
    fn default() -> Self {
        Self {
            first_slot: on_the_hour(6),
            last_slot: on_the_hour(23),
            slot_minutes: SLOT_MINUTES,
            locations: Location::ALL.into_iter().map(FacilityLocation::unconnected).collect(),
            connection: None,
        }
    }
}

impl From<&Profile> for Facility {
    fn from(profile: &Profile) -> Self {
        Self {
            first_slot: profile.first_slot,
            last_slot: profile.last_slot,
            slot_minutes: SLOT_MINUTES,
            locations: profile.locations.iter().map(FacilityLocation::connected).collect(),
            connection: Some(Connection::of(profile)),
        }
    }
}

impl FacilityLocation {
    fn unconnected(name: Location) -> Self {
        let sub_locations = if name.has_sub_locations() { SubLocation::ALL.to_vec() } else { Vec::new() };
        Self { name, sub_locations, opens_minutes_ahead: None, bookings_per_day: None, products: Vec::new() }
    }

    fn connected(location: &ProfileLocation) -> Self {
        let product = |(sub_location, id): (_, &FacilityId)| Product { sub_location, id: id.clone() };
        Self {
            opens_minutes_ahead: Some(location.opens_minutes_ahead),
            bookings_per_day: location.bookings_per_day,
            products: location.products.all().map(product).collect(),
            ..Self::unconnected(location.name)
        }
    }
}

impl Connection {
    fn of(profile: &Profile) -> Self {
        Self {
            name: profile.name.clone(),
            url: profile.url.to_string(),
            practice: profile.practice,
            sign_in: profile.sign_in,
            requests_per_second: profile.requests_per_second,
            minimum_notice_minutes: profile.minimum_notice,
            refresh: profile.refresh.clone(),
            answers: profile.answers.rows().map(AnswerRow::meaning).collect(),
        }
    }
}

fn on_the_hour(hour: u32) -> TimeSlot {
    TimeSlot::at(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default())
}
