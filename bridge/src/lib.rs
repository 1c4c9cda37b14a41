//! The JSON bridge: HTTP in, HTTP out, the booking service behind it.
//!
//! | module | does |
//! | --- | --- |
//! | [`config`] | parses flags and environment |
//! | [`startup`] | builds and runs the server; the binary and the tests share it |
//! | [`engine`] | carries out what is due at the facility |
//! | [`gateway`] | speaks the REST wire of the facility |
//! | [`http`] | routes, caller checks, JSON in and out, the OpenAPI document |
//! | [`action`] | one file an action |
//! | [`live`] | gathers what changed for the event streams |
//! | [`notices`] | delivers notices to the webhook and by e-mail |
//! | [`telemetry`] | request log, metrics, log writer |
//! | [`availability`] | the facility's slots, asked for at most every 30 seconds |
//! | `calendar` | writes the bookings of an account for calendar apps |
//! | [`cli`] | the operator's commands |

pub mod action;
pub mod availability;
mod calendar;
pub mod cli;
pub mod config;
pub mod engine;
pub mod gateway;
pub mod http;
pub mod live;
pub mod notices;
pub mod startup;
pub mod telemetry;
