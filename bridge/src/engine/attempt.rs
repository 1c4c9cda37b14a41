//! Carries out one attempt.

use std::panic::AssertUnwindSafe;

use booking_core::attempt::{Attempt, AttemptKind, Lateness};
use booking_core::automation::{Step, find};
use booking_core::booking::Booking;
use booking_core::gateway::{Answer, FacilityMessage, GatewayFailure, Outcome, Session, SlotRequest};
use booking_core::service::Claimed;
use futures_util::FutureExt as _;

use super::parts::{Backoff, Parts};
use super::sign_in::cause;

impl Parts {
    /// Asks the facility. A panic is an unclear answer.
    pub(super) async fn carry_out(&self, claimed: &Claimed) -> Answer {
        let asked = AssertUnwindSafe(self.answer(claimed)).catch_unwind().await;
        asked.unwrap_or_else(|_| {
            log::error!("attempt {} panicked", claimed.attempt.id);
            self.metrics.panicked();
            self.unsent(Outcome::Unclear, "The bridge failed before the answer came.")
        })
    }

    /// Answers an attempt that was not sent, because the bridge stops.
    pub(super) async fn withdraw(&self, claimed: &Claimed) {
        let answer = self.unsent(Outcome::Withdrawn, "The bridge stopped before it was sent.");
        self.record(&claimed.attempt, answer).await;
    }

    async fn answer(&self, claimed: &Claimed) -> Answer {
        let attempt = &claimed.attempt;
        let known = async {
            if attempt.kind == AttemptKind::Book {
                self.know((claimed.booking.location, claimed.booking.booking_date)).await;
            }
        };
        let ((), session) = tokio::join!(known, self.session(attempt.account_id));
        let session = match session {
            Ok(session) => session,
            Err(failure) => return self.failed(failure),
        };
        let answer = self.ask(claimed, &session).await;
        if answer.outcome != Outcome::SignInNeeded {
            return answer;
        }
        // The session ended early. A new sign-in tells whether the account may still sign in.
        self.sessions.forget(attempt.account_id, &session).await;
        match self.session(attempt.account_id).await {
            Ok(session) => {
                let answer = self.ask(claimed, &session).await;
                Answer { outcome: answer.outcome.once_signed_in(), ..answer }
            }
            Err(failure) => self.failed(failure),
        }
    }

    /// Sends the request, unless it is no longer wanted.
    async fn ask(&self, claimed: &Claimed, session: &Session) -> Answer {
        match self.service.is_wanted(&claimed.attempt) {
            Ok(true) => {}
            Ok(false) => return self.unsent(Outcome::Withdrawn, "It was no longer wanted when it was to be sent."),
            Err(error) => {
                log::error!("attempt {} was not sent: {}", claimed.attempt.id, cause(&error));
                return self.unsent(Outcome::Unavailable, "The bridge could not read the booking.");
            }
        }
        match &claimed.step {
            Step::Release { reference: Some(reference) } => self.gateway.cancel(session, reference).await,
            Step::Release { reference: None } => self.release_unnamed(&claimed.booking, session).await,
            Step::Check => self.check(&claimed.booking, session).await,
            _ => self.gateway.book(session, &request(claimed)).await,
        }
    }

    /// Looks for the booking among the account's reservations.
    async fn check(&self, booking: &Booking, session: &Session) -> Answer {
        let sent_at = self.clock.now_micros();
        match self.gateway.reservations(session, booking.starts_at).await {
            Ok(reservations) => {
                let found = find(booking, &reservations);
                Answer { sent_at: Some(sent_at), reference: found.reference, ..self.answered(found.outcome, None) }
            }
            Err(failure) => self.failed(failure),
        }
    }

    /// Gives back a reservation whose id is unknown.
    async fn release_unnamed(&self, booking: &Booking, session: &Session) -> Answer {
        let found = self.check(booking, session).await;
        match &found.reference {
            Some(reference) => self.gateway.cancel(session, reference).await,
            None => found,
        }
    }

    /// Records the facility's answer.
    pub(super) async fn record(&self, attempt: &Attempt, answer: Answer) {
        self.measure(attempt, &answer);
        self.metrics.answered(attempt.kind, answer.outcome);
        let mut backoff = Backoff::default();
        while let Err(error) = self.service.record(attempt.id, answer.clone()).await {
            log::error!("the answer of attempt {} could not be recorded yet: {}", attempt.id, cause(&error));
            backoff.wait().await;
        }
    }

    fn measure(&self, attempt: &Attempt, answer: &Answer) {
        if let (AttemptKind::Book, Some(sent_at)) = (attempt.kind, answer.sent_at) {
            let lateness = Lateness::between(attempt.due_at, sent_at);
            self.activity.sent(lateness);
            self.metrics.sent(lateness);
        }
    }

    fn answered(&self, outcome: Outcome, message: Option<FacilityMessage>) -> Answer {
        let answered_at = self.clock.now_micros();
        Answer { outcome, message, status_code: None, retry_after: None, reference: None, sent_at: None, answered_at }
    }

    fn unsent(&self, outcome: Outcome, words: &str) -> Answer {
        self.answered(outcome, FacilityMessage::new(words))
    }

    fn failed(&self, failure: GatewayFailure) -> Answer {
        let GatewayFailure { outcome, message, status_code, retry_after } = failure;
        Answer { status_code, retry_after, ..self.answered(outcome, message) }
    }
}

fn request(claimed: &Claimed) -> SlotRequest {
    let Claimed { attempt, booking, .. } = claimed;
    SlotRequest {
        date: booking.booking_date,
        time_slot: booking.time_slot,
        starts_at: booking.starts_at,
        location: booking.location,
        sub_location: attempt.sub_location,
        listed: None,
    }
}
