//! Requests and responses that several slot actions share.

use std::borrow::Cow;
use std::collections::BTreeSet;

use booking_core::automation::ShownSlot;
use booking_core::clock::Timestamp;
use booking_core::slot::{BookingDate, Location, TimeSlot};
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::Deserializer;
use serde::de::Error as _;

use crate::action::prelude::*;
use crate::availability::Day;

/// The slots of one or more days.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Slots {
    /// The slots, by day, location, time and half.
    pub(crate) slots: Vec<ShownSlot>,
    /// When the facility was asked, for the oldest of the lists; `null` where the clock alone decides or it could not be asked.
    pub(crate) checked_at: Option<Timestamp>,
}

impl From<Day> for Slots {
    fn from(Day { slots, checked_at }: Day) -> Self {
        Self { slots, checked_at }
    }
}

/// The number of slots, and of those that are open.
pub(crate) fn counts(slots: &[ShownSlot]) -> (usize, usize) {
    (slots.len(), slots.iter().filter(|slot| slot.is_available).count())
}

/// Reads the slots of every location on every date. The facility is asked one question after the other.
pub(crate) async fn read_days(
    context: &Context,
    locations: &BTreeSet<Location>,
    dates: &[BookingDate],
    refresh: bool,
) -> Result<Vec<(Location, BookingDate, Day)>, ApiError> {
    let mut days = Vec::new();
    for date in dates {
        for location in locations {
            days.push((*location, *date, context.availability.day(*location, *date, refresh).await?));
        }
    }
    Ok(days)
}

/// One or more locations. White space around a name does not count, nor does a name that is given twice.
pub(crate) struct Locations(pub(crate) BTreeSet<Location>);

impl<'de> Deserialize<'de> for Locations {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = Vec::<String>::deserialize(deserializer)?;
        if names.is_empty() {
            return Err(D::Error::custom("no location was given: use one or more"));
        }
        let parsed = names.iter().map(|name| name.trim().parse().map_err(D::Error::custom));
        parsed.collect::<Result<_, _>>().map(Self)
    }
}

impl JsonSchema for Locations {
    fn schema_name() -> Cow<'static, str> {
        "Locations".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names = Location::ALL.map(Location::as_str).join("|");
        let name = json_schema!({ "type": "string", "pattern": format!("^\\s*({names})\\s*$") });
        json_schema!({ "type": "array", "minItems": 1, "items": name })
    }
}

/// A time, or an empty text for none.
pub(crate) struct OptionalTime(pub(crate) Option<TimeSlot>);

impl<'de> Deserialize<'de> for OptionalTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.is_empty() {
            return Ok(Self(None));
        }
        text.parse().map(|time| Self(Some(time))).map_err(D::Error::custom)
    }
}

impl JsonSchema for OptionalTime {
    fn schema_name() -> Cow<'static, str> {
        "OptionalTime".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?)?$" })
    }
}

/// Credentials that the older front end sends. Slots need no sign-in, so they are not kept.
pub(crate) struct Unused;

impl<'de> Deserialize<'de> for Unused {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

impl JsonSchema for Unused {
    fn schema_name() -> Cow<'static, str> {
        "Unused".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "Not used, because slots need no sign-in." })
    }
}
