//! The next thing that the engine does for a booking.

use crate::clock::Timestamp;
use crate::domain::string_enum::string_enum;
use crate::ids::BookingId;

string_enum! {
    /// The next thing that the engine does for a booking.
    Task, "a task" {
        /// Tries to book.
        Book => "book",
        /// Reads the account's reservations.
        Check => "check",
        /// Gives a place back.
        Release => "release",
        /// Fails the booking at its deadline: until then no attempt is possible.
        Expire => "expire",
    }
}

/// A task and the moment at which it is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The booking.
    pub booking_id: BookingId,
    /// The task.
    pub task: Task,
    /// When the engine has to look at the booking.
    pub due_at: Timestamp,
}
