//! What a booking is and what may happen to it.
//!
//! The crate holds the booking service of the sports facility and its SQLite repository. It knows no HTTP: a caller
//! parses its input into the types here, calls [`BookingService`], and gets an answer or an [`Error`] in the domain's
//! words.
//!
//! | module | holds |
//! | --- | --- |
//! | [`ids`], [`text`], [`slot`] | values that only exist when they are valid |
//! | [`account`], [`password`] | the people who book, and their secrets |
//! | [`booking`], [`status`], [`audit`] | a booking, the rules by which its status changes, its history |
//! | [`query`], [`statistics`] | what can be asked of many bookings |
//! | [`clock`] | the facility's "now" and "today" |
//! | [`facility`] | locations, halves, hours |
//! | [`gateway`] | the port to the facility's own booking system |
//! | [`automation`] | pure decisions about attempts |
//! | [`service`] | the operations, one file each |
//! | [`maintenance`] | what an operator does beside serving: back up, restore, examine, export |
//! | `store` | connections, schema, the one writer, SQL |

pub mod account;
mod ascii;
pub mod audit;
pub mod automation;
pub mod booking;
pub mod clock;
pub mod error;
pub mod facility;
pub mod gateway;
pub mod ids;
pub mod maintenance;
pub mod password;
pub mod query;
pub mod service;
pub mod slot;
pub mod statistics;
pub mod status;
pub mod text;

mod files;
mod number;
mod private;
mod store;
mod vault;
mod words;

pub use error::{Error, InvalidValue, OpenError};
pub use service::{BookingService, ServiceConfig};
pub use store::{ReaderCount, WriteObserver};
