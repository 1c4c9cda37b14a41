//! The running facility: its clock, members, reservations and faults.

use std::sync::{Mutex, MutexGuard, PoisonError};

use actix_web::http::header;
use actix_web::{HttpMessage as _, HttpRequest};
use chrono::{DateTime, TimeDelta, Utc};

use crate::clock::Clock;
use crate::competitors::Competitors;
use crate::faults::Faults;
use crate::flags::Flags;
use crate::members::{Member, Tokens};
use crate::places::Place;
use crate::refusal::Refusal;
use crate::request_log::{RequestLog, RequestNumber};
use crate::reservations::Reservations;
use crate::state_file::StateFile;

/// The state that all workers share.
pub(crate) struct Facility {
    pub(crate) clock: Clock,
    pub(crate) faults: Faults,
    pub(crate) log: RequestLog,
    tokens: Mutex<Tokens>,
    reservations: Mutex<Reservations>,
    state_file: Option<StateFile>,
}

impl Facility {
    /// Builds the facility that the flags describe.
    pub(crate) fn new(flags: Flags) -> anyhow::Result<Self> {
        let clock = Clock::new(flags.clock, flags.clock_skew);
        let state_file = flags.state.map(StateFile);
        let kept = state_file.as_ref().map_or_else(|| Ok(Vec::new()), StateFile::read)?;
        let competitors = Competitors { share: flags.competitors, seed: flags.seed };
        let reservations = Reservations::new(flags.rules, competitors, kept, clock.now());
        Ok(Self {
            clock,
            faults: Faults::new(flags.faults, flags.seed),
            log: RequestLog::default(),
            tokens: Mutex::new(Tokens::new(TimeDelta::seconds(flags.token_seconds.into()))),
            reservations: Mutex::new(reservations),
            state_file,
        })
    }

    pub(crate) fn tokens(&self) -> MutexGuard<'_, Tokens> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn reservations(&self) -> MutexGuard<'_, Reservations> {
        self.reservations.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the reservations and saves them. The change is answered as an internal error if they cannot be saved.
    pub(crate) fn change<T>(
        &self,
        change: impl FnOnce(&mut Reservations, DateTime<Utc>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let mut reservations = self.reservations();
        let now = self.clock.now();
        let changed = change(&mut reservations, now)?;
        if let Some(file) = &self.state_file
            && let Err(error) = file.write(&reservations.records(now))
        {
            crate::report(&error.context("cannot save the reservations"));
            return Err(Refusal::Internal);
        }
        Ok(changed)
    }

    /// Finds the member whose access token the request carries.
    pub(crate) fn member(&self, request: &HttpRequest) -> Result<Member, Refusal> {
        let header = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = header.and_then(|value| value.strip_prefix("Bearer ")).ok_or(Refusal::Unauthorized)?;
        let member = self.tokens().member(token, self.clock.now())?;
        if let Some(number) = number(request) {
            self.log.set_member(number, member.id);
        }
        Ok(member)
    }

    /// Notes in the request log which slot the request is about.
    pub(crate) fn note_slot(&self, request: &HttpRequest, place: &'static Place, start: DateTime<Utc>) {
        if let Some(number) = number(request) {
            self.log.set_slot(number, place, start);
        }
    }
}

fn number(request: &HttpRequest) -> Option<RequestNumber> {
    request.extensions().get::<RequestNumber>().copied()
}
