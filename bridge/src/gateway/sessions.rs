use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use booking_core::clock::{Clock, MicroTimestamp, Timestamp};
use booking_core::gateway::{FacilityGateway, Session};
use booking_core::ids::AccountId;
use tokio::sync::Mutex as Turn;

/// A session that ends sooner than this is renewed before it is used.
const MARGIN_MICROS: i64 = 60 * 1_000_000;

/// The sessions of the accounts, in memory only.
///
/// An account signs in once at a time: who comes meanwhile waits and gets the same session.
pub struct Sessions {
    gateway: Arc<dyn FacilityGateway>,
    clock: Arc<dyn Clock>,
    accounts: Mutex<HashMap<AccountId, Arc<Turn<Option<Kept>>>>>,
}

/// A session with the last change of the account before it was made.
struct Kept {
    session: Session,
    changed_at: Timestamp,
}

impl Sessions {
    /// No sessions yet.
    #[must_use]
    pub fn new(gateway: Arc<dyn FacilityGateway>, clock: Arc<dyn Clock>) -> Self {
        Self { gateway, clock, accounts: Mutex::default() }
    }

    /// The account's session. One that is about to end is renewed. Where there is none, or the account has changed since it
    /// was made, `sign_in` makes one; it is not awaited otherwise, and never twice at a time for an account.
    ///
    /// # Errors
    /// When `sign_in` fails.
    pub async fn get<E>(
        &self,
        account: AccountId,
        changed_at: Timestamp,
        sign_in: impl Future<Output = Result<Session, E>>,
    ) -> Result<Session, E> {
        let entry = self.entry(account);
        let mut known = entry.lock().await;
        let old = known.take().filter(|kept| kept.changed_at == changed_at).map(|kept| kept.session);
        let session = match old {
            Some(old) if self.is_usable(&old) => old,
            Some(old) => match self.gateway.renew(&old).await {
                Ok(renewed) => renewed,
                Err(_) => sign_in.await?,
            },
            None => sign_in.await?,
        };
        *known = Some(Kept { session: session.clone(), changed_at });
        Ok(session)
    }

    /// Drops a session that the facility no longer takes, so that [`Sessions::get`] signs in once more. A newer session of
    /// the account stays.
    pub async fn forget(&self, account: AccountId, session: &Session) {
        let entry = self.entry(account);
        let mut known = entry.lock().await;
        if known.as_ref().is_some_and(|kept| kept.session.token.expose() == session.token.expose()) {
            *known = None;
        }
    }

    fn entry(&self, account: AccountId) -> Arc<Turn<Option<Kept>>> {
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner).entry(account).or_default().clone()
    }

    fn is_usable(&self, session: &Session) -> bool {
        let needed = self.clock.now_micros().plus_micros(MARGIN_MICROS);
        session.valid_until.is_none_or(|end| MicroTimestamp::from(end) > needed)
    }
}
