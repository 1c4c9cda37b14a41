use std::path::Path;

use super::{MaintenanceError, check};
use crate::booking::Booking;
use crate::facility::Calendar;
use crate::query::{BookingFilter, BookingQuery, ListOrder};
use crate::store::booking_list;

/// The number of bookings per query.
const BATCH: usize = 1_000;

/// Passes every booking of one snapshot to `each`, by date, time and id, until `each` fails. Returns their number.
///
/// # Errors
/// When the database cannot be read. The inner result is the error of `each`.
pub fn export<E>(
    database: &Path,
    calendar: &Calendar,
    mut each: impl FnMut(&Booking<&str>) -> Result<(), E>,
) -> Result<Result<u64, E>, MaintenanceError> {
    let connection = check::open(database)?;
    let snapshot = connection.unchecked_transaction().map_err(MaintenanceError::read(database))?;
    let mut query = BookingQuery { filter: BookingFilter::default(), order: ListOrder::Ascending, after: None };
    let mut count = 0;
    loop {
        let mut taken = Ok(());
        let next = booking_list::select(&snapshot, &query, calendar, BATCH, &mut |booking| {
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
