//! Ids of accounts, bookings and audit entries: integers from 1, never reused.

use crate::domain::number::whole_number;

whole_number! {
    /// The id of an account.
    AccountId, 1..=i64::MAX, "a whole number"
}
whole_number! {
    /// The id of a booking.
    BookingId, 1..=i64::MAX, "a whole number"
}
whole_number! {
    /// The id of an audit entry.
    LogId, 1..=i64::MAX, "a whole number"
}
