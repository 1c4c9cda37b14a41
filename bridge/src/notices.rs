//! Delivers notices to the webhook and by e-mail.
//!
//! The database holds what is due, so nothing is polled: a commit that wrote a notice wakes the channels. Each channel runs on
//! its own, with time-outs, so that one that hangs holds up nothing else. No log line or error names an address's credentials.

mod deliver;
mod email;
mod encryption;
mod handle;
mod message;
mod sender;
mod wake;
mod webhook;

pub use handle::{ChannelStatus, Notices, TestResult};
