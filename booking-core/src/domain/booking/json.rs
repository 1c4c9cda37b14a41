//! JSON of a booking without serde, which takes more time for a row of a list than SQLite does.

use super::Booking;
use crate::clock::Timestamp;
use crate::slot::SubLocation;

impl<T: AsRef<str>> Booking<T> {
    /// Appends the booking to `out`, byte for byte as its [`Serialize`](serde::Serialize) writes it.
    pub fn write_json(&self, out: &mut Vec<u8>) {
        let mut digits = itoa::Buffer::new();
        put(out, r#"{"id":"#, digits.format(self.id.get()).as_bytes());
        put(out, r#","account_id":"#, digits.format(self.account_id.get()).as_bytes());
        put(out, r#","booking_date":""#, self.booking_date.fixed_str().as_bytes());
        put(out, r#"","time_slot":""#, self.time_slot.fixed_str().as_bytes());
        put(out, r#"","location":""#, self.location.as_str().as_bytes());
        text(out, r#"","sub_location":"#, self.sub_location.map(SubLocation::as_str));
        put(out, r#","status":""#, self.status.as_str().as_bytes());
        text(out, r#"","booking_reference":"#, self.booking_reference.as_ref().map(AsRef::as_ref));
        text(out, r#","error_message":"#, self.error_message.as_ref().map(AsRef::as_ref));
        put(out, r#","retry_interval":"#, digits.format(self.retry.interval.get()).as_bytes());
        put(out, r#","auto_retry":"#, if self.retry.auto_retry { b"true" } else { b"false" });
        put(out, r#","starts_at":""#, self.starts_at.fixed_str().as_bytes());
        moment(out, r#"","opens_at":"#, self.opens_at);
        moment(out, r#","next_attempt_at":"#, self.next_attempt_at);
        put(out, r#","attempts":"#, digits.format(self.attempts).as_bytes());
        match self.plan_id {
            Some(plan_id) => put(out, r#","plan_id":"#, digits.format(plan_id.get()).as_bytes()),
            None => put(out, r#","plan_id":"#, b"null"),
        }
        put(out, r#","waitlisted":"#, if self.waitlisted { b"true" } else { b"false" });
        put(out, r#","created_at":""#, self.created_at.fixed_str().as_bytes());
        put(out, r#"","updated_at":""#, self.updated_at.fixed_str().as_bytes());
        out.extend_from_slice(br#""}"#);
    }
}

/// Appends text and a value that needs no escaping.
fn put(out: &mut Vec<u8>, before: &str, value: &[u8]) {
    out.extend_from_slice(before.as_bytes());
    out.extend_from_slice(value);
}

/// Appends text and a string with escaping, or `null`.
fn text(out: &mut Vec<u8>, before: &str, value: Option<&str>) {
    let Some(value) = value else { return put(out, before, b"null") };
    put(out, before, b"");
    if let Err(error) = serde_json::to_writer(out, value) {
        unreachable!("writing to memory failed: {error}");
    }
}

/// As [`put`], a moment that may be missing.
fn moment(out: &mut Vec<u8>, before: &str, value: Option<Timestamp>) {
    let Some(value) = value else { return put(out, before, b"null") };
    put(out, before, b"\"");
    out.extend_from_slice(value.fixed_str().as_bytes());
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use proptest::option;
    use proptest::prelude::*;

    use super::*;
    use crate::retry_policy::{RetryInterval, RetryPolicy};
    use crate::slot::{BookingDate, Location, TimeSlot};
    use crate::status::Status;

    fn timestamp() -> impl Strategy<Value = Timestamp> {
        (0_i64..4_102_444_800_000).prop_map(|millis| DateTime::from_timestamp_millis(millis).unwrap().into())
    }

    fn slot() -> impl Strategy<Value = (BookingDate, TimeSlot)> {
        (2000..=2100, 1..=12, 1..=28, 0..24, 0..60).prop_map(|(year, month, day, hour, minute)| {
            let date = format!("{year}-{month:02}-{day:02}").parse().unwrap();
            (date, format!("{hour:02}:{minute:02}").parse().unwrap())
        })
    }

    prop_compose! {
        fn booking()(
            ids in (1..i64::MAX, 1..i64::MAX),
            (booking_date, time_slot) in slot(),
            location in prop::sample::select(Location::ALL.to_vec()),
            sub_location in option::of(prop::sample::select(SubLocation::ALL.to_vec())),
            status in prop::sample::select(Status::ALL.to_vec()),
            texts in (option::of(any::<String>()), option::of(any::<String>())),
            (retry_interval, auto_retry) in (RetryInterval::MIN..=RetryInterval::MAX, any::<bool>()),
            moments in (timestamp(), option::of(timestamp()), option::of(timestamp())),
            attempts in any::<u32>(),
            plan_id in option::of(1..i64::MAX),
            waitlisted in any::<bool>(),
            (created_at, updated_at) in (timestamp(), timestamp()),
        ) -> Booking {
            Booking {
                id: ids.0.try_into().unwrap(),
                account_id: ids.1.try_into().unwrap(),
                booking_date,
                time_slot,
                location,
                sub_location,
                status,
                booking_reference: texts.0,
                error_message: texts.1,
                retry: RetryPolicy { interval: retry_interval.try_into().unwrap(), auto_retry },
                starts_at: moments.0,
                opens_at: moments.1,
                next_attempt_at: moments.2,
                attempts,
                plan_id: plan_id.map(|id| id.try_into().unwrap()),
                waitlisted,
                created_at,
                updated_at,
            }
        }
    }

    proptest! {
        #[test]
        fn is_byte_for_byte_what_serde_writes(booking in booking()) {
            let mut written = b"before".to_vec();
            booking.write_json(&mut written);
            let expected = format!("before{}", serde_json::to_string(&booking).unwrap());
            prop_assert_eq!(String::from_utf8(written).unwrap(), expected);
        }
    }
}
