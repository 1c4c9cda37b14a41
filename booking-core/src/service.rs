//! The operations of the booking service.

mod accounts;
mod attempts;
mod availability;
mod bookings;
mod calendar_link;
mod change_booking;
mod create_booking;
mod deliveries;
mod facts;
mod notices;
mod plans;
mod readiness;
mod recording;
mod schedule;
mod scheduling;
mod sign_in;
mod standing;
mod statistics;

pub use accounts::Deletion;
pub use plans::DuePlan;
pub use readiness::Opening;
pub use schedule::{Claim, Claimed, Work};

use std::path::PathBuf;
use std::sync::Arc;

use chrono_tz::Tz;

use crate::clock::{Clock, Timestamp};
use crate::facility::{Calendar, Profile};
use crate::facility_clock::FacilityClock;
use crate::password_cipher::PasswordCipher;
use crate::slot::{BookingDate, TimeSlot};
use crate::store::{self, Checkpoints, CommitListener, Store};
use crate::{Error, OpenError};

/// The settings of the service.
pub struct ServiceConfig {
    /// The SQLite file, created if missing.
    pub database: PathBuf,
    /// The key file for passwords, created if missing unless stored passwords need the old one.
    pub key_file: PathBuf,
    /// The facility's time zone.
    pub zone: Tz,
    /// The connected facility, if any.
    pub profile: Option<Arc<Profile>>,
    /// The source of the current time.
    pub clock: Arc<dyn Clock>,
    /// The number of reads that can run at once.
    pub readers: u32,
    /// The program that checkpoints the write-ahead log.
    pub checkpoints: Checkpoints,
    /// Receivers of every commit.
    pub listeners: Vec<Arc<dyn CommitListener>>,
}

/// The booking service: the operations on bookings, accounts and statistics.
///
/// Reads run on the calling thread. Writes are queued for the writer thread and return when they are on disk. Dropping the
/// future of a write does not cancel it.
pub struct BookingService {
    store: Store,
    cipher: Arc<PasswordCipher>,
    clock: FacilityClock,
}

impl BookingService {
    /// Opens the database and the key.
    ///
    /// # Errors
    /// When one of them cannot be used.
    pub fn open(config: ServiceConfig) -> Result<Self, OpenError> {
        let store = Store::open(&config.database, config.readers, config.checkpoints, config.listeners)?;
        let unreadable = |cause: Error| OpenError::Unusable {
            path: config.database.clone(),
            cause: cause.cause().unwrap_or_default().to_owned(),
        };
        let sealed = store.read(store::accounts::any_sealed).map_err(unreadable)?;
        let cipher = PasswordCipher::open(&config.key_file, sealed.is_some())?;
        if sealed.is_some_and(|(account_id, secret, sealed)| !cipher.can_open(account_id, secret, &sealed)) {
            return Err(OpenError::KeyWrong { path: config.key_file });
        }
        let clock = FacilityClock::new(config.clock, Calendar::new(config.zone, config.profile));
        Ok(Self { store, cipher: Arc::new(cipher), clock })
    }

    /// Whether the database answers a query.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`] when it does not.
    pub fn check_ready(&self) -> Result<(), Error> {
        self.store
            .read(|connection| Ok(connection.query_row("SELECT 1 FROM sqlite_schema LIMIT 1", [], |_| Ok(()))?))?;
        self.today().map(drop)
    }

    /// The facility's time zone.
    #[must_use]
    pub fn time_zone(&self) -> Tz {
        self.clock.zone()
    }

    /// The current time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The current date at the facility.
    ///
    /// # Errors
    /// [`Error::InvalidClock`].
    pub fn today(&self) -> Result<BookingDate, Error> {
        self.clock.today()
    }

    /// The highest local time that the clock has shown at the facility today. It differs from the local time only in an hour
    /// that clocks repeat.
    ///
    /// # Errors
    /// As [`BookingService::today`].
    pub fn local_time(&self) -> Result<TimeSlot, Error> {
        self.clock.latest_started().map(|(_, time)| time)
    }

    /// The moment the facility's next day begins.
    ///
    /// # Errors
    /// As [`BookingService::today`].
    pub fn next_day_at(&self) -> Result<Timestamp, Error> {
        self.clock.next_day_at()
    }

    /// The number of queued writes.
    #[must_use]
    pub fn waiting_writes(&self) -> usize {
        self.store.waiting_writes()
    }

    /// The size of the database on disk in bytes, WAL included.
    #[must_use]
    pub fn database_size(&self) -> u64 {
        self.store.size()
    }

    /// Commits the queued writes and closes the database for writing.
    pub fn close(&self) {
        self.store.close();
    }
}
