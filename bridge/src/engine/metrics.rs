use std::sync::Arc;

use booking_core::BookingService;
use booking_core::attempt::{AttemptKind, Lateness};
use booking_core::clock::MicroTimestamp;
use booking_core::gateway::Outcome;
use prometheus::{Histogram, HistogramOpts, IntCounter, IntCounterVec, Opts, PullingGauge, Registry};

/// The most tasks that the gauges count.
const MOST_COUNTED: u32 = 100_000;
/// A task is overdue when it has been due for longer than this, in microseconds.
const OVERDUE_MICROS: i64 = 1_000_000;
/// The gauge of due tasks looks so far ahead, in microseconds.
const AHEAD_MICROS: i64 = 60 * 1_000_000;

/// The measurements of the engine.
pub(super) struct EngineMetrics {
    attempts: IntCounterVec,
    lateness: Histogram,
    panics: IntCounter,
}

impl EngineMetrics {
    pub(super) fn register(registry: &Registry, service: &Arc<BookingService>) -> prometheus::Result<Self> {
        let attempts = Opts::new("bridge_attempts_total", "Attempts at the facility, by kind and outcome.");
        let lateness = HistogramOpts::new(
            "bridge_attempt_lateness_seconds",
            "Time between the moment an attempt to book was due and the moment it was sent.",
        );
        let metrics = Self {
            attempts: IntCounterVec::new(attempts, &["kind", "outcome"])?,
            lateness: Histogram::with_opts(lateness.buckets(prometheus::exponential_buckets(0.000_5, 2.5, 14)?))?,
            panics: IntCounter::new("bridge_engine_panics_total", "Tasks of the engine that panicked.")?,
        };
        registry.register(Box::new(metrics.attempts.clone()))?;
        registry.register(Box::new(metrics.lateness.clone()))?;
        registry.register(Box::new(metrics.panics.clone()))?;
        let (due, overdue) = ("bridge_tasks_due", "bridge_tasks_overdue");
        registry.register(gauge(due, "Tasks that are due within a minute.", service, AHEAD_MICROS)?)?;
        registry.register(gauge(overdue, "Tasks that were due more than a second ago.", service, -OVERDUE_MICROS)?)?;
        Ok(metrics)
    }

    pub(super) fn answered(&self, kind: AttemptKind, outcome: Outcome) {
        self.attempts.with_label_values(&[kind.as_str(), outcome.as_str()]).inc();
    }

    #[expect(clippy::cast_precision_loss, reason = "microseconds of a lateness stay far below 2^53")]
    pub(super) fn sent(&self, lateness: Lateness) {
        self.lateness.observe(lateness.as_micros() as f64 / 1e6);
    }

    pub(super) fn panicked(&self) {
        self.panics.inc();
    }
}

/// A gauge of the tasks that are due until so many microseconds from now. A weak reference, because the registry outlives the
/// service.
fn gauge(
    name: &str,
    help: &str,
    service: &Arc<BookingService>,
    from_now: i64,
) -> prometheus::Result<Box<PullingGauge>> {
    let service = Arc::downgrade(service);
    let count = move || {
        let Some(service) = service.upgrade() else { return 0.0 };
        let until = MicroTimestamp::from(service.now()).plus_micros(from_now).to_millis();
        service.count_due(until, MOST_COUNTED).map_or(f64::NAN, f64::from)
    };
    PullingGauge::new(name, help, Box::new(count)).map(Box::new)
}
