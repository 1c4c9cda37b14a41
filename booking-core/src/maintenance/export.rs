use std::path::Path;

use super::{MaintenanceError, check};
use crate::booking::Booking;
use crate::query::{BookingFilter, BookingQuery, ListOrder};
use crate::store::booking_list;

/// How many bookings are read at once.
const RUN: usize = 1_000;

/// Shows every booking to `each`, by date, time and id, until it says that it cannot take more. All of them are of the
/// same moment.
///
/// # Errors
/// When the database cannot be read, or what `each` says.
pub fn export<E>(
    database: &Path,
    mut each: impl FnMut(&Booking<&str>) -> Result<(), E>,
) -> Result<Result<u64, E>, MaintenanceError> {
    let connection = check::open(database)?;
    let snapshot = connection.unchecked_transaction().map_err(MaintenanceError::read(database))?;
    let mut query = BookingQuery { filter: BookingFilter::default(), order: ListOrder::Ascending, after: None };
    let mut count = 0;
    loop {
        let mut taken = Ok(());
        let next = booking_list::select(&snapshot, &query, RUN, &mut |booking| {
            if taken.is_ok() {
                taken = each(booking);
                count += 1;
            }
        });
        let next = next.map_err(|error| {
            MaintenanceError::read(database)(error.cause().map_or_else(|| error.to_string(), str::to_owned))
        })?;
        if let Err(error) = taken {
            return Ok(Err(error));
        }
        match next {
            Some(_) => query.after = next,
            None => return Ok(Ok(count)),
        }
    }
}
