//! What operators see of a running bridge: the request log and the metrics.

pub mod log_queue;
pub mod metrics;
pub mod request_log;
