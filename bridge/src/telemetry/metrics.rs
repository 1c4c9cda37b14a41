//! What is counted and measured, in Prometheus' terms.

use std::time::Duration;

use booking_core::{BookingService, WriteObserver};
use prometheus::{
    Encoder as _, Histogram, HistogramOpts, HistogramVec, IntCounterVec, IntGauge, Opts, Registry, TextEncoder,
};

/// The bridge's metrics.
#[derive(Clone)]
pub struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    durations: HistogramVec,
    queue_depth: IntGauge,
    group_sizes: Histogram,
    database_bytes: IntGauge,
}

impl Metrics {
    /// Registers all of them.
    ///
    /// # Errors
    /// When two have the same name.
    pub fn new() -> prometheus::Result<Self> {
        let requests = Opts::new("bridge_requests_total", "Requests answered, by action and HTTP status.");
        let durations = HistogramOpts::new("bridge_request_duration_seconds", "Time to the answer's head, by action.")
            .buckets(prometheus::exponential_buckets(0.000_05, 2.5, 14)?);
        let group_sizes =
            HistogramOpts::new("bridge_group_commit_size", "Requests taken into one transaction, refused ones too.")
                .buckets(prometheus::exponential_buckets(1.0, 2.0, 7)?);
        let metrics = Self {
            registry: Registry::new(),
            requests: IntCounterVec::new(requests, &["action", "status"])?,
            durations: HistogramVec::new(durations, &["action"])?,
            queue_depth: IntGauge::new("bridge_write_queue_depth", "Requests that wait for the writer.")?,
            group_sizes: Histogram::with_opts(group_sizes)?,
            database_bytes: IntGauge::new("bridge_database_bytes", "Size of the database and its log on disk.")?,
        };
        metrics.registry.register(Box::new(metrics.requests.clone()))?;
        metrics.registry.register(Box::new(metrics.durations.clone()))?;
        metrics.registry.register(Box::new(metrics.queue_depth.clone()))?;
        metrics.registry.register(Box::new(metrics.group_sizes.clone()))?;
        metrics.registry.register(Box::new(metrics.database_bytes.clone()))?;
        Ok(metrics)
    }

    /// Counts an answer.
    pub fn answered(&self, action: &str, status: u16, elapsed: Duration) {
        self.requests.with_label_values(&[action, &status.to_string()]).inc();
        self.durations.with_label_values(&[action]).observe(elapsed.as_secs_f64());
    }

    /// All of them, as Prometheus reads them.
    ///
    /// # Errors
    /// When one cannot be written.
    pub fn text(&self, service: &BookingService) -> prometheus::Result<Vec<u8>> {
        self.queue_depth.set(i64::try_from(service.waiting_writes()).unwrap_or(i64::MAX));
        self.database_bytes.set(i64::try_from(service.database_size()).unwrap_or(i64::MAX));
        let mut text = Vec::new();
        TextEncoder::new().encode(&self.registry.gather(), &mut text)?;
        Ok(text)
    }
}

impl WriteObserver for Metrics {
    #[expect(clippy::cast_precision_loss, reason = "a group has at most 64 requests")]
    fn group_committed(&self, requests: usize) {
        self.group_sizes.observe(requests as f64);
    }
}
