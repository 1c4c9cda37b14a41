//! The real binary on a full disk.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::support::{Bridge, Caller, Outcome, account, book, with};

/// A bridge whose files are limited to so many blocks (512 or 1,024 bytes, by shell), so that writes fail as on a full disk.
fn with_room(folder: &Path, pieces: u32) -> Command {
    let mut shell = Command::new("sh");
    let script = format!(r#"trap '' XFSZ; ulimit -f {pieces}; exec "$0" --listen 127.0.0.1:0"#);
    shell.args(["-c", &script, env!("CARGO_BIN_EXE_bridge")]);
    shell.current_dir(folder).env_clear().stdin(Stdio::null());
    shell
}

/// Books whole days until one is refused; returns how many were booked.
async fn fill(bridge: &Caller) -> u32 {
    let times: Vec<String> = (0..48).map(|half| format!("{:02}:{:02}", half / 2, half % 2 * 30)).collect();
    for day in 0..1_000 {
        let date = format!("{}-{:02}-{:02}", 2026 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
        let reply = bridge.post(&with(with(book(&[]), "time_slots", times.as_slice()), "booking_date", date)).await;
        if reply.status != 201 {
            reply.failure("storage_unavailable");
            return day;
        }
    }
    panic!("there was always room");
}

#[tokio::test]
async fn acknowledged_writes_stay_and_refused_ones_leave_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let cramped = Bridge::run(&mut with_room(folder.path(), 2_048));
    cramped.done(account("jdevries")).await;
    let days = i64::from(fill(&cramped).await);
    assert!(days > 0);
    assert_eq!(cramped.total().await, days * 48);
    cramped.get("/ready").await.success();
    let log = cramped.stop().log;
    assert!(log.contains("ERROR") && log.contains("cause="), "{log}");
    let roomy = Bridge::start(folder.path());
    assert_eq!(roomy.done(json!({ "action": "get_bookings" })).await["count"], days * 48);
    roomy.done(with(book(&["06:00"]), "booking_date", "2099-12-01")).await;
}

#[test]
fn a_start_without_space_does_not_report_a_damaged_database() {
    let folder = tempfile::tempdir().unwrap();
    let outcome = Outcome::of(&mut with_room(folder.path(), 8));
    assert_eq!(outcome.status.code(), Some(1), "{}", outcome.log);
    assert!(outcome.log.starts_with("bridge: cannot use the database "), "{}", outcome.log);
    assert!(outcome.log.contains("data/bookings.db: "), "{}", outcome.log);
    assert_eq!(outcome.log.lines().count(), 1, "{}", outcome.log);
}
