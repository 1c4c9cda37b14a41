//! The operator's view of a running bridge: the log and the metrics.

pub mod log_writer;
pub mod metrics;
pub mod request_log;
