use booking_core::account::SignInState;
use booking_core::gateway::{FacilityMessage, GatewayFailure, Outcome, Session};
use booking_core::ids::AccountId;
use booking_core::{BookingService, Error};

use super::parts::Parts;

const REFUSED: &str = "The facility refused to sign the account in. Enter a new password or token.";
const NO_SECRET: &str = "The account has no password or token.";
const DELETED: &str = "The account was deleted.";

impl Parts {
    /// The account's session, signed in for if there is none.
    ///
    /// Fails with [`Outcome::SignInNeeded`], [`Outcome::RateLimited`] or [`Outcome::Unavailable`]: nothing was sent.
    pub(super) async fn session(&self, id: AccountId) -> Result<Session, GatewayFailure> {
        let account = match self.service.get_account(id) {
            Ok(account) => account,
            Err(Error::AccountNotFound(_)) => return Err(failure(Outcome::SignInNeeded, DELETED)),
            Err(error) => return Err(unusable(&error)),
        };
        let session = self.sessions.get(id, account.updated_at, self.sign_in(id)).await?;
        if session.valid_until != account.sign_in_until || account.sign_in == SignInState::Unknown {
            note(&self.service, id, &session).await;
        }
        Ok(session)
    }

    /// Signs in. A refusal is on disk before anybody else can try, so that no member is locked out by repeated tries.
    async fn sign_in(&self, id: AccountId) -> Result<Session, GatewayFailure> {
        let account = self.service.get_account(id).map_err(|error| unusable(&error))?;
        if account.sign_in == SignInState::Needed {
            return Err(failure(Outcome::SignInNeeded, REFUSED));
        }
        let credentials = self.service.credentials(id).map_err(|error| unusable(&error))?;
        let signed_in = match credentials {
            Some(credentials) => self.gateway.sign_in(&credentials).await.map_err(unsent),
            None => Err(failure(Outcome::SignInNeeded, NO_SECRET)),
        };
        if let Err(refusal) = &signed_in
            && refusal.outcome == Outcome::SignInNeeded
        {
            let words = refusal.message.as_ref().map(|words| words.as_str().to_owned());
            self.service.sign_in_refused(id, words).await.map_err(|error| unusable(&error))?;
        }
        signed_in
    }
}

async fn note(service: &BookingService, id: AccountId, session: &Session) {
    if let Err(error) = service.signed_in(id, session.valid_until).await {
        log::error!("the sign-in of account {id} could not be noted: {}", cause(&error));
    }
}

/// A failed sign-in as a failure of what it was for: the request itself was not sent.
fn unsent(failure: GatewayFailure) -> GatewayFailure {
    let outcome = match failure.outcome {
        known @ (Outcome::SignInNeeded | Outcome::RateLimited) => known,
        _ => Outcome::Unavailable,
    };
    GatewayFailure { outcome, ..failure }
}

fn failure(outcome: Outcome, words: &str) -> GatewayFailure {
    GatewayFailure { outcome, message: FacilityMessage::new(words), status_code: None, retry_after: None }
}

fn unusable(error: &Error) -> GatewayFailure {
    log::error!("an account cannot sign in: {}", cause(error));
    failure(Outcome::Unavailable, "The bridge could not read the account.")
}

/// The error with its cause, for the log.
pub(super) fn cause(error: &Error) -> String {
    error.cause().map_or_else(|| error.to_string(), |cause| format!("{error} {cause}"))
}
