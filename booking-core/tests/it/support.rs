//! The fixture of the tests: a booking service on its own database file.

use std::fs;
use std::ops::Deref;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::{Arc, Mutex};

use booking_core::account::{Account, NewAccount};
use booking_core::audit::BookingLog;
use booking_core::booking::{Booking, BookingChange, NewBookings};
use booking_core::clock::{Clock, Timestamp};
use booking_core::facility::{Calendar, Profile};
use booking_core::ids::{AccountId, BookingId};
use booking_core::query::{BookingFilter, BookingQuery, ListOrder, UpcomingQuery};
use booking_core::retry_policy::RetryPolicy;
use booking_core::slot::{Location, Place, TimeSlots};
use booking_core::status::Status;
use booking_core::{BookingService, Checkpoints, CommitListener, Error, OpenError, ServiceConfig};
use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::TempDir;

/// A Sunday morning in winter: 10:30 in Amsterdam.
pub(crate) const NOW: &str = "2026-11-22T09:30:00.000Z";
/// More bookings than any test makes.
pub(crate) const ALL: usize = 100_000;

/// A facility that opens X1 so many minutes ahead and Fitness a week.
pub(crate) fn profile(opens_minutes_ahead: i64) -> Profile {
    Profile::parse(&format!(
        "name = \"Gym\"\nurl = \"http://127.0.0.1:1\"\nsign_in = \"password\"\nrequests_per_second = 10\n\
         first_slot = \"06:00\"\nlast_slot = \"23:00\"\nminimum_notice_minutes = 30\n\
         [[locations]]\nname = \"Fitness\"\nproduct = 1\nopens_minutes_ahead = 10080\n\
         [[locations]]\nname = \"X1\"\nproducts = {{ A = 4, B = 5 }}\nopens_minutes_ahead = {opens_minutes_ahead}\n"
    ))
    .unwrap()
}

/// A clock that the test sets.
pub(crate) struct TestClock(Mutex<Timestamp>);

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Parses a valid value.
pub(crate) fn parsed<T: FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

/// Runs a write to its end.
pub(crate) fn done<T>(change: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(change)
}

/// Slots of the fitness room.
pub(crate) fn slots(account: &Account, date: &str, times: &[&str]) -> NewBookings {
    NewBookings {
        account_id: account.id,
        booking_date: parsed(date),
        time_slots: TimeSlots::new(times.iter().map(|time| parsed(time)).collect()).unwrap(),
        place: Place::new(Location::Fitness, None).unwrap(),
        retry: RetryPolicy::default(),
        idempotency_key: None,
    }
}

/// A change of only the status.
pub(crate) fn to(status: Status) -> BookingChange {
    BookingChange::new(Some(status), None, None).unwrap()
}

/// All bookings that match, earliest first.
pub(crate) fn all(filter: BookingFilter) -> BookingQuery {
    BookingQuery { filter, order: ListOrder::Ascending, after: None }
}

/// Returns the calendar without a connected facility.
pub(crate) fn calendar() -> Calendar {
    Calendar::new(chrono_tz::Europe::Amsterdam, None)
}

/// Copies a listed booking out of its row.
pub(crate) fn kept(booking: &Booking<&str>) -> Booking {
    Booking {
        id: booking.id,
        account_id: booking.account_id,
        booking_date: booking.booking_date,
        time_slot: booking.time_slot,
        location: booking.location,
        sub_location: booking.sub_location,
        status: booking.status,
        booking_reference: booking.booking_reference.map(str::to_owned),
        error_message: booking.error_message.map(str::to_owned),
        retry: booking.retry,
        starts_at: booking.starts_at,
        opens_at: booking.opens_at,
        next_attempt_at: booking.next_attempt_at,
        attempts: booking.attempts,
        plan_id: booking.plan_id,
        waitlisted: booking.waitlisted,
        created_at: booking.created_at,
        updated_at: booking.updated_at,
    }
}

/// A folder with a database and its key, and the running service.
pub(crate) struct Fixture {
    pub(crate) folder: TempDir,
    pub(crate) zone: chrono_tz::Tz,
    /// The profile of the connected facility, from the next start on.
    pub(crate) profile: Option<Arc<Profile>>,
    clock: Arc<TestClock>,
    listeners: Vec<Arc<dyn CommitListener>>,
    service: Option<BookingService>,
}

impl Deref for Fixture {
    type Target = BookingService;

    fn deref(&self) -> &BookingService {
        self.service.as_ref().unwrap()
    }
}

impl Fixture {
    /// An empty database in Amsterdam, at [`NOW`].
    pub(crate) fn new() -> Self {
        Self::in_zone(chrono_tz::Europe::Amsterdam)
    }

