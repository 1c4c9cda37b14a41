//! The operations of the booking service.

mod accounts;
mod bookings;
mod change_booking;
mod create_booking;
mod statistics;

pub use accounts::Deletion;

use std::path::PathBuf;
use std::sync::Arc;

use chrono_tz::Tz;

use crate::clock::{Clock, FacilityClock, Timestamp};
use crate::password_cipher::PasswordCipher;
use crate::slot::BookingDate;
use crate::store::{self, CommitListener, Store};
use crate::{Error, OpenError};

/// What the service is started with.
pub struct ServiceConfig {
    /// The SQLite file; it is made where there is none.
    pub database: PathBuf,
    /// The file with the key for the passwords; it is made where there is none and none is needed.
    pub key_file: PathBuf,
    /// The facility's time zone.
    pub zone: Tz,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// The number of reads that can run at once.
    pub readers: u32,
    /// Receive every commit.
    pub listeners: Vec<Arc<dyn CommitListener>>,
}

/// The booking service: everything that can be asked of the facility's bookings and accounts.
///
/// Reads run on the calling thread. Changes are queued for the one writer and return when they are on disk; dropping the
/// future of a change does not undo it.
pub struct BookingService {
    store: Store,
    cipher: Arc<PasswordCipher>,
    clock: FacilityClock,
}

impl BookingService {
    /// Opens the database and the key.
    ///
    /// # Errors
    /// When one of them cannot be used, with a sentence for the operator.
    pub fn open(config: ServiceConfig) -> Result<Self, OpenError> {
        let store = Store::open(&config.database, config.readers, config.listeners)?;
        let unreadable = |cause: Error| OpenError::Unusable {
            path: config.database.clone(),
            cause: cause.cause().unwrap_or_default().to_owned(),
        };
        let sealed = store.read(store::accounts::any_sealed_password).map_err(unreadable)?;
        let cipher = PasswordCipher::open(&config.key_file, sealed.is_some())?;
        if sealed.is_some_and(|(account_id, password)| !cipher.can_open(account_id, &password)) {
            return Err(OpenError::KeyWrong { path: config.key_file });
        }
        let clock = FacilityClock::new(config.clock, config.zone);
        Ok(Self { store, cipher: Arc::new(cipher), clock })
    }

    /// Whether the database answers a query.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`] when it does not.
    pub fn check_ready(&self) -> Result<(), Error> {
        self.store.read(|connection| Ok(connection.query_row("SELECT 1 FROM sqlite_schema LIMIT 1", [], |_| Ok(()))?))
    }

    /// The facility's time zone.
    #[must_use]
    pub fn time_zone(&self) -> Tz {
        self.clock.zone()
    }

    /// This moment.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The facility's date at this moment.
    ///
    /// # Errors
    /// [`Error::Internal`] when the machine's clock is outside the years that bookings can have.
    pub fn today(&self) -> Result<BookingDate, Error> {
        self.clock.today()
    }

    /// How many changes wait for the writer.
    #[must_use]
    pub fn waiting_writes(&self) -> usize {
        self.store.waiting_writes()
    }

    /// The bytes that the database takes on disk.
    #[must_use]
    pub fn database_size(&self) -> u64 {
        self.store.size()
    }

    /// Commits what is queued and closes the database for writing.
    pub fn close(&self) {
        self.store.close();
    }
}
