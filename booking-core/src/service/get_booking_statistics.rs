use rusqlite::Connection;

use crate::Error;
use crate::service::BookingService;
use crate::statistics::{BookingStatistics, GroupBy, StatisticsQuery};
use crate::store::totals;

impl BookingService {
    /// What the bookings amount to, with the breakdowns that are asked for. All parts are of the same moment.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn get_booking_statistics(&self, query: &StatisticsQuery) -> Result<BookingStatistics, Error> {
        self.store.read(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let statistics = count(&transaction, query)?;
            transaction.finish()?;
            Ok(statistics)
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
