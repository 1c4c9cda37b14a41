//! A time zone with the changes of its clocks, as events refer to it.

use std::fmt;
use std::ops::RangeInclusive;

use chrono::{DateTime, Days, Offset as _, TimeDelta, TimeZone as _, Utc};
use chrono_tz::{OffsetComponents as _, OffsetName as _, Tz};

use super::property;

/// Writes the zone with every change of its clocks in these years and the year before, one entry each: rules that repeat would
/// have to be guessed from them.
pub(super) fn write(zone: Tz, years: RangeInclusive<i32>) -> Result<String, fmt::Error> {
    let start = start_of(years.start() - 1);
    let mut text = format!("BEGIN:VTIMEZONE\r\n{}", property("TZID", zone.name())?);
    text += &observance(zone, start, start)?;
    for change in changes(zone, start, start_of(years.end() + 1)) {
        text += &observance(zone, change - TimeDelta::seconds(1), change)?;
    }
    Ok(text + "END:VTIMEZONE\r\n")
}

fn start_of(year: i32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).earliest().unwrap_or_default()
}

/// The moments at which the clocks change, to the second. Clocks change at most once in a day.
fn changes(zone: Tz, start: DateTime<Utc>, end: DateTime<Utc>) -> impl Iterator<Item = DateTime<Utc>> {
    let days = std::iter::successors(Some(start), |day| day.checked_add_days(Days::new(1)));
    days.take_while(move |day| *day < end).filter_map(move |day| change_within(zone, day, day + TimeDelta::days(1)))
}

fn change_within(zone: Tz, mut before: DateTime<Utc>, mut after: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let clocks = |moment: DateTime<Utc>| {
        let offset = zone.offset_from_utc_datetime(&moment.naive_utc());
        (offset.base_utc_offset(), offset.dst_offset(), offset.abbreviation().map(str::to_owned))
    };
    let old = clocks(before);
    if clocks(after) == old {
        return None;
    }
    while after - before > TimeDelta::seconds(1) {
        let middle = before + TimeDelta::seconds((after - before).num_seconds() / 2);
        if clocks(middle) == old { before = middle } else { after = middle }
    }
    Some(after)
}

/// Writes the offset from `at` on, after the one at `before`.
fn observance(zone: Tz, before: DateTime<Utc>, at: DateTime<Utc>) -> Result<String, fmt::Error> {
    let (old, new) = [before, at].map(|moment| zone.offset_from_utc_datetime(&moment.naive_utc())).into();
    let kind = if new.dst_offset().is_zero() { "STANDARD" } else { "DAYLIGHT" };
    // The start is in the local time of the old offset.
    let start = (at.naive_utc() + old.fix()).format("%Y%m%dT%H%M%S").to_string();
    let mut text = format!("BEGIN:{kind}\r\n");
    for (name, value) in [
        ("DTSTART", start.as_str()),
        ("TZOFFSETFROM", &utc_offset(old.fix().local_minus_utc())),
        ("TZOFFSETTO", &utc_offset(new.fix().local_minus_utc())),
        ("TZNAME", new.abbreviation().unwrap_or_else(|| zone.name())),
    ] {
        text += &property(name, value)?;
    }
    Ok(text + &format!("END:{kind}\r\n"))
}

/// The offset as `+HHMM`, with seconds where it has any.
fn utc_offset(seconds: i32) -> String {
    let (sign, size) = if seconds < 0 { ('-', -seconds) } else { ('+', seconds) };
    let (hours, minutes, rest) = (size / 3_600, size / 60 % 60, size % 60);
    if rest == 0 { format!("{sign}{hours:02}{minutes:02}") } else { format!("{sign}{hours:02}{minutes:02}{rest:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::{America::New_York, Asia::Tokyo, Europe::Amsterdam, Europe::Dublin};

    /// The kind, start and offsets of every entry.
    fn entries(zone: Tz, years: RangeInclusive<i32>) -> Vec<String> {
        let text = write(zone, years).unwrap();
        let value = |part: &str, name: &str| {
            let line = part.lines().find(|line| line.starts_with(name)).unwrap();
            line.split_once(':').unwrap().1.to_owned()
        };
        let entry = |part: &str| {
            let kind = part.lines().next().unwrap().to_owned();
            [
                kind,
                value(part, "DTSTART"),
                value(part, "TZOFFSETFROM"),
                value(part, "TZOFFSETTO"),
                value(part, "TZNAME"),
            ]
            .join(" ")
        };
        text.split("BEGIN:").skip(2).map(entry).collect()
    }

    #[test]
    fn both_changes_of_a_year_are_written_with_their_local_starts() {
        assert_eq!(
            entries(Amsterdam, 2026..=2026)[3..],
            [
                "DAYLIGHT 20260329T020000 +0100 +0200 CEST".to_owned(),
                "STANDARD 20261025T030000 +0200 +0100 CET".to_owned()
            ]
        );
        assert_eq!(entries(New_York, 2026..=2027).len(), 7);
        assert_eq!(entries(New_York, 2026..=2026)[3], "DAYLIGHT 20260308T020000 -0500 -0400 EDT");
    }

    #[test]
    fn a_zone_whose_clocks_never_change_has_one_entry() {
        assert_eq!(entries(Tokyo, 2026..=2030), ["STANDARD 20250101T090000 +0900 +0900 JST"]);
    }

    #[test]
    fn a_zone_that_counts_winter_as_the_exception_keeps_its_offsets() {
        assert!(entries(Dublin, 2026..=2026)[3].contains("20260329T010000 +0000 +0100"));
    }

    #[test]
    fn offsets_with_seconds_are_written_in_full() {
        assert_eq!((utc_offset(1_172).as_str(), utc_offset(-34_200).as_str()), ("+001932", "-0930"));
    }
}
