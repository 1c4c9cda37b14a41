use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use booking_core::{BookingService, Checkpoints, ServiceConfig};
use chrono_tz::Europe::Amsterdam;

use crate::support::{Facility, StoppedClock, profile_file};

/// Runs the bridge in a folder that has a database.
fn run(folder: &Path, profile: &str, arguments: &[&str]) -> Output {
    std::fs::write(folder.join("profile.toml"), profile).unwrap();
    BookingService::open(ServiceConfig {
        checkpoints: Checkpoints::Own,
        database: folder.join("bookings.db"),
        key_file: folder.join("bookings.key"),
        zone: Amsterdam,
        profile: None,
        clock: Arc::new(StoppedClock),
        readers: 1,
        listeners: Vec::new(),
    })
    .unwrap()
    .close();
    let mut bridge = Command::new(env!("CARGO_BIN_EXE_bridge"));
    let settings = ["--database", "bookings.db", "--facility", "profile.toml"];
    bridge.env_clear().current_dir(folder).args(settings).args(arguments).output().unwrap()
}

fn lines(output: &Output) -> Vec<String> {
    let out = String::from_utf8(output.stdout.clone()).unwrap();
    out.lines().filter(|line| line.starts_with("facility ")).map(str::to_owned).collect()
}

#[test]
fn doctor_tells_what_every_product_answers() {
    let (folder, facility) = (tempfile::tempdir().unwrap(), Facility::start(&[]));
    let output = run(folder.path(), &profile_file(&facility.url, 10), &["doctor"]);
    assert!(output.status.success(), "{output:?}");
    let lines = lines(&output);
    assert!(lines[0].contains("Practice facility"), "{lines:?}");
    assert_eq!(
        lines[1..].iter().filter(|line| line.contains("ok: ") && line.contains("18 slots")).count(),
        5,
        "{lines:?}"
    );

    let wrong = profile_file(&facility.url, 10).replace("B = 5 ", "B = 6 ");
    let output = run(folder.path(), &wrong, &["doctor"]);
    assert_eq!(output.status.code(), Some(1));
    let problems = lines_with_problems(&output);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].contains("X1 B, product 6"), "{problems:?}");
}

#[test]
fn doctor_names_a_facility_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &profile_file("http://127.0.0.1:1", 10), &["doctor"]);
    assert_eq!((output.status.code(), lines_with_problems(&output).len()), (Some(1), 5));
}

#[test]
fn a_wrong_profile_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = profile_file("http://127.0.0.1:1", 10).replace("first_slot", "frist_slot");
    let line = 1 + wrong.lines().position(|line| line.starts_with("frist_slot")).unwrap();
    for arguments in [&["doctor"][..], &["serve", "--listen", "127.0.0.1:0"]] {
        let output = run(folder.path(), &wrong, arguments);
        let log = String::from_utf8(output.stderr.clone()).unwrap();
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert!(log.contains("profile.toml") && log.contains(&format!("line {line}:")), "{log}");
    }
}

fn lines_with_problems(output: &Output) -> Vec<String> {
    lines(output).into_iter().filter(|line| line.contains("PROBLEM")).collect()
}
