//! Actions on the facility.

pub(super) mod get_facility;
