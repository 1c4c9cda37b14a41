//! Records what came of attempts, and settles bookings that are due without one.

use crate::Error;
use crate::attempt::{Attempt, AttemptId, AttemptKind};
use crate::automation::{self, Change, Facts, PastAttempt, Step};
use crate::booking::{Booking, BookingChange};
use crate::clock::MicroTimestamp;
use crate::facility_clock::FacilityClock;
use crate::gateway::{Answer, FacilityMessage, Outcome};
use crate::ids::{AccountId, BookingId};
use crate::notice::NoticeKind;
use crate::service::change_booking::{change, note};
use crate::service::{facts, notices, plans, scheduling, sign_in, standing};
use crate::status::Status;
use crate::store::commit::WriteTransaction;
use crate::store::{attempts, bookings, schedule};

pub(super) fn record(
    transaction: &WriteTransaction<'_>,
    id: AttemptId,
    answer: &Answer,
    clock: &FacilityClock,
) -> Result<Option<Booking>, Error> {
    let Some(attempt) = attempts::find(transaction, id)? else { return Ok(None) };
    let booking_id = attempt.booking_id;
    let facts = facts::of_booking(transaction, booking_id, clock)?;
    if !attempts::answer(transaction, id, booking_id, answer)? {
        return Ok(None);
    }
    let following = automation::after(&facts, past(&attempt, answer), answer.retry_after);
    if let Some(hold) = following.hold {
        let micros = i64::try_from(hold.as_micros()).unwrap_or(i64::MAX);
        clock.hold(answer.answered_at.plus_micros(micros).to_millis());
    }
    if following.counts {
        schedule::count_attempt(transaction, booking_id)?;
    }
    if following.sign_in_refused {
        refuse_sign_in(transaction, attempt.account_id, answer, clock)?;
    }
    apply(transaction, booking_id, following.change, clock)?;
    if let Some(words) = trail_words(attempt.kind, answer.outcome) {
        note(transaction, booking_id, words, clock.now())?;
    }
    note_waiting_list(transaction, &facts, answer.outcome, clock)?;
    if facts.release_wanted && attempt.kind == AttemptKind::Book {
        standing::note_answer(transaction, booking_id, clock)?;
    }
    scheduling::replan(transaction, booking_id, clock)?;
    let booking = bookings::find(transaction, booking_id, clock.calendar())?;
    scheduling::replan_beside(transaction, &booking, clock)?;
    plans::booking_answered(transaction, booking_id, clock)?;
    bookings::find(transaction, booking_id, clock.calendar()).map(Some)
}

fn past(attempt: &Attempt, answer: &Answer) -> PastAttempt {
    PastAttempt {
        kind: attempt.kind,
        number: attempt.number,
        sub_location: attempt.sub_location,
        outcome: answer.outcome,
        message: answer.message.clone(),
        reference: answer.reference.clone(),
        answered_at: answer.answered_at.to_millis(),
    }
}

fn refuse_sign_in(
    transaction: &WriteTransaction<'_>,
    account_id: AccountId,
    answer: &Answer,
    clock: &FacilityClock,
) -> Result<(), Error> {
    let words = answer.message.as_ref().map(FacilityMessage::as_str);
    sign_in::refuse(transaction, account_id, words, clock)?;
    scheduling::replan_account(transaction, account_id, clock)
}

fn apply(
    transaction: &WriteTransaction<'_>,
    id: BookingId,
    wanted: Change,
    clock: &FacilityClock,
) -> Result<(), Error> {
    let (wanted, reason) = match wanted {
        Change::None => return Ok(()),
        Change::Confirm { reference } => (BookingChange::confirmed(reference), None),
        Change::Fail { message } => (BookingChange::failed(message), None),
        Change::Cancel { reason } => (BookingChange::cancelled(), Some(reason)),
    };
    let booking = change(transaction, id, &wanted, reason.as_ref(), clock)?;
    notices::status_changed(transaction, &booking, clock)
}

/// Tells of a place on the waiting list, once for each time that the booking became pending.
fn note_waiting_list(
    transaction: &WriteTransaction<'_>,
    facts: &Facts,
    answered: Outcome,
    clock: &FacilityClock,
) -> Result<(), Error> {
    let was_told = facts.attempts.iter().any(|attempt| attempt.outcome == Outcome::Waitlisted);
    if answered != Outcome::Waitlisted || facts.status != Status::Pending || was_told {
        return Ok(());
    }
    let booking = bookings::find(transaction, facts.booking_id, clock.calendar())?;
    notices::of_booking(transaction, NoticeKind::WaitingList, &booking, clock)
}

/// The words for the audit trail, where the answer changes no field of the booking.
const fn trail_words(kind: AttemptKind, outcome: Outcome) -> Option<&'static str> {
    match (kind, outcome) {
        (AttemptKind::Book, Outcome::Waitlisted) => Some("On the facility's waiting list."),
        (AttemptKind::Release, Outcome::Released) => Some("The facility took the reservation back."),
        (AttemptKind::Release, Outcome::Absent) => Some("The facility has no reservation to take back."),
        _ => None,
    }
}

pub(super) fn settle(transaction: &WriteTransaction<'_>, id: BookingId, clock: &FacilityClock) -> Result<(), Error> {
    let decision = automation::next_step(&facts::of_booking(transaction, id, clock)?);
    if decision.is_due(clock.now()) {
        match decision.step {
            Step::Fail { message } => apply(transaction, id, Change::Fail { message }, clock)?,
            Step::GiveUpRelease => {
                note(transaction, id, "The facility did not take the reservation back in time.", clock.now())?;
                schedule::plan(transaction, id, None)?;
                let booking = bookings::find(transaction, id, clock.calendar())?;
                notices::of_booking(transaction, NoticeKind::ReleaseFailed, &booking, clock)?;
                return scheduling::replan_beside(transaction, &booking, clock);
            }
            _ => {}
        }
    }
    scheduling::replan(transaction, id, clock)
}

pub(super) fn interrupted(clock: &FacilityClock) -> Answer {
    Answer {
        outcome: Outcome::Unclear,
        message: FacilityMessage::new("The bridge stopped before the answer came."),
        status_code: None,
        retry_after: None,
        reference: None,
        sent_at: None,
        answered_at: MicroTimestamp::from(clock.now()),
    }
}
