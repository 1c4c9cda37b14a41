//! Parsing of texts to domain types. Run with `cargo bench -p booking-core`.

use std::str::FromStr;

use booking_core::InvalidValue;
use booking_core::query::Cursor;
use booking_core::slot::{BookingDate, Location, TimeSlot};
use booking_core::status::Status;
use booking_core::text::NetId;
use divan::black_box;

fn main() {
    divan::main();
}

fn parse<T: FromStr<Err = InvalidValue>>(text: &str) -> Result<T, InvalidValue> {
    black_box(text).parse()
}

#[divan::bench(args = ["2026-11-22", "2026-02-30"])]
fn booking_date(text: &str) -> Result<BookingDate, InvalidValue> {
    parse(text)
}

#[divan::bench(args = ["09:00", "09:00:00", "25:00"])]
fn time_slot(text: &str) -> Result<TimeSlot, InvalidValue> {
    parse(text)
}

#[divan::bench]
fn location() -> Result<Location, InvalidValue> {
    parse("X3")
}

#[divan::bench]
fn status() -> Result<Status, InvalidValue> {
    parse("cancelled")
}

#[divan::bench]
fn cursor() -> Result<Cursor, InvalidValue> {
    parse("2026-11-22_09:00:00_7")
}

#[divan::bench]
fn netid() -> Result<NetId, InvalidValue> {
    parse("jdevries")
}
