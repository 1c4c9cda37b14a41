//! Looks at the availability before a full slot is asked for again.

use std::sync::Arc;

use booking_core::Error;
use booking_core::automation::{Looked, choose};
use booking_core::clock::{MicroTimestamp, Timestamp};
use booking_core::service::{Claim, Work};
use booking_core::task::{Due, Task};

use super::busy::Held;
use super::listings::Day;
use super::parts::Parts;
use super::send::send_at;
use super::sign_in::cause;

/// The wait before the next look where the facility could not be asked, in microseconds.
const AGAIN_MICROS: i64 = 5 * 1_000_000;

/// Asks once for all bookings that wait for a day and location, the oldest first. Those for which a place shows are attempted,
/// at most one for each place.
pub(super) async fn look(parts: Arc<Parts>, at: MicroTimestamp, day: Day, waiting: Vec<Work>, held: Held) {
    tokio::select! {
        biased;
        () = parts.clock.sleep_until(at) => {}
        () = parts.stopped() => return,
    }
    match look_now(&parts, day, &waiting, held).await {
        Ok(()) => {}
        Err(error) => log::error!("a look at {} on {} could not be recorded: {}", day.0, day.1, cause(&error)),
    }
}

async fn look_now(parts: &Arc<Parts>, day: Day, waiting: &[Work], held: Held) -> Result<(), Error> {
    let Ok(mut slots) = parts.list(day).await else {
        return postpone(parts, waiting).await;
    };
    let (mut claims, mut without) = (Vec::new(), Vec::new());
    for Work { booking, facts, .. } in waiting {
        match choose(facts, &mut slots) {
            Looked::Place { sub_location } => {
                claims.push(Claim { booking_id: booking.id, shown_half: sub_location, send_at: None });
            }
            Looked::None => without.push(booking.id),
        }
    }
    parts.service.looked(without).await?;
    let claimed = parts.service.claim(claims).await?;
    drop(held);
    send_at(parts.clone(), parts.clock.now_micros(), claimed).await;
    Ok(())
}

async fn postpone(parts: &Parts, waiting: &[Work]) -> Result<(), Error> {
    let until: Timestamp = parts.clock.now_micros().plus_micros(AGAIN_MICROS).to_millis();
    for Work { booking, decision, .. } in waiting {
        let Some(due_at) = decision.due_at else { continue };
        let due = Due { booking_id: booking.id, task: Task::Book, due_at };
        parts.service.postpone(due, until.min(booking.starts_at)).await?;
    }
    Ok(())
}
