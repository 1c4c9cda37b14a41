//! Checks before an opening that its accounts can book, while there is time to act.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use booking_core::Error;
use booking_core::account::SignInState;
use booking_core::clock::{MicroTimestamp, Timestamp};
use booking_core::gateway::{GatewayFailure, Outcome};
use booking_core::ids::AccountId;
use booking_core::service::Opening;
use tokio::sync::Mutex as Turn;

use super::parts::Parts;
use super::sign_in::cause;
use super::status::NotReady;

/// The first check before an opening, in microseconds.
const FAR_MICROS: i64 = 15 * 60 * 1_000_000;
/// The second check.
const NEAR_MICROS: i64 = 60 * 1_000_000;
/// Nothing is checked so shortly before an opening, so that no attempt waits for a check.
const LATEST_MICROS: i64 = 5 * 1_000_000;
/// Findings are dropped so long after the opening.
const KEPT_MICROS: i64 = 1_000_000;

/// The checks that were started.
#[derive(Default)]
pub(super) struct Watch {
    /// Whether the second check of an opening was started.
    started: HashMap<Timestamp, bool>,
    /// One check at a time.
    turn: Arc<Turn<()>>,
}

/// The accounts that are not ready, by opening.
#[derive(Default)]
pub(super) struct Findings(Mutex<BTreeMap<Timestamp, Vec<NotReady>>>);

impl Watch {
    /// Lists the openings to check now. The moment is that of the next check.
    pub(super) fn due(&mut self, parts: &Parts) -> Result<(Vec<Timestamp>, Option<MicroTimestamp>), Error> {
        let now = parts.clock.now_micros();
        let (mut due, mut wake_at) = (Vec::new(), None::<MicroTimestamp>);
        let mut wake = |at| wake_at = Some(wake_at.map_or(at, |earlier| earlier.min(at)));
        if let Some(opened) = parts.activity.findings.first_opening() {
            let drop_at = MicroTimestamp::from(opened).plus_micros(KEPT_MICROS);
            if drop_at > now { wake(drop_at) } else { due.push(opened) }
        }
        let mut after = now.to_millis();
        self.started.retain(|opens_at, _| *opens_at > after);
        while let Some(opens_at) = parts.service.next_opening(after)? {
            let at = MicroTimestamp::from(opens_at);
            let left = at.as_micros() - now.as_micros();
            if left > FAR_MICROS {
                wake(at.plus_micros(-FAR_MICROS));
                break;
            }
            let is_near = left <= NEAR_MICROS;
            if !is_near {
                wake(at.plus_micros(-NEAR_MICROS));
            }
            if left > LATEST_MICROS && self.started.get(&opens_at).is_none_or(|was_near| is_near && !was_near) {
                self.started.insert(opens_at, is_near);
                due.push(opens_at);
            }
            after = opens_at;
        }
        Ok((due, wake_at))
    }

    /// A check of an opening. It ends early when the engine stops.
    pub(super) fn check(&self, parts: Arc<Parts>, opens_at: Timestamp) -> impl Future<Output = ()> + Send + 'static {
        let turn = self.turn.clone();
        async move {
            let checked = async {
                let _turn = turn.lock().await;
                parts.check_opening(opens_at).await
            };
            tokio::select! {
                biased;
                () = parts.stopped() => {}
                checked = checked => if let Err(error) = checked {
                    log::error!("the opening at {opens_at} could not be checked: {}", cause(&error));
                }
            }
        }
    }
}

impl Findings {
    /// Lists the accounts that are not ready, the next opening first.
    pub(super) fn all(&self) -> Vec<NotReady> {
        self.with(|openings| openings.values().flatten().cloned().collect())
    }

    fn first_opening(&self) -> Option<Timestamp> {
        self.with(|openings| openings.keys().next().copied())
    }

    /// Replaces what was found for an opening. Returns whether it is news.
    fn set(&self, opens_at: Timestamp, found: Vec<NotReady>) -> bool {
        let gist =
            |found: &[NotReady]| -> Vec<_> { found.iter().map(|one| (one.account_id, one.problems.clone())).collect() };
        self.with(|openings| {
            let now = gist(&found);
            let before = if found.is_empty() { openings.remove(&opens_at) } else { openings.insert(opens_at, found) };
            gist(&before.unwrap_or_default()) != now
        })
    }

    fn with<T>(&self, work: impl FnOnce(&mut BTreeMap<Timestamp, Vec<NotReady>>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Parts {
    async fn check_opening(&self, opens_at: Timestamp) -> Result<(), Error> {
        let mut found = Vec::new();
        if MicroTimestamp::from(opens_at) > self.clock.now_micros() {
            let opening = self.service.opening(opens_at)?;
            let facility_answers = self.ask_facility(&opening, opens_at).await;
            for id in opening.accounts {
                found.extend(self.not_ready(id, opens_at, facility_answers)?);
            }
        }
        let told = found.iter().map(|one| (one.account_id, one.netid.clone(), one.problems.clone())).collect();
        if self.activity.findings.set(opens_at, found) {
            self.service.tell_readiness(opens_at, told).await?;
        }
        Ok(())
    }

    /// Signs the accounts in, one after the other, until the facility does not answer or the opening is too near. Returns whether it
    /// answers.
    async fn ask_facility(&self, opening: &Opening, opens_at: Timestamp) -> Option<bool> {
        let latest = MicroTimestamp::from(opens_at).plus_micros(-LATEST_MICROS);
        let mut answers = None;
        for id in &opening.accounts {
            if answers == Some(false) || self.clock.now_micros() >= latest {
                return answers;
            }
            let Some(is_signed_in) = self.may_sign_in(*id) else { continue };
            let outcome = self.session(*id).await;
            if !is_signed_in || outcome.is_err() {
                answers = Some(is_answered(outcome.as_ref().err()));
            }
        }
        if let (None, Some(day)) = (answers, opening.days.first()) {
            answers = Some(is_answered(self.list(*day).await.as_ref().err()));
        }
        answers
    }

    /// Whether the account is signed in; `None` where it must not sign in.
    fn may_sign_in(&self, id: AccountId) -> Option<bool> {
        let account = self.service.get_account(id).ok()?;
        let may = account.is_active && account.may_automate && account.sign_in != SignInState::Needed;
        may.then_some(account.sign_in == SignInState::Ready)
    }

    fn not_ready(
        &self,
        id: AccountId,
        opens_at: Timestamp,
        facility_answers: Option<bool>,
    ) -> Result<Option<NotReady>, Error> {
        let (account, problems) = match self.service.readiness(id, opens_at, facility_answers) {
            Err(Error::AccountNotFound(_)) => return Ok(None),
            known => known?,
        };
        let checked_at = self.clock.now();
        let not_ready = NotReady { opens_at, account_id: id, netid: account.netid, checked_at, problems };
        Ok(Some(not_ready).filter(|one| !one.problems.is_empty()))
    }
}

/// Whether the facility answered, if only to refuse.
fn is_answered(failure: Option<&GatewayFailure>) -> bool {
    failure.is_none_or(|failure| failure.outcome != Outcome::Unavailable)
}
