//! Actions on attempts and on what the engine does next.

pub(super) mod attempt_now;
pub(super) mod explain_booking;
pub(super) mod get_attempts;
pub(super) mod get_engine;
pub(super) mod set_engine;
