//! Prometheus metrics.

use std::time::Duration;

use booking_core::{BookingService, Commit, CommitListener};
use prometheus::core::Collector as _;
use prometheus::proto::MetricFamily;
use prometheus::{Encoder as _, Histogram, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, IntGauge};
use prometheus::{IntGaugeVec, Opts, Registry, TextEncoder};
use tracing_appender::non_blocking::ErrorCounter;

/// The bridge's metrics. Clones share their counts.
#[derive(Clone)]
pub struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    durations: HistogramVec,
    group_sizes: Histogram,
    dropped_log_lines: Option<ErrorCounter>,
}

impl Metrics {
    /// Registers the metrics.
    ///
    /// # Errors
    /// When two have the same name.
    pub fn new() -> prometheus::Result<Self> {
        let requests = Opts::new("bridge_requests_total", "Requests answered, by action and HTTP status.");
        let durations =
            HistogramOpts::new("bridge_request_duration_seconds", "Time to the response's head, by action.")
                .buckets(prometheus::exponential_buckets(0.000_05, 2.5, 14)?);
        let group_sizes =
            HistogramOpts::new("bridge_group_commit_size", "Requests in one transaction, refused ones too.")
                .buckets(prometheus::exponential_buckets(1.0, 2.0, 7)?);
        let metrics = Self {
            registry: Registry::new(),
            requests: IntCounterVec::new(requests, &["action", "status"])?,
            durations: HistogramVec::new(durations, &["action"])?,
            group_sizes: Histogram::with_opts(group_sizes)?,
            dropped_log_lines: None,
        };
        metrics.registry.register(Box::new(metrics.requests.clone()))?;
        metrics.registry.register(Box::new(metrics.durations.clone()))?;
        metrics.registry.register(Box::new(metrics.group_sizes.clone()))?;
        Ok(metrics)
    }

    /// Reports this counter as the number of dropped log lines.
    #[must_use]
    pub fn with_dropped_log_lines(self, counter: ErrorCounter) -> Self {
        Self { dropped_log_lines: Some(counter), ..self }
    }

    /// The registry, for parts that measure on their own.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// Counts a response.
    pub fn count_response(&self, action: &str, status: u16, elapsed: Duration) {
        self.requests.with_label_values(&[action, &status.to_string()]).inc();
        self.durations.with_label_values(&[action]).observe(elapsed.as_secs_f64());
    }

    /// All metrics in Prometheus' text format.
    ///
    /// # Errors
    /// When one cannot be encoded.
    pub fn text(&self, service: &BookingService) -> prometheus::Result<Vec<u8>> {
        let mut families = self.registry.gather();
        let waiting = IntGauge::new("bridge_write_queue_depth", "Requests that wait for the writer.")?;
        waiting.set(i64::try_from(service.waiting_writes()).unwrap_or(i64::MAX));
        let bytes = IntGauge::new("bridge_database_bytes", "Size of the database and its write-ahead log on disk.")?;
        bytes.set(i64::try_from(service.database_size()).unwrap_or(i64::MAX));
        let dropped = IntCounter::new("bridge_log_lines_dropped_total", "Log lines dropped because nobody read them.")?;
        let count = self.dropped_log_lines.as_ref().map_or(0, ErrorCounter::dropped_lines);
        dropped.inc_by(u64::try_from(count).unwrap_or(u64::MAX));
        families.extend([waiting.collect(), bytes.collect(), dropped.collect(), plans(service)?].into_iter().flatten());
        let mut text = Vec::new();
        TextEncoder::new().encode(&families, &mut text)?;
        Ok(text)
    }
}

/// The plans by state. A database that cannot be read has none to show.
fn plans(service: &BookingService) -> prometheus::Result<Vec<MetricFamily>> {
    let gauge = IntGaugeVec::new(Opts::new("bridge_plans", "Plans, by state."), &["state"])?;
    for (state, count) in service.count_plans().unwrap_or_default() {
        gauge.with_label_values(&[state.as_str()]).set(count);
    }
    Ok(gauge.collect())
}

impl CommitListener for Metrics {
    #[expect(clippy::cast_precision_loss, reason = "a group has at most 64 requests")]
    fn committed(&self, commit: &Commit<'_>) {
        self.group_sizes.observe(commit.requests as f64);
    }
}
