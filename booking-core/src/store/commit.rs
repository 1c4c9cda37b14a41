//! Reports what each commit changed.

use std::cell::RefCell;
use std::ops::Deref;
use std::time::Duration;

use rusqlite::Connection;

use crate::ids::{AccountId, BookingId};
use crate::plan::PlanId;

/// The ids of the rows that were added, changed or removed, each once, in ascending order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Bookings, also those with only a new audit entry.
    pub bookings: Vec<BookingId>,
    /// Accounts.
    pub accounts: Vec<AccountId>,
    /// Plans, also those with only a new step.
    pub plans: Vec<PlanId>,
    /// Whether the engine's own state changed.
    pub engine: bool,
    /// Whether a notice was written.
    pub notices: bool,
}

/// A transaction that is on disk.
#[derive(Debug)]
pub struct Commit<'a> {
    /// The time from the start of the transaction to the end of its sync.
    pub took: Duration,
    /// The number of requests in it, including those that were refused.
    pub requests: usize,
    /// The changes. Empty if every request was refused or changed nothing.
    pub changes: &'a Changes,
}

/// Receives every commit, in order, on the writer's thread: an implementation must return quickly.
pub trait CommitListener: Send + Sync + 'static {
    /// Called after the requests of the commit have been answered.
    fn committed(&self, commit: &Commit<'_>);
}

impl Changes {
    pub(super) fn append(&mut self, mut other: Self) {
        self.bookings.append(&mut other.bookings);
        self.accounts.append(&mut other.accounts);
        self.plans.append(&mut other.plans);
        self.engine |= other.engine;
        self.notices |= other.notices;
    }

    pub(super) fn deduplicate(&mut self) {
        self.bookings.sort_unstable();
        self.bookings.dedup();
        self.accounts.sort_unstable();
        self.accounts.dedup();
        self.plans.sort_unstable();
        self.plans.dedup();
    }
}

/// The writer's connection during one request. Functions that write take it instead of a [`Connection`], so that each one
/// reports its changes.
pub(crate) struct WriteTransaction<'connection> {
    connection: &'connection Connection,
    changes: RefCell<Changes>,
}

impl<'connection> WriteTransaction<'connection> {
    pub(super) fn new(connection: &'connection Connection) -> Self {
        Self { connection, changes: RefCell::default() }
    }

    pub(super) fn into_changes(self) -> Changes {
        self.changes.into_inner()
    }

    pub(super) fn changed_booking(&self, id: BookingId) {
        self.changes.borrow_mut().bookings.push(id);
    }

    pub(super) fn changed_plan(&self, id: PlanId) {
        self.changes.borrow_mut().plans.push(id);
    }

    pub(crate) fn changed_engine(&self) {
        self.changes.borrow_mut().engine = true;
    }

    pub(super) fn added_notice(&self) {
        self.changes.borrow_mut().notices = true;
    }

    pub(super) fn changed_account(&self, id: AccountId) {
        self.changes.borrow_mut().accounts.push(id);
    }
}

impl Deref for WriteTransaction<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
    }
}
