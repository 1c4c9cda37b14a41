//! Actions on bookings.

pub(super) mod cancel_booking;
pub(super) mod create_booking;
pub(super) mod find_bookings;
pub(super) mod get_account_bookings;
pub(super) mod get_booking;
pub(super) mod get_booking_logs;
pub(super) mod get_booking_statistics;
pub(super) mod get_bookings;
pub(super) mod get_upcoming_bookings;
pub(super) mod mark_booking_confirmed;
pub(super) mod mark_booking_failed;
pub(super) mod shared;
pub(super) mod update_booking;
