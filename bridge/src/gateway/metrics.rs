use std::sync::Arc;
use std::time::Duration;

use prometheus::{HistogramOpts, HistogramVec, PullingGauge, Registry};

use super::budget::Budget;
use super::question::Question;

/// The measurements of the facility.
pub(super) struct GatewayMetrics(HistogramVec);

impl GatewayMetrics {
    pub(super) fn register(registry: &Registry, budget: &Arc<Budget>) -> prometheus::Result<Self> {
        let durations = HistogramOpts::new(
            "bridge_facility_request_duration_seconds",
            "Time the facility takes for an answer, or until it is given up, by question.",
        );
        let durations =
            HistogramVec::new(durations.buckets(prometheus::exponential_buckets(0.001, 2.5, 11)?), &["question"])?;
        let budget = budget.clone();
        let used = PullingGauge::new(
            "bridge_facility_budget_used",
            "Requests of the facility's budget that are used up.",
            Box::new(move || f64::from(budget.usage().used)),
        )?;
        registry.register(Box::new(durations.clone()))?;
        registry.register(Box::new(used))?;
        Ok(Self(durations))
    }

    pub(super) fn observe(&self, question: Question, elapsed: Duration) {
        self.0.with_label_values(&[<&str>::from(question)]).observe(elapsed.as_secs_f64());
    }
}
