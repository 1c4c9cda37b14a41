//! A booking as an event of a calendar.

use booking_core::booking::Booking;
use booking_core::calendar_link::CalendarEntry;
use booking_core::facility::{Facility, Profile};
use booking_core::status::Status;
use chrono::{Offset as _, TimeDelta, TimeZone as _};
use chrono_tz::Tz;
use icalendar::{Component as _, Event, EventLike as _, EventStatus, Property};

/// The domain of the events' ids. It belongs to nobody, because the ids must not change with the server's name.
const DOMAIN: &str = "booking-bridge.invalid";

/// Makes the event. A failed booking is a cancelled event that tells the reason, because nothing takes place.
pub(super) fn of(entry: &CalendarEntry, netid: &str, zone: Tz, profile: Option<&Profile>) -> Event {
    let booking = &entry.booking;
    let place = place(booking);
    let minutes = Facility::default().slot_minutes;
    let mut event = Event::new();
    event
        // The moment of creation tells bookings of two bridges apart.
        .uid(&format!("{}-{}@{DOMAIN}", booking.id, booking.created_at.utc().timestamp_millis()))
        .sequence(entry.changes)
        .timestamp(booking.updated_at.utc())
        .created(booking.created_at.utc())
        .last_modified(booking.updated_at.utc())
        .append_property(start(booking, zone, minutes))
        // A local end would be ambiguous where clocks repeat an hour.
        .add_property("DURATION", format!("PT{minutes}M"))
        .status(status(booking.status))
        .add_property("TRANSP", if booking.status.is_active() { "OPAQUE" } else { "TRANSPARENT" })
        .summary(&summary(booking.status, &place))
        .location(&plain(&profile.map_or_else(|| place.clone(), |profile| format!("{place}, {}", profile.name))))
        .description(&plain(&description(booking, netid, profile)));
    event
}

/// Writes the start in local time, or in UTC beside a change of the clocks: calendar apps disagree there on which of two equal
/// local times is meant, and on how long an hour is.
fn start(booking: &Booking, zone: Tz, minutes: u32) -> Property {
    let starts_at = booking.starts_at.utc();
    let local = starts_at.with_timezone(&zone).naive_local();
    let is_plain = [local, local + TimeDelta::minutes(minutes.into())].into_iter().all(|local| {
        let offset = zone.from_local_datetime(&local).single().map(|moment| moment.offset().fix());
        offset == Some(zone.offset_from_utc_datetime(&starts_at.naive_utc()).fix())
    });
    if is_plain {
        let local = local.format("%Y%m%dT%H%M%S").to_string();
        return Property::new("DTSTART", local).add_parameter("TZID", zone.name()).done();
    }
    Property::new("DTSTART", starts_at.format("%Y%m%dT%H%M%SZ").to_string())
}

fn status(status: Status) -> EventStatus {
    match status {
        Status::Confirmed => EventStatus::Confirmed,
        Status::Pending => EventStatus::Tentative,
        Status::Failed | Status::Cancelled => EventStatus::Cancelled,
    }
}

fn place(booking: &Booking) -> String {
    match booking.sub_location {
        Some(half) => format!("{}, half {half}", booking.location),
        None => booking.location.to_string(),
    }
}

/// The title. It tells the status, because many calendar apps show every event in the same way.
fn summary(status: Status, place: &str) -> String {
    match status {
        Status::Confirmed => place.to_owned(),
        Status::Pending => format!("Pending: {place}"),
        Status::Failed => format!("Failed: {place}"),
        Status::Cancelled => format!("Cancelled: {place}"),
    }
}

fn description(booking: &Booking, netid: &str, profile: Option<&Profile>) -> String {
    let mut lines = vec![format!("Account: {netid}"), format!("Status: {}", booking.status)];
    lines.extend(booking.booking_reference.as_ref().map(|reference| format!("Reference: {reference}")));
    lines.extend(booking.error_message.as_ref().map(|message| format!("Reason: {message}")));
    if profile.is_some_and(|profile| profile.practice) {
        lines.push("Practice facility: nothing is booked for real.".to_owned());
    }
    lines.join("\n")
}

/// Removes control characters. iCalendar escapes a line feed only, and a bare carriage return would end the line.
fn plain(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    lines.chars().filter(|character| *character == '\n' || !character.is_control()).collect()
}
