//! Answers of the facility that a test records without one.

use booking_core::BookingService;
use booking_core::clock::MicroTimestamp;
use booking_core::gateway::{Answer, FacilityMessage, Outcome};
use booking_core::service::{Claim, Claimed};
use serde::Deserialize;

/// An answer of the facility to an attempt to book.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FacilityAnswer {
    pub(crate) booking_id: i64,
    pub(crate) outcome: Outcome,
    pub(crate) message: String,
    pub(crate) status_code: u16,
}

impl FacilityAnswer {
    /// Records the answer as the engine does: sent 1.34 ms after it was due, and answered 46 ms after.
    pub(crate) async fn record(&self, service: &BookingService) {
        let claim = Claim { booking_id: self.booking_id.try_into().unwrap(), shown_half: None, send_at: None };
        let [Claimed { attempt, .. }] = &service.claim(vec![claim]).await.unwrap()[..] else {
            panic!("booking {} is not attempted", self.booking_id)
        };
        let due_at = MicroTimestamp::from(attempt.due_at);
        let answer = Answer {
            outcome: self.outcome,
            message: FacilityMessage::new(&self.message),
            status_code: Some(self.status_code),
            retry_after: None,
            reference: None,
            sent_at: Some(due_at.plus_micros(1_340)),
            answered_at: due_at.plus_micros(46_000),
        };
        service.record(attempt.id, answer).await.unwrap().expect("the attempt is under way");
    }
}
