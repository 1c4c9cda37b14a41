use std::str::FromStr;

use chrono::{NaiveTime, Timelike};

use super::digits;
use crate::InvalidValue;
use crate::domain::fixed_str::{FixedStr, impl_text};
use crate::domain::invalid_value::{deserialize_from_text, impl_json_schema, refused};
use crate::domain::string_enum::ParseBytes;

/// The local start time of a slot, stored as `HH:MM:SS` on a 24-hour clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TimeSlot(FixedStr<8>);

impl TimeSlot {
    const FORM: &str = "HH:MM or HH:MM:SS on a 24-hour clock";

    /// Truncates a time of day to the second.
    pub(crate) fn at(time: NaiveTime) -> Self {
        let (hour, minute, second) = (time.hour(), time.minute(), time.second());
        Self(FixedStr::new(*b"00:00:00").with(0..2, hour).with(3..5, minute).with(6..8, second))
    }

    pub(crate) fn to_naive(self) -> NaiveTime {
        // Only times that exist become time slots.
        self.fixed_str().as_str().parse().unwrap_or_default()
    }

    pub(crate) const fn fixed_str(&self) -> &FixedStr<8> {
        &self.0
    }
}

impl ParseBytes for TimeSlot {
    fn parse_bytes(text: &[u8]) -> Option<Self> {
        let text @ [h1, h2, b':', m1, m2, b':', s1, s2] = (match *text {
            [h1, h2, b':', m1, m2] => [h1, h2, b':', m1, m2, b':', b'0', b'0'],
            _ => text.try_into().ok()?,
        }) else {
            return None;
        };
        NaiveTime::from_hms_opt(digits(&[h1, h2])?, digits(&[m1, m2])?, digits(&[s1, s2])?)?;
        Some(Self(FixedStr::new(text)))
    }
}

impl FromStr for TimeSlot {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse_bytes(text.as_bytes()).ok_or_else(|| refused(text, "is not a time", &format!("use {}", Self::FORM)))
    }
}

impl_text!(TimeSlot);

deserialize_from_text!(TimeSlot, TimeSlot::FORM);

impl_json_schema!(
    TimeSlot,
    schemars::json_schema!({ "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$" })
);
