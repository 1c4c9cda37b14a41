//! Reads of attempts.

use crate::Error;
use crate::query::{AttemptCursor, AttemptPage, AttemptQuery};
use crate::service::BookingService;
use crate::store::{accounts, attempts, bookings, plans};

impl BookingService {
    /// Lists attempts, newest first.
    ///
    /// # Errors
    /// [`Error::BookingNotFound`], [`Error::AccountNotFound`] and [`Error::PlanNotFound`] where the query names one that does not
    /// exist.
    pub fn get_attempts(&self, query: &AttemptQuery) -> Result<AttemptPage, Error> {
        self.store.read(|connection| {
            if let Some(id) = query.booking_id {
                bookings::find(connection, id, self.clock.calendar())?;
            }
            if let Some(id) = query.account_id {
                accounts::find_with_archived(connection, id, self.now())?;
            }
            if let Some(id) = query.plan_id {
                plans::find(connection, id)?;
            }
            let mut attempts = attempts::list(connection, query)?;
            let limit = usize::try_from(query.limit.get()).map_err(Error::internal)?;
            let has_more = attempts.len() > limit;
            attempts.truncate(limit);
            let next = attempts.last().filter(|_| has_more).map(|attempt| AttemptCursor(attempt.id));
            Ok(AttemptPage { attempts, next })
        })
    }
}
