//! Actions on bookings.

mod cancel_booking;
mod create_booking;
mod get_account_bookings;
mod get_booking;
mod get_booking_logs;
mod get_booking_statistics;
mod get_bookings;
mod get_upcoming_bookings;
mod mark_booking_confirmed;
mod mark_booking_failed;
mod shared;
mod update_booking;

pub(super) use cancel_booking::CancelBooking;
pub(super) use create_booking::CreateBooking;
pub(super) use get_account_bookings::GetAccountBookings;
pub(super) use get_booking::GetBooking;
pub(super) use get_booking_logs::GetBookingLogs;
pub(super) use get_booking_statistics::GetBookingStatistics;
pub(super) use get_bookings::GetBookings;
pub(super) use get_upcoming_bookings::GetUpcomingBookings;
pub(super) use mark_booking_confirmed::MarkBookingConfirmed;
pub(super) use mark_booking_failed::MarkBookingFailed;
pub(super) use update_booking::UpdateBooking;
