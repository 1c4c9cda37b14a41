//! Facts that outlive the attempts of a booking: which of them count, and whether a reservation is to be taken back.

use crate::Error;
use crate::attempt::AttemptKind;
use crate::facility_clock::FacilityClock;
use crate::ids::BookingId;
use crate::service::facts;
use crate::status::Status;
use crate::store::commit::WriteTransaction;
use crate::store::schedule::Standing;
use crate::store::{attempts, schedule};

/// Notes what follows from a new status. A booking that ends while it holds, or may be about to get, a reservation gives it
/// back, also where that is no longer among its latest attempts. One that becomes pending again starts without a history, unless
/// a reservation is still to be taken back: it may be kept instead.
pub(super) fn note_status(
    transaction: &WriteTransaction<'_>,
    id: BookingId,
    status: Status,
    clock: &FacilityClock,
) -> Result<(), Error> {
    let before = schedule::standing(transaction, id)?;
    let after = match status {
        Status::Confirmed => Standing { release_wanted: false, ..before },
        Status::Pending => {
            let facts = facts::of_booking(transaction, id, clock)?;
            let may_hold = facts.under_way.is_some() || facts.may_hold().is_some();
            let attempts_after = if may_hold { before.attempts_after } else { attempts::last_of(transaction, id)? };
            Standing { release_wanted: false, attempts_after }
        }
        Status::Failed | Status::Cancelled => {
            let facts = facts::of_booking(transaction, id, clock)?;
            let books = facts.under_way == Some(AttemptKind::Book);
            Standing { release_wanted: before.release_wanted || books || facts.may_hold().is_some(), ..before }
        }
    };
    if after == before { Ok(()) } else { schedule::set_standing(transaction, id, after) }
}

/// Notes that the attempt under way, when the booking ended, got nothing that could be taken back.
pub(super) fn note_answer(
    transaction: &WriteTransaction<'_>,
    id: BookingId,
    clock: &FacilityClock,
) -> Result<(), Error> {
    if facts::of_booking(transaction, id, clock)?.may_hold().is_some() {
        return Ok(());
    }
    let before = schedule::standing(transaction, id)?;
    schedule::set_standing(transaction, id, Standing { release_wanted: false, ..before })
}