    /// An empty database and a connected facility.
    pub(crate) fn connected() -> Self {
        let mut fixture = Self::closed(chrono_tz::Europe::Amsterdam);
        fixture.profile = Some(Arc::new(profile(4_320)));
        fixture.open().unwrap();
        fixture
    }

    pub(crate) fn in_zone(zone: chrono_tz::Tz) -> Self {
        let mut fixture = Self::closed(zone);
        fixture.open().unwrap();
        fixture
    }

    /// An empty folder without a running service.
    pub(crate) fn closed(zone: chrono_tz::Tz) -> Self {
        let clock = Arc::new(TestClock(Mutex::new(parsed(NOW))));
        Self { folder: tempfile::tempdir().unwrap(), zone, profile: None, clock, listeners: Vec::new(), service: None }
    }

    /// An empty database with a listener.
    pub(crate) fn with_listener(listener: Arc<dyn CommitListener>) -> Self {
        let mut fixture = Self { listeners: vec![listener], ..Self::closed(chrono_tz::Europe::Amsterdam) };
        fixture.open().unwrap();
        fixture
    }

    pub(crate) fn open(&mut self) -> Result<(), OpenError> {
        let service = BookingService::open(self.config())?;
        self.service = Some(service);
        Ok(())
    }

    pub(crate) fn shut(&mut self) {
        self.service = None;
    }

    pub(crate) fn config(&self) -> ServiceConfig {
        ServiceConfig {
            checkpoints: Checkpoints::Own,
            database: self.database(),
            key_file: self.key_file(),
            zone: self.zone,
            profile: self.profile.clone(),
            clock: self.clock.clone(),
            readers: 2,
            listeners: self.listeners.clone(),
        }
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("bookings.db")
    }

    pub(crate) fn key_file(&self) -> PathBuf {
        self.folder.path().join("bookings.key")
    }

    pub(crate) fn set_clock(&self, moment: &str) {
        *self.clock.0.lock().unwrap() = parsed(moment);
    }

    /// A connection of another program, such as SQLite's shell.
    pub(crate) fn shell(&self) -> Connection {
        let connection = Connection::open(self.database()).unwrap();
        connection.pragma_update(None, "foreign_keys", true).unwrap();
        connection
    }

    /// Every row of every table.
    pub(crate) fn contents(&self) -> Vec<String> {
        let shell = self.shell();
        let mut tables = shell.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
        let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        tables.iter().flat_map(|table| rows(&shell, &format!("SELECT '{table}', * FROM {table}"))).collect()
    }

    /// Returns the error of `attempt`, which must write nothing.
    pub(crate) fn refused<T>(&self, attempt: impl FnOnce() -> Result<T, Error>) -> Error {
        let before = self.contents();
        let Err(error) = attempt() else { panic!("was not refused") };
        assert_eq!(self.contents(), before, "something was written although: {error}");
        error
    }

    pub(crate) fn account(&self, netid: &str) -> Account {
        done(self.add_account(NewAccount { netid: parsed(netid), password: None, is_active: true, notify_email: None }))
            .unwrap()
    }

    pub(crate) fn book(&self, new: NewBookings) -> Vec<Booking> {
        done(self.create_booking(new)).unwrap()
    }

    /// One pending booking of the fitness room.
    pub(crate) fn booked(&self, account: &Account, date: &str, time: &str) -> Booking {
        self.book(slots(account, date, &[time])).remove(0)
    }

    pub(crate) fn set(&self, id: BookingId, status: Status) -> Booking {
        done(self.update_booking(id, to(status))).unwrap()
    }

    pub(crate) fn list(&self, query: &BookingQuery) -> Vec<Booking> {
        let mut found = Vec::new();
        assert_eq!(self.get_bookings(query, ALL, &mut |booking| found.push(kept(booking))).unwrap(), None);
        found
    }

    pub(crate) fn upcoming(&self, account_id: Option<AccountId>) -> Vec<Booking> {
        let mut found = Vec::new();
        let query = UpcomingQuery { account_id, after: None };
        assert_eq!(self.get_upcoming_bookings(&query, ALL, &mut |booking| found.push(kept(booking))).unwrap(), None);
        found
    }

    pub(crate) fn last_log(&self, id: BookingId) -> BookingLog {
        self.get_booking_logs(id).unwrap().pop().unwrap()
    }

    /// The names and bytes of all files in the folder.
    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
            .collect();
        files.sort();
        files
    }
}

/// The rows of a query as text.
pub(crate) fn rows(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    let columns = statement.column_count();
    let read = |row: &rusqlite::Row<'_>| (0..columns).map(|column| row.get::<_, Value>(column)).collect();
    let rows: Result<Vec<Vec<Value>>, _> = statement.query_map([], read).unwrap().collect();
    rows.unwrap().into_iter().map(|row| format!("{row:?}")).collect()
}
