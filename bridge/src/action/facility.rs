//! Actions on the facility.

mod get_facility;

pub(super) use get_facility::GetFacility;
