//! An account's bookings in the iCalendar format (RFC 5545), which calendar apps subscribe to.

mod event;
mod time_zone;

use std::fmt;

use booking_core::calendar_link::AccountCalendar;
use booking_core::clock::Timestamp;
use booking_core::facility::Profile;
use chrono::Datelike as _;
use chrono_tz::Tz;
use icalendar::{Component as _, Property};

/// The interval after which a calendar app should read the calendar again, as an iCalendar duration.
const REFRESH: &str = "PT15M";

/// Writes the calendar. Its text depends on the bookings and the year only, so that an unchanged calendar has an unchanged
/// text.
///
/// # Errors
/// When the text cannot be written.
pub(crate) fn write(
    calendar: &AccountCalendar,
    zone: Tz,
    profile: Option<&Profile>,
    now: Timestamp,
) -> Result<String, fmt::Error> {
    let mut text = String::from("BEGIN:VCALENDAR\r\n");
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Booking bridge//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", &format!("Bookings of {}", calendar.netid)),
        ("X-WR-TIMEZONE", zone.name()),
        ("REFRESH-INTERVAL;VALUE=DURATION", REFRESH),
        ("X-PUBLISHED-TTL", REFRESH),
    ] {
        text += &property(name, value)?;
    }
    let moments = || calendar.entries.iter().map(|entry| entry.booking.starts_at).chain([now]);
    let years = moments().map(|moment| moment.utc().with_timezone(&zone).year());
    text += &time_zone::write(zone, years.clone().min().unwrap_or_default()..=years.max().unwrap_or_default())?;
    for entry in &calendar.entries {
        text += &event::of(entry, &calendar.netid, zone, profile).try_into_string()?;
    }
    text += "END:VCALENDAR\r\n";
    Ok(text)
}

/// Writes a line, folded where it is long.
fn property(name: &str, value: &str) -> Result<String, fmt::Error> {
    Property::new(name, value).try_into()
}
