use std::fmt;
use std::str::FromStr;

use chrono::{NaiveTime, Timelike};

use super::digits;
use crate::InvalidValue;
use crate::ascii::Ascii;
use crate::text::{deserialize_from_text, refused};

/// The local time at which a slot begins, on a 24-hour clock, to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TimeSlot(NaiveTime);

impl TimeSlot {
    const FORM: &str = "HH:MM or HH:MM:SS on a 24-hour clock";

    /// The time of day, cut to the second.
    pub(crate) fn at(time: NaiveTime) -> Self {
        Self(time.with_nanosecond(0).unwrap_or(time))
    }

    pub(crate) fn ascii(self) -> Ascii<8> {
        let (hour, minute, second) = (self.0.hour(), self.0.minute(), self.0.second());
        Ascii::new(*b"00:00:00").with(0..2, hour).with(3..5, minute).with(6..8, second)
    }
}

impl FromStr for TimeSlot {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text.as_bytes()).map(Self).ok_or_else(|| refused(text, "is not a time", &format!("use {}", Self::FORM)))
    }
}

fn parse(text: &[u8]) -> Option<NaiveTime> {
    let (hour, minute, second) = match text {
        [h1, h2, b':', m1, m2] => (digits(&[*h1, *h2])?, digits(&[*m1, *m2])?, 0),
        [h1, h2, b':', m1, m2, b':', s1, s2] => (digits(&[*h1, *h2])?, digits(&[*m1, *m2])?, digits(&[*s1, *s2])?),
        _ => return None,
    };
    NaiveTime::from_hms_opt(hour, minute, second)
}

impl fmt::Display for TimeSlot {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.ascii().as_str())
    }
}

impl serde::Serialize for TimeSlot {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.ascii().as_str())
    }
}

deserialize_from_text!(TimeSlot, TimeSlot::FORM);

impl schemars::JsonSchema for TimeSlot {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TimeSlot".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$" })
    }
}
