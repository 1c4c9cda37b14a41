//! Reads the facts from which decisions about a booking are made.

use rusqlite::Connection;

use crate::Error;
use crate::account::Account;
use crate::attempt::{Attempt, AttemptKind};
use crate::automation::{AccountFacts, Facts, PastAttempt, Window};
use crate::booking::Booking;
use crate::facility_clock::FacilityClock;
use crate::gateway::{FacilityMessage, Outcome};
use crate::ids::BookingId;
use crate::slot::Place;
use crate::status::Status;
use crate::store::{accounts, attempts, audit_log, bookings, engine, schedule};
use crate::text::BookingReference;

/// The number of a booking's latest attempts that decisions look at: more than a backoff takes to reach its longest wait.
const HISTORY: u32 = 32;

/// Reads the facts of a stored booking.
pub(super) fn of_booking(connection: &Connection, id: BookingId, clock: &FacilityClock) -> Result<Facts, Error> {
    let booking = bookings::find(connection, id, clock.calendar())?;
    let account = accounts::find_with_archived(connection, booking.account_id, clock.now())?;
    read(connection, &booking, &account, clock)
}

/// As [`of_booking`], where the booking and its account have been read.
pub(super) fn read(
    connection: &Connection,
    booking: &Booking,
    account: &Account,
    clock: &FacilityClock,
) -> Result<Facts, Error> {
    let standing = schedule::standing(connection, booking.id)?;
    let latest = attempts::latest(connection, booking.id, standing.attempts_after, HISTORY)?;
    let wishes = schedule::wishes(connection, booking.id)?;
    Ok(Facts {
        status_since: audit_log::latest_status(connection, booking.id)?.unwrap_or(booking.created_at),
        under_way: latest.iter().find(|(attempt, _)| attempt.outcome.is_none()).map(|(attempt, _)| attempt.kind),
        compared_at: latest.iter().find(|(attempt, _)| compares(attempt)).and_then(|(attempt, _)| attempt.answered_at),
        attempts: answered(latest),
        release_wanted: standing.release_wanted,
        release_first: booking.status == Status::Pending && schedule::is_giving_back(connection, booking)?,
        asked_at: wishes.asked_at,
        looked_at: wishes.looked_at,
        paused: engine::is_paused(connection)?,
        ..of_new(booking, account, clock)?
    })
}

/// The facts of a booking that nothing has happened to yet, stored or only imagined.
pub(super) fn of_new(booking: &Booking, account: &Account, clock: &FacilityClock) -> Result<Facts, Error> {
    let profile = clock.calendar().profile();
    let window = booking
        .opens_at
        .zip(profile)
        .map(|(opens_at, profile)| Window { opens_at, deadline: profile.deadline(booking.starts_at) });
    Ok(Facts {
        booking_id: booking.id,
        status: booking.status,
        place: Place::new(booking.location, booking.sub_location)?,
        retry: booking.retry,
        starts_at: booking.starts_at,
        status_since: booking.created_at,
        window,
        account: AccountFacts {
            is_active: account.is_active,
            may_automate: account.may_automate,
            sign_in: account.sign_in,
        },
        under_way: None,
        attempts: Vec::new(),
        release_wanted: false,
        release_first: false,
        asked_at: None,
        looked_at: None,
        compared_at: None,
        paused: false,
        hold_until: clock.hold_until(),
        running_since: clock.running_since(),
        now: clock.now(),
    })
}

fn compares(attempt: &Attempt) -> bool {
    attempt.kind == AttemptKind::Check && attempt.outcome.is_some_and(|outcome| outcome != Outcome::Withdrawn)
}

fn answered(latest: Vec<(Attempt, Option<BookingReference>)>) -> Vec<PastAttempt> {
    latest
        .into_iter()
        .filter_map(|(attempt, reference)| past(&attempt, attempt.outcome?, reference))
        .filter(|attempt| attempt.outcome != Outcome::Withdrawn)
        .collect()
}

fn past(attempt: &Attempt, outcome: Outcome, reference: Option<BookingReference>) -> Option<PastAttempt> {
    Some(PastAttempt {
        kind: attempt.kind,
        number: attempt.number,
        sub_location: attempt.sub_location,
        outcome,
        message: attempt.message.as_deref().and_then(FacilityMessage::new),
        reference,
        answered_at: attempt.answered_at?,
    })
}
