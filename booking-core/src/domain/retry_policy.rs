//! The rules for attempting a booking again.

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::number::whole_number;

whole_number! {
    /// The time between two attempts: 1 to 86,400 seconds.
    RetryInterval, 1..=86_400, "a whole number of seconds"
}

impl Default for RetryInterval {
    /// One minute.
    fn default() -> Self {
        Self::try_from(60).unwrap_or_else(|_| unreachable!("60 is within 1 to 86,400"))
    }
}

/// Whether and how often a booking is attempted again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RetryPolicy {
    /// Seconds between two attempts.
    #[serde(rename = "retry_interval")]
    pub interval: RetryInterval,
    /// Whether to keep trying until the slot becomes available.
    pub auto_retry: bool,
}
