use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use booking_core::clock::{Clock, MicroTimestamp};
use booking_core::gateway::{Credentials, FacilityGateway, GatewayFailure, Session};
use booking_core::ids::AccountId;
use tokio::sync::Mutex as Turn;

/// A session that ends sooner than this is renewed before it is used.
const MARGIN_MICROS: i64 = 60 * 1_000_000;

/// The sessions of the accounts, in memory only.
///
/// An account signs in once at a time: who comes meanwhile gets the same session.
pub struct Sessions {
    gateway: Arc<dyn FacilityGateway>,
    clock: Arc<dyn Clock>,
    accounts: Mutex<HashMap<AccountId, Arc<Turn<Option<Session>>>>>,
}

/// A failure to get a session.
#[derive(Debug)]
pub enum SessionError<E> {
    /// The credentials could not be read.
    Credentials(E),
    /// The facility gave no session.
    Facility(GatewayFailure),
}

impl Sessions {
    /// No sessions yet.
    #[must_use]
    pub fn new(gateway: Arc<dyn FacilityGateway>, clock: Arc<dyn Clock>) -> Self {
        Self { gateway, clock, accounts: Mutex::default() }
    }

    /// The account's session. Where there is none, or it is about to end, it is renewed, or signed in for anew with
    /// `credentials`, which are not awaited otherwise.
    ///
    /// # Errors
    /// When the credentials cannot be read, or the facility gives no session.
    pub async fn get<E>(
        &self,
        account: AccountId,
        credentials: impl Future<Output = Result<Credentials, E>>,
    ) -> Result<Session, SessionError<E>> {
        let entry = self.entry(account);
        let mut known = entry.lock().await;
        if let Some(session) = known.as_ref().filter(|session| self.is_usable(session)) {
            return Ok(session.clone());
        }
        let renewed = match known.take() {
            Some(old) => self.gateway.renew(&old).await.ok(),
            None => None,
        };
        let session = if let Some(session) = renewed {
            session
        } else {
            let credentials = credentials.await.map_err(SessionError::Credentials)?;
            self.gateway.sign_in(&credentials).await.map_err(SessionError::Facility)?
        };
        *known = Some(session.clone());
        Ok(session)
    }

    /// Drops a session that the facility no longer takes, so that [`Sessions::get`] signs in once more. A newer session of
    /// the account stays.
    pub async fn forget(&self, account: AccountId, session: &Session) {
        let entry = self.entry(account);
        let mut known = entry.lock().await;
        if known.as_ref().is_some_and(|known| known.token.expose() == session.token.expose()) {
            *known = None;
        }
    }

    /// Drops the account's session, because its credentials have changed or it is gone.
    pub fn remove(&self, account: AccountId) {
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner).remove(&account);
    }

    fn entry(&self, account: AccountId) -> Arc<Turn<Option<Session>>> {
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner).entry(account).or_default().clone()
    }

    fn is_usable(&self, session: &Session) -> bool {
        let needed = self.clock.now_micros().plus_micros(MARGIN_MICROS);
        session.valid_until.is_none_or(|end| MicroTimestamp::from(end) > needed)
    }
}
