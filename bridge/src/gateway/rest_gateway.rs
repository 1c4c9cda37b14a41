use std::sync::Arc;

use booking_core::automation::ClockOffset;
use booking_core::clock::{Clock, Timestamp};
use booking_core::facility::Profile;
use booking_core::gateway::{
    Answer, Credentials, FacilityGateway, FacilitySlot, GatewayFailure, GatewayFuture, Reservation, Session,
    SlotRequest,
};
use booking_core::slot::{BookingDate, Location};
use booking_core::text::BookingReference;
use chrono_tz::Tz;
use prometheus::Registry;

use super::answers::Answers;
use super::budget::BudgetUse;
use super::exchange::Wire;
use super::slots::ListedSlots;
use super::unknown_answers::{UnknownAnswer, UnknownAnswers};

/// The facility over its REST API.
pub struct RestGateway {
    pub(super) profile: Arc<Profile>,
    pub(super) zone: Tz,
    pub(super) wire: Wire,
    pub(super) answers: Answers,
    pub(super) listed: ListedSlots,
}

impl RestGateway {
    /// A gateway to the profile's facility, whose local days are those of `zone`. Its metrics go into `registry`. Nothing is
    /// asked yet.
    ///
    /// # Errors
    /// When TLS or the HTTP client cannot be set up, or the registry has such metrics already.
    pub fn new(profile: Arc<Profile>, zone: Tz, clock: Arc<dyn Clock>, registry: &Registry) -> anyhow::Result<Self> {
        let wire = Wire::new(&profile, clock, registry)?;
        let answers = Answers { table: profile.answers.clone(), unknown: UnknownAnswers::default() };
        Ok(Self { profile, zone, wire, answers, listed: ListedSlots::default() })
    }

    /// The use of the budget at this moment.
    #[must_use]
    pub fn budget(&self) -> BudgetUse {
        self.wire.budget.usage()
    }

    /// The facility's answers that the profile does not explain, the latest first, at most 50.
    #[must_use]
    pub fn unknown_answers(&self) -> Vec<UnknownAnswer> {
        self.answers.unknown.list()
    }
}

impl FacilityGateway for RestGateway {
    fn sign_in<'a>(&'a self, credentials: &'a Credentials) -> GatewayFuture<'a, Result<Session, GatewayFailure>> {
        match credentials {
            Credentials::Password { netid, password } => Box::pin(self.sign_in_by_password(netid, password)),
            Credentials::Token(pasted) => Box::pin(self.sign_in_by_token(pasted)),
        }
    }

    fn renew<'a>(&'a self, session: &'a Session) -> GatewayFuture<'a, Result<Session, GatewayFailure>> {
        Box::pin(self.renew_session(session))
    }

    fn slots(
        &self,
        location: Location,
        date: BookingDate,
    ) -> GatewayFuture<'_, Result<Vec<FacilitySlot>, GatewayFailure>> {
        Box::pin(self.list_slots(location, date))
    }

    fn book<'a>(&'a self, session: &'a Session, request: &'a SlotRequest) -> GatewayFuture<'a, Answer> {
        Box::pin(self.book_slot(session, request))
    }

    fn cancel<'a>(&'a self, session: &'a Session, reference: &'a BookingReference) -> GatewayFuture<'a, Answer> {
        Box::pin(self.release(session, reference))
    }

    fn reservations<'a>(
        &'a self,
        session: &'a Session,
        from: Timestamp,
    ) -> GatewayFuture<'a, Result<Vec<Reservation>, GatewayFailure>> {
        Box::pin(self.list_reservations(session, from))
    }

    fn clock_offset(&self) -> ClockOffset {
        self.wire.clock_offset()
    }
}
