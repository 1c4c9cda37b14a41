//! Dates, start times and places of slots.

mod date;
mod place;
mod time;
mod time_slots;

pub use date::BookingDate;
pub use place::{Location, Place, SubLocation};
pub use time::TimeSlot;
pub use time_slots::TimeSlots;

/// Parses ASCII digits.
fn digits(text: &[u8]) -> Option<u32> {
    text.iter().try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))
}
