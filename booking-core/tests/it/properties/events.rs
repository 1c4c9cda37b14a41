//! Random operations on bookings.

use booking_core::account::Account;
use booking_core::booking::{Booking, NewBookings};
use booking_core::ids::BookingId;
use booking_core::slot::{Location, Place};
use booking_core::status::Status;
use booking_core::{Error, error::SlotConflict};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{Fixture, done, parsed, slots, to};

/// Both ends of the calendar and dates around the end of a week, a month and a year.
pub(crate) const DATES: [&str; 6] =
    ["2000-01-01", "2026-11-22", "2026-11-23", "2026-12-31", "2027-01-01", "2100-12-31"];
pub(crate) const TIMES: [&str; 4] = ["00:00:00", "09:00:00", "09:30:00", "23:59:59"];

/// A requested slot. Accounts are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) account: usize,
    pub(crate) date: &'static str,
    pub(crate) time: &'static str,
    pub(crate) location: Location,
}

/// An operation. Bookings are counted from 0, modulo their number.
#[derive(Debug, Clone)]
pub(crate) enum Event {
    Create(Slot),
    Update(usize, Status),
    Cancel(usize),
    Confirm(usize, String),
    Fail(usize, String),
}

pub(crate) fn slot() -> impl Strategy<Value = Slot> {
    (0..2_usize, select(&DATES[..]), select(&TIMES[..]), select(&Location::ALL[..]))
        .prop_map(|(account, date, time, location)| Slot { account, date, time, location })
}

pub(crate) fn event() -> impl Strategy<Value = Event> {
    let booking = || 0..1_000_usize;
    prop_oneof![
        3 => slot().prop_map(Event::Create),
        3 => (booking(), select(&Status::ALL[..])).prop_map(|(id, status)| Event::Update(id, status)),
        1 => booking().prop_map(Event::Cancel),
        1 => (booking(), "R[AB]").prop_map(|(id, text)| Event::Confirm(id, text)),
        1 => (booking(), "E[AB]").prop_map(|(id, text)| Event::Fail(id, text)),
    ]
}

/// Two accounts and the bookings created so far.
pub(crate) struct Stage {
    pub(crate) fixture: Fixture,
    pub(crate) accounts: [Account; 2],
    pub(crate) made: Vec<BookingId>,
}

impl Stage {
    pub(crate) fn new() -> Self {
        let fixture = Fixture::new();
        let accounts = [fixture.account("one"), fixture.account("two")];
        Self { fixture, accounts, made: Vec::new() }
    }

    /// Applies the event to the service. Returns `None` if it needs a booking and there is none.
    pub(crate) fn play(&mut self, event: &Event) -> Option<Result<Booking, Error>> {
        if let Event::Create(slot) = event {
            let new = NewBookings {
                place: Place::new(slot.location, None).unwrap(),
                ..slots(&self.accounts[slot.account], slot.date, &[slot.time])
            };
            let made = done(self.fixture.create_booking(new)).map(|mut made| made.remove(0));
            self.made.extend(made.as_ref().ok().map(|booking| booking.id));
            return Some(made);
        }
        let fixture = &self.fixture;
        let chosen = |index: &usize| self.made.get(index % self.made.len().max(1)).copied();
        Some(match event {
            Event::Create(_) => unreachable!("was played above"),
            Event::Update(index, status) => done(fixture.update_booking(chosen(index)?, to(*status))),
            Event::Cancel(index) => done(fixture.cancel_booking(chosen(index)?, None)),
            Event::Confirm(index, text) => done(fixture.mark_booking_confirmed(chosen(index)?, parsed(text))),
            Event::Fail(index, text) => done(fixture.mark_booking_failed(chosen(index)?, parsed(text))),
        })
    }
}

/// The conflicting booking of a slot conflict.
pub(crate) fn holder(error: &Error) -> Option<BookingId> {
    match error {
        Error::SlotConflict(taken) => match taken.as_slice() {
            [SlotConflict { booking_id, .. }] => Some(*booking_id),
            _ => None,
        },
        _ => None,
    }
}
