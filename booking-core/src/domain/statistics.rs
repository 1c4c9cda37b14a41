//! Counts of bookings.

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::string_enum::string_enum;
use crate::ids::AccountId;
use crate::query::DateRange;
use crate::slot::BookingDate;

string_enum! {
    /// A breakdown of statistics.
    GroupBy, "a grouping" {
        /// By calendar day.
        Day => "day",
        /// By week, Monday to Sunday.
        Week => "week",
        /// By weekday and hour.
        WeekdayHour => "weekday_hour",
    }
}

/// A query for counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatisticsQuery {
    /// The account, `None` for all.
    pub account_id: Option<AccountId>,
    /// The range of dates.
    pub dates: DateRange,
    /// The requested breakdowns.
    pub group_by: Vec<GroupBy>,
}

/// The number of bookings with each status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StatusCounts {
    /// Pending bookings.
    pub pending: i64,
    /// Confirmed bookings.
    pub confirmed: i64,
    /// Failed bookings.
    pub failed: i64,
    /// Cancelled bookings.
    pub cancelled: i64,
}

impl StatusCounts {
    /// All bookings.
    #[must_use]
    pub const fn total(self) -> i64 {
        self.pending + self.confirmed + self.failed + self.cancelled
    }

    /// Confirmed ÷ (confirmed + failed) in percent, rounded half up to one decimal; 0.0 if there are none.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a rate in tenths of a percent is at most 1000")]
    pub const fn success_rate(self) -> f64 {
        let settled = self.confirmed + self.failed;
        if settled == 0 {
            return 0.0;
        }
        let tenths = (self.confirmed * 2_000 + settled) / (settled * 2);
        tenths as f64 / 10.0
    }
}

/// The answer to a [`StatisticsQuery`].
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct BookingStatistics {
    /// All bookings.
    pub total: i64,
    /// The number with each status.
    #[serde(flatten)]
    pub counts: StatusCounts,
    /// Confirmed ÷ (confirmed + failed) in percent, one decimal; 0.0 if there are none.
    pub success_rate: f64,
    /// By day, if requested. Days without bookings are absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_day: Option<Vec<DayCounts>>,
    /// By week, if requested. Weeks without bookings are absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_week: Option<Vec<WeekCounts>>,
    /// By weekday and hour, if requested. Hours without bookings are absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_weekday_hour: Option<Vec<WeekdayHourCounts>>,
}

/// The bookings of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DayCounts {
    /// The day.
    pub date: BookingDate,
    /// The number with each status.
    #[serde(flatten)]
    pub counts: StatusCounts,
}

/// The bookings of one week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WeekCounts {
    /// The week's Monday. The first week of 2000 begins in 1999.
    #[schemars(extend("format" = "date"))]
    pub week_start: String,
    /// The number with each status.
    #[serde(flatten)]
    pub counts: StatusCounts,
}

/// The bookings of one weekday and hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WeekdayHourCounts {
    /// 1 for Monday to 7 for Sunday.
    #[schemars(range(min = 1, max = 7))]
    pub weekday: u8,
    /// 0 to 23.
    #[schemars(range(min = 0, max = 23))]
    pub hour: u8,
    /// The number with each status.
    #[serde(flatten)]
    pub counts: StatusCounts,
}

/// An account's bookings and attempts.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AccountStats {
    /// All its bookings.
    pub total_bookings: i64,
    /// The confirmed ones.
    pub confirmed_bookings: i64,
    /// The failed ones.
    pub failed_bookings: i64,
    /// Confirmed plus failed.
    pub total_attempts: i64,
    /// Confirmed ÷ (confirmed + failed) in percent, one decimal; 0.0 if there are none.
    pub success_rate: f64,
}

impl From<StatusCounts> for AccountStats {
    fn from(counts: StatusCounts) -> Self {
        Self {
            total_bookings: counts.total(),
            confirmed_bookings: counts.confirmed,
            failed_bookings: counts.failed,
            total_attempts: counts.confirmed + counts.failed,
            success_rate: counts.success_rate(),
        }
    }
}
