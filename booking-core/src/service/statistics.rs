//! Counts of bookings.

use rusqlite::Connection;

use crate::Error;
use crate::ids::AccountId;
use crate::service::BookingService;
use crate::statistics::{AccountStats, BookingStatistics, GroupBy, StatisticsQuery};
use crate::store::{accounts, totals};

impl BookingService {
    /// Counts bookings by status, with the requested breakdowns, from one snapshot of the database.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn get_booking_statistics(&self, query: &StatisticsQuery) -> Result<BookingStatistics, Error> {
        self.store.read(|connection| {
            let snapshot = connection.unchecked_transaction()?;
            let statistics = count(&snapshot, query)?;
            snapshot.finish()?;
            Ok(statistics)
        })
    }

    /// Counts an account's bookings and attempts.
    ///
    /// # Errors
    /// [`Error::AccountNotFound`].
    pub fn get_account_stats(&self, id: AccountId) -> Result<AccountStats, Error> {
        self.store.read(|connection| {
            accounts::find(connection, id, self.now())?;
            totals::of_all_days(connection, Some(id)).map(AccountStats::from)
        })
    }
}

fn count(connection: &Connection, query: &StatisticsQuery) -> Result<BookingStatistics, Error> {
    let StatisticsQuery { account_id, dates, group_by } = query;
    let (account_id, dates) = (*account_id, *dates);
    let counts = if dates.is_unlimited() {
        totals::of_all_days(connection, account_id)?
    } else {
        totals::of_days(connection, account_id, dates)?
    };
    let wanted = |group| group_by.contains(&group).then_some(());
    Ok(BookingStatistics {
        total: counts.total(),
        counts,
        success_rate: counts.success_rate(),
        by_day: wanted(GroupBy::Day).map(|()| totals::by_day(connection, account_id, dates)).transpose()?,
        by_week: wanted(GroupBy::Week).map(|()| totals::by_week(connection, account_id, dates)).transpose()?,
        by_weekday_hour: wanted(GroupBy::WeekdayHour)
            .map(|()| totals::by_weekday_hour(connection, account_id, dates))
            .transpose()?,
    })
}
