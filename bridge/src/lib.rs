//! The JSON bridge: HTTP in, HTTP out, the booking service behind it.
//!
//! | module | does |
//! | --- | --- |
//! | [`config`] | flags and environment to a [`config::Config`], or a clear refusal |
//! | [`server`] | puts the parts below together; the binary and the tests start it alike |
//! | [`access`] | request ids, the access line, metrics of every request |
//! | [`guard`] | who may call: host, origin, token |
//! | [`origin`] | the origins of pages that may call |
//! | [`cors`] | what browsers are told of pages that may call |
//! | [`dispatch`] | a body to an action to an answer |
//! | [`action`] | the one switch, and one file for each action |
//! | [`arguments`] | JSON members to an action's request, with the path of what is wrong |
//! | [`answer`] | what an action gives, as an answer |
//! | [`list`] | lists of any length as JSON, in bounded memory |
//! | [`error`] | the only place that names an error's HTTP status |
//! | [`openapi`] | the description, from the types of the actions |
//! | [`probes`] | `/health`, `/ready`, `/metrics`, `/openapi.json` |
//! | [`metrics`] | what is counted and measured |
//! | [`operate`] | back up, restore, examine, export |
//! | [`log_queue`] | the log's way to standard error |
//! | [`healthcheck`] | asks a running bridge whether it is ready |

pub mod access;
pub mod action;
pub mod answer;
pub mod arguments;
pub mod config;
pub mod cors;
pub mod dispatch;
pub mod error;
pub mod guard;
pub mod healthcheck;
pub mod list;
pub mod log_queue;
pub mod metrics;
pub mod openapi;
pub mod operate;
pub mod origin;
pub mod probes;
pub mod server;
