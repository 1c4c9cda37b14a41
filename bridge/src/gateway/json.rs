//! Lenient reading of the facility's JSON: numbers may be texts, and lists come in two forms.

use booking_core::clock::Timestamp;
use booking_core::gateway::FacilityId;
use serde::{Deserialize, Deserializer};

/// A list on one of several pages.
#[derive(Deserialize)]
pub(super) struct Page<T> {
    pub(super) data: Data<T>,
    #[serde(rename = "pageCount", default, deserialize_with = "number")]
    pub(super) page_count: Option<i64>,
}

/// The list itself, or an object around it, which the page's own extra parameters cause.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Data<T> {
    Plain(Vec<T>),
    Bookings { bookings: Vec<T> },
}

impl<T> Data<T> {
    pub(super) fn into_vec(self) -> Vec<T> {
        match self {
            Self::Plain(list) | Self::Bookings { bookings: list } => list,
        }
    }
}

/// Reads a whole number or a text of one; anything else is absent.
pub(super) fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    let id = Option::<FacilityId>::deserialize(deserializer)?;
    Ok(id.and_then(|id| id.to_string().trim().parse().ok()))
}

/// Reads a moment with an offset, as in `2026-12-01T13:00:00.000Z`.
pub(super) fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(|_| serde::de::Error::custom("not a moment"))
}

/// Whether two ids are the same, in whichever form they came.
pub(super) fn is_same(one: &FacilityId, other: &FacilityId) -> bool {
    one == other || one.to_string() == other.to_string()
}
