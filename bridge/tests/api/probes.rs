//! `/health`, `/ready` and `/metrics`.

use std::time::Duration;

use serde_json::json;

use crate::support::{App, account, book, spawn_app};

/// The value of a line of `/metrics`.
async fn metric(app: &App, name: &str) -> f64 {
    let text = app.get("/metrics").await.text;
    let line = text.lines().find(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(' ')));
    line.unwrap_or_else(|| panic!("no {name} in\n{text}")).rsplit(' ').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn health_and_ready_respond() {
    let app = spawn_app();
    let health = app.get("/health").await;
    assert_eq!((health.status, health.json()), (200, json!({ "success": true, "status": "up" })));
    let ready = app.get("/ready").await;
    assert_eq!((ready.status, ready.json()), (200, json!({ "success": true, "status": "ready" })));
}

#[tokio::test]
async fn a_bridge_with_a_damaged_database_is_up_but_not_ready() {
    let app = spawn_app();
    let ruin = vec![b'x'; 65_536];
    for file in ["bookings.db", "bookings.db-wal"] {
        std::fs::write(app.database().with_file_name(file), &ruin).unwrap();
    }
    app.get("/ready").await.failure("storage_unavailable");
    app.get("/health").await.success();
}

#[tokio::test]
async fn a_bridge_whose_clock_is_wrong_is_up_but_not_ready() {
    let app = spawn_app().with_account().await;
    for moment in ["1999-12-31T22:59:59.999Z", "2100-12-31T23:00:00.000Z"] {
        app.clock.set(moment);
        app.get("/ready").await.failure("invalid_clock");
        app.refused("invalid_clock", json!({ "action": "get_upcoming_bookings" })).await;
        app.get("/health").await.success();
    }
    app.clock.set("2026-12-31T23:00:00.000Z");
    app.get("/ready").await.success();
}

#[tokio::test]
async fn requests_are_counted_by_action_and_status() {
    let app = spawn_app().with_account().await;
    app.done(book(&["06:00"])).await;
    app.done(book(&["07:00"])).await;
    app.refused("slot_conflict", book(&["07:00"])).await;
    app.refused("unknown_action", json!({ "action": "sing" })).await;
    app.get("/nowhere").await.failure("not_found");
    for (labels, count) in [
        (r#"action="create_booking",status="201""#, 2.0),
        (r#"action="create_booking",status="409""#, 1.0),
        (r#"action="add_account",status="201""#, 1.0),
        (r#"action="none",status="400""#, 1.0),
        (r#"action="none",status="404""#, 1.0),
    ] {
        assert_eq!(
            metric(&app, &format!("bridge_requests_total{{{labels}}}")).await.to_bits(),
            f64::to_bits(count),
            "{labels}"
        );
    }
    let durations = r#"bridge_request_duration_seconds_count{action="create_booking"}"#;
    assert_eq!(metric(&app, durations).await.to_bits(), 3f64.to_bits());
    assert!(
        app.get("/metrics")
            .await
            .text
            .contains(r#"bridge_request_duration_seconds_bucket{action="create_booking",le=""#)
    );
}

#[tokio::test]
async fn writer_database_and_log_have_metrics() {
    let app = spawn_app().with_account().await;
    app.done(account("mbakker")).await;
    assert_eq!(metric(&app, "bridge_write_queue_depth").await.to_bits(), 0f64.to_bits());
    assert!(metric(&app, "bridge_group_commit_size_count").await >= 1.0);
    // The writer responds before it notifies its listeners.
    let counted = async { while metric(&app, "bridge_group_commit_size_sum").await < 2.0 {} };
    tokio::time::timeout(Duration::from_mins(1), counted).await.unwrap();
    assert_eq!(metric(&app, "bridge_group_commit_size_sum").await.to_bits(), 2f64.to_bits());
    assert!(metric(&app, "bridge_database_bytes").await > 4096.0);
    let reply = app.get("/metrics").await;
    assert!(reply.header("content-type").unwrap().starts_with("text/plain; version=0.0.4"));
    for name in [
        "bridge_requests_total",
        "bridge_request_duration_seconds",
        "bridge_group_commit_size",
        "bridge_database_bytes",
        "bridge_log_lines_dropped_total",
    ] {
        assert!(reply.text.contains(&format!("# HELP {name} ")), "{name}");
    }
}
