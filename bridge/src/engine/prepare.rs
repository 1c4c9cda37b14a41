//! Makes ready what is due soon: sessions, the ids of slots, connections.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use booking_core::Error;
use booking_core::account::SignInState;
use booking_core::automation::{Step, is_at_opening};
use booking_core::clock::{MicroTimestamp, Timestamp};
use booking_core::ids::{AccountId, BookingId};
use booking_core::service::Work;
use booking_core::task::{Due, Task};
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;

use super::listings::Day;
use super::parts::Parts;

/// Accounts are signed in and slots are listed so long before they are needed, in microseconds.
pub(super) const READY_MICROS: i64 = 30 * 1_000_000;
/// Connections are opened so long before an opening, in microseconds. Servers close idle ones after 5 s.
pub(super) const WARM_MICROS: i64 = 3 * 1_000_000;
/// The most connections that are opened before an opening.
const MOST_CONNECTIONS: usize = 16;

/// The preparations made for tasks that are due soon.
#[derive(Default)]
pub(super) struct Prepared {
    bookings: HashMap<BookingId, (Timestamp, Option<Day>)>,
    warm: HashSet<Timestamp>,
}

/// The preparations to make.
#[derive(Default)]
pub(super) struct Needs {
    accounts: HashSet<AccountId>,
    days: HashSet<Day>,
    /// A connection for each, to be warmed by a question about that day.
    connections: Vec<Day>,
}

impl Prepared {
    /// Adds what `due` needs, which nobody saw to yet.
    pub(super) fn add(
        &mut self,
        due: Due,
        now: MicroTimestamp,
        needs: &mut Needs,
        work: impl FnOnce() -> Result<Work, Error>,
    ) -> Result<(), Error> {
        let known = self.bookings.get(&due.booking_id).filter(|(at, _)| *at == due.due_at);
        let opening = if let Some((_, opening)) = known {
            *opening
        } else {
            let opening = needs.add(&work()?);
            self.bookings.insert(due.booking_id, (due.due_at, opening));
            opening
        };
        let is_near = MicroTimestamp::from(due.due_at).as_micros() - now.as_micros() <= WARM_MICROS;
        if let Some(day) = opening.filter(|_| is_near && !self.warm.contains(&due.due_at)) {
            needs.connections.push(day);
        }
        Ok(())
    }

    /// Notes that connections have been opened for these openings, and forgets what is past.
    pub(super) fn forget(&mut self, now: MicroTimestamp) {
        let now_millis = now.to_millis();
        self.bookings.retain(|_, (due_at, _)| *due_at > now_millis);
        self.warm.retain(|due_at| *due_at > now_millis);
        let near = now.plus_micros(WARM_MICROS).to_millis();
        let openings = self.bookings.values().filter(|(due_at, opening)| opening.is_some() && *due_at <= near);
        self.warm.extend(openings.map(|(due_at, _)| *due_at));
    }
}

impl Needs {
    pub(super) fn is_empty(&self) -> bool {
        self.accounts.is_empty() && self.days.is_empty() && self.connections.is_empty()
    }

    /// Returns the day of a booking that waits for the opening.
    fn add(&mut self, work: &Work) -> Option<Day> {
        let (booking, decision) = (&work.booking, &work.decision);
        let asks = matches!(decision.step, Step::Book { .. } | Step::Check | Step::Release { .. });
        if asks && work.facts.account.sign_in != SignInState::Needed {
            self.accounts.insert(booking.account_id);
        }
        let day = (booking.location, booking.booking_date);
        if matches!(decision.step, Step::Book { .. }) {
            self.days.insert(day);
        }
        is_at_opening(&work.facts, decision).then_some(day)
    }

    /// Sees to everything at once, as far as the budget allows. Failures are met again when the attempts are sent.
    pub(super) async fn see_to(self, parts: Arc<Parts>) {
        let Self { accounts, days, connections } = self;
        let parts = &*parts;
        let most = parts.per_second.min(MOST_CONNECTIONS);
        let sessions: FuturesUnordered<_> = accounts.into_iter().map(|account| parts.session(account)).collect();
        let known: FuturesUnordered<_> = days.into_iter().map(|day| parts.know(day)).collect();
        let warm: FuturesUnordered<_> =
            connections.into_iter().take(most).map(|(location, date)| parts.gateway.slots(location, date)).collect();
        tokio::join!(
            sessions.for_each(|_| std::future::ready(())),
            known.for_each(|()| std::future::ready(())),
            warm.for_each(|_| std::future::ready(())),
        );
    }
}

/// Whether anything can be made ready for a task.
pub(super) const fn is_asking(task: Task) -> bool {
    !matches!(task, Task::Expire)
}
