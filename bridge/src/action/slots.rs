//! Actions on the facility's slots.

pub(super) mod get_cached_availability;
pub(super) mod get_monitoring_updates;
pub(super) mod get_slots;
pub(super) mod refresh_multiple;
mod shared;
pub(super) mod update_slot_cache;
