//! The port to the facility's own booking system: what the program asks of it and what it answers. Adapters live elsewhere.

mod answer;
mod credentials;
mod facility_id;
mod pasted_text;
mod pasted_token;
mod slots;

use std::pin::Pin;

pub use answer::{Answer, FacilityMessage, GatewayFailure, Outcome};
pub use credentials::{Credentials, PastedToken, Session, Token};
pub use facility_id::FacilityId;
pub use pasted_text::PastedText;
pub use slots::{FacilitySlot, Reservation, ReservationState, SlotRequest};

use crate::automation::ClockOffset;
use crate::clock::Timestamp;
use crate::slot::{BookingDate, Location};
use crate::text::BookingReference;

/// A boxed future, so that the trait can be used as `dyn`.
pub type GatewayFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The facility's booking system.
///
/// Every method ends within a bounded time and memory, whatever the facility sends. None repeats a request that may have
/// changed something: the caller decides what follows from [`Outcome::Unclear`].
pub trait FacilityGateway: Send + Sync + 'static {
    /// Signs in, or checks a pasted token and reads the member's id.
    ///
    /// Fails with [`Outcome::SignInNeeded`] where the facility refuses the credentials, otherwise with
    /// [`Outcome::RateLimited`], [`Outcome::Unavailable`] or [`Outcome::Refused`].
    fn sign_in<'a>(&'a self, credentials: &'a Credentials) -> GatewayFuture<'a, Result<Session, GatewayFailure>>;

    /// Renews a session before it ends. Fails with [`Outcome::SignInNeeded`] where the facility renews none.
    fn renew<'a>(&'a self, session: &'a Session) -> GatewayFuture<'a, Result<Session, GatewayFailure>>;

    /// Lists the slots of a local day at a location, of every half. Needs no session.
    fn slots(
        &self,
        location: Location,
        date: BookingDate,
    ) -> GatewayFuture<'_, Result<Vec<FacilitySlot>, GatewayFailure>>;

    /// Books a slot, once.
    fn book<'a>(&'a self, session: &'a Session, request: &'a SlotRequest) -> GatewayFuture<'a, Answer>;

    /// Gives a reservation back: [`Outcome::Released`], or [`Outcome::Absent`] where the facility has none.
    fn cancel<'a>(&'a self, session: &'a Session, reference: &'a BookingReference) -> GatewayFuture<'a, Answer>;

    /// Lists the member's reservations that begin at `from` or later, the waiting list included.
    fn reservations<'a>(
        &'a self,
        session: &'a Session,
        from: Timestamp,
    ) -> GatewayFuture<'a, Result<Vec<Reservation>, GatewayFailure>>;

    /// The facility's clock minus ours, as far as the `Date` headers of its answers bound it.
    fn clock_offset(&self) -> ClockOffset;
}
