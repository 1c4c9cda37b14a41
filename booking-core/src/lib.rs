//! Bookings of a sports facility: the rules, the operations and the SQLite store.
//!
//! The crate knows no HTTP. A caller parses its input into the domain's types, calls [`BookingService`] and gets a value or an
//! [`Error`].
//!
//! | module | contents |
//! | --- | --- |
//! | `domain` | values and rules without I/O, re-exported here: [`ids`], [`text`], [`slot`], [`booking`], [`status`], ... |
//! | [`service`] | the operations on bookings, accounts and statistics |
//! | `store` | SQLite: connections, schema, the writer thread, one file for each table |
//! | [`facility`], [`gateway`] | the facility's locations and hours, and the port to its own booking system |
//! | [`automation`] | pure decisions about attempts |
//! | [`maintenance`] | the operator's commands: backup, restore, doctor, export |
//! | `password_cipher` | encryption of stored passwords |

pub mod automation;
mod domain;
pub mod error;
pub mod facility;
mod files;
pub mod gateway;
pub mod maintenance;
mod open_error;
mod password_cipher;
mod permissions;
pub mod service;
mod store;

pub(crate) use domain::facility_clock;
pub use domain::invalid_value::InvalidValue;
pub use domain::{
    account, attempt, audit, booking, calendar_link, clock, email, ids, notice, password, plan, query, retry_policy,
    search, slot, statistics, status, task, text,
};
pub use error::Error;
pub use open_error::OpenError;
pub use service::{BookingService, ServiceConfig};
pub use store::{Changes, Checkpoints, Commit, CommitListener};
