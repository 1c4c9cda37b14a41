use std::sync::Arc;

use booking_core::gateway::FacilityGateway as _;
use bridge::gateway::RestGateway;
use chrono_tz::Europe::Amsterdam;
use prometheus::{Registry, TextEncoder};

use crate::broken_connections::session;
use crate::raw_server::RawServer;
use crate::support::{StoppedClock, fitness, profile};

#[tokio::test]
async fn the_facilitys_time_and_the_budgets_use_are_measured() {
    let server = RawServer::answering(403, "").await;
    let registry = Registry::new();
    let profile = Arc::new(profile(&server.url, 1));
    let gateway = RestGateway::new(profile, Amsterdam, Arc::new(StoppedClock), &registry).unwrap();
    gateway.book(&session(), &fitness("08:00")).await;
    let text = TextEncoder::new().encode_to_string(&registry.gather()).unwrap();
    assert!(text.contains("bridge_facility_request_duration_seconds_count{question=\"book\"} 1"), "{text}");
    assert!(text.contains("\nbridge_facility_budget_used "), "{text}");
}
