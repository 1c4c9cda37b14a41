//! The facility's REST wire: the one adapter of [`FacilityGateway`](booking_core::gateway::FacilityGateway).
//!
//! Every request passes one budget, has time-outs, follows no redirect and is never repeated. Every answer is read up to a
//! bound. Nothing here logs, and no error carries a password or a token.

mod answers;
mod budget;
mod check;
mod client;
mod exchange;
mod json;
mod metrics;
mod participations;
mod question;
mod reply;
mod rest_gateway;
mod sessions;
mod sign_in;
mod slots;
mod timed_body;
mod unknown_answers;

pub use budget::BudgetUse;
pub use check::{ProductFinding, check_products};
pub(crate) use client::client;
pub use rest_gateway::RestGateway;
pub use sessions::Sessions;
pub use unknown_answers::UnknownAnswer;
