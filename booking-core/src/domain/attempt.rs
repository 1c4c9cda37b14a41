//! An attempt: one request to the facility for a booking, kept for good.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

pub use crate::automation::AttemptKind;
use crate::clock::{MicroTimestamp, Timestamp};
use crate::domain::number::whole_number;
use crate::gateway::Outcome;
use crate::ids::{AccountId, BookingId};
use crate::slot::{BookingDate, Location, SubLocation, TimeSlot};

whole_number! {
    /// The id of an attempt.
    AttemptId, 1..=i64::MAX, "a whole number"
}

/// An attempt. It has no outcome while it is under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Attempt {
    /// Never used twice; later attempts have higher ids.
    pub id: AttemptId,
    /// The booking that it is for.
    pub booking_id: BookingId,
    /// The date of the slot, by the facility's calendar.
    pub booking_date: BookingDate,
    /// The time at which the slot begins there.
    pub time_slot: TimeSlot,
    /// The location.
    pub location: Location,
    /// The account that signs in.
    pub account_id: AccountId,
    /// The kind of its request.
    pub kind: AttemptKind,
    /// The number among the booking's attempts of this kind, from 1.
    pub number: i64,
    /// The half that it asks for, where the location has halves.
    pub sub_location: Option<SubLocation>,
    /// When it should be sent.
    pub due_at: Timestamp,
    /// When it was sent; null where nothing was.
    pub sent_at: Option<Timestamp>,
    /// When the answer was complete or given up.
    pub answered_at: Option<Timestamp>,
    /// The time from due to sent, in milliseconds with one decimal.
    #[schemars(with = "Option<f64>")]
    pub lateness_ms: Option<Lateness>,
    /// The outcome; null while it is under way.
    pub outcome: Option<Outcome>,
    /// The facility's words, or a sentence about the connection.
    pub message: Option<String>,
    /// The HTTP status, where one came.
    pub status_code: Option<u16>,
}

/// The time between the moment at which an attempt was due and the moment at which it was sent, in microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lateness(i64);

impl Lateness {
    /// Negative where the attempt was sent before it was due, as a person's "try now" is.
    #[must_use]
    pub fn between(due_at: Timestamp, sent_at: MicroTimestamp) -> Self {
        Self(sent_at.as_micros() - MicroTimestamp::from(due_at).as_micros())
    }

    /// Microseconds.
    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.0
    }
}

impl Serialize for Lateness {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A lateness of more than 2^53 tenths of a millisecond does not occur.
        #[expect(clippy::cast_precision_loss, reason = "tenths of a millisecond stay far below 2^53")]
        let tenths = (self.0 + 50).div_euclid(100) as f64;
        serializer.serialize_f64(tenths / 10.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lateness_is_written_in_milliseconds_with_one_decimal() {
        let written = |micros| serde_json::to_string(&Lateness(micros)).unwrap();
        assert_eq!(written(0), "0.0");
        assert_eq!(written(1_234), "1.2");
        assert_eq!(written(1_250), "1.3");
        assert_eq!(written(-60), "-0.1");
        assert_eq!(written(61_000_000), "61000.0");
    }
}
