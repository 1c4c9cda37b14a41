//! The operator's commands, run as processes.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::support::{Bridge, Outcome, PRACTICE, account, bridge, each, in_time, on_account, with};

/// Runs a command to its end.
fn run(folder: &Path, arguments: &[&str]) -> Outcome {
    Outcome::of(&mut bridge(folder, arguments))
}

fn succeeds(folder: &Path, arguments: &[&str]) -> Outcome {
    let outcome = run(folder, arguments);
    assert_eq!(outcome.status.code(), Some(0), "{arguments:?}: {}{}", outcome.out, outcome.log);
    assert_eq!(outcome.log, "", "{arguments:?}");
    outcome
}

/// Runs a command that must fail; returns its one line.
fn fails(folder: &Path, arguments: &[&str]) -> String {
    let outcome = run(folder, arguments);
    assert_eq!(outcome.status.code(), Some(1), "{arguments:?}: {}", outcome.out);
    assert!(outcome.log.starts_with("bridge: ") && outcome.log.lines().count() == 1, "{}", outcome.log);
    outcome.log
}

/// All 48 half hours of a day.
pub(crate) fn whole_day(day: u32) -> Value {
    let times: Vec<String> = (0..48).map(|half| format!("{:02}:{:02}", half / 2, half % 2 * 30)).collect();
    let date = format!("{}-{:02}-{:02}", 2026 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
    json!({ "action": "create_booking", "account_id": 1, "booking_date": date, "time_slots": times, "location": "X1" })
}

/// A folder with a database that has whole days booked.
pub(crate) async fn booked(days: u32) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let running = Bridge::start(folder.path());
    running.done(with(account("jdevries"), "password", "open sesame")).await;
    for day in 0..days {
        running.done(whole_day(day)).await;
    }
    assert!(running.stop().status.success());
    folder
}

#[tokio::test]
async fn a_backup_under_load_is_complete() {
    let folder = booked(1).await;
    let running = Bridge::start(folder.path());
    let caller = (*running).clone();
    let load = tokio::spawn(async move {
        for day in 1.. {
            caller.done(whole_day(day)).await;
        }
    });
    for number in 0..3 {
        let before = running.total().await;
        let name = format!("backup-{number}.db");
        let inside = folder.path().to_owned();
        let arguments = name.clone();
        let outcome = tokio::task::spawn_blocking(move || succeeds(&inside, &["backup", &arguments])).await.unwrap();
        assert!(outcome.out.contains("verified") && outcome.out.contains("key file"), "{}", outcome.out);
        assert!(!load.is_finished(), "a booking was refused");
        let copy = rusqlite::Connection::open(folder.path().join(&name)).unwrap();
        let check: String = copy.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        let count: i64 = copy.query_row("SELECT count(*) FROM bookings", [], |row| row.get(0)).unwrap();
        assert_eq!(check, "ok");
        assert!(count >= before && count % 48 == 0, "{count} of at least {before}");
        assert!(outcome.out.contains(&format!("{count} bookings")), "{}", outcome.out);
    }
    load.abort();
    assert!(fails(folder.path(), &["backup", "backup-0.db"]).contains("exists already"));
}

#[tokio::test]
async fn a_restore_keeps_what_it_replaces() {
    let folder = booked(2).await;
    succeeds(folder.path(), &["backup", "kept.db"]);
    let running = Bridge::start(folder.path());
    let kept = running.done(json!({ "action": "get_bookings" })).await;
    running.done(whole_day(2)).await;
    assert!(fails(folder.path(), &["restore", "kept.db"]).contains("in use by another bridge"));
    assert_eq!(running.total().await, 3 * 48);
    running.stop();
    let outcome = succeeds(folder.path(), &["restore", "kept.db"]);
    assert!(outcome.out.contains("Restored 96 bookings") && outcome.out.contains("is kept as"), "{}", outcome.out);
    let restored = Bridge::start(folder.path());
    assert_eq!(restored.done(json!({ "action": "get_bookings" })).await, kept);
    restored.stop();
    let is_safety_copy = |name: &str| name.contains("before-restore") && !name.ends_with("-wal");
    let names = fs::read_dir(folder.path().join("data")).unwrap().map(|entry| entry.unwrap().file_name());
    let safety = names.map(|name| name.into_string().unwrap()).find(|name| is_safety_copy(name)).unwrap();
    let safety = rusqlite::Connection::open(folder.path().join("data").join(safety)).unwrap();
    let count: i64 = safety.query_row("SELECT count(*) FROM bookings", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 3 * 48);
}

#[tokio::test]
async fn a_restore_reports_whether_the_key_fits_the_passwords() {
    let (own, foreign) = (booked(1).await, booked(1).await);
    succeeds(own.path(), &["backup", "own.db"]);
    succeeds(foreign.path(), &["backup", "foreign.db"]);
    let restored = succeeds(own.path(), &["restore", "own.db"]).out;
    assert!(restored.contains("data/bookings.key decrypts all 1 stored password(s)."), "{restored}");
    let foreign = foreign.path().join("foreign.db");
    let restored = succeeds(own.path(), &["restore", foreign.to_str().unwrap()]).out;
    assert!(restored.contains("PROBLEM: the key file data/bookings.key does not decrypt 1 of 1"), "{restored}");
}

#[tokio::test]
async fn a_restore_refuses_a_damaged_backup_and_leaves_the_database_alone() {
    let folder = booked(2).await;
    succeeds(folder.path(), &["backup", "kept.db"]);
    let before = fs::read(folder.path().join("data/bookings.db")).unwrap();
    let whole = fs::read(folder.path().join("kept.db")).unwrap();
    fs::write(folder.path().join("kept.db"), &whole[..whole.len() / 2]).unwrap();
    fails(folder.path(), &["restore", "kept.db"]);
    fails(folder.path(), &["restore", "nowhere.db"]);
    assert_eq!(fs::read(folder.path().join("data/bookings.db")).unwrap(), before);
}

#[tokio::test]
async fn a_restore_reads_standard_input() {
    let folder = booked(2).await;
    succeeds(folder.path(), &["backup", "kept.db"]);
    let restore = |database: &str| {
        let file = fs::File::open(folder.path().join("kept.db")).unwrap();
        Outcome::of(bridge(folder.path(), &["restore", "-", "--database", database]).stdin(file))
    };
    assert!(restore("new/bookings.db").out.contains("Restored 96 bookings"));
    assert!(restore("new/bookings.db").out.contains("is kept as"));
    let names = fs::read_dir(folder.path().join("new")).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(names.into_iter().all(|name| name.to_str().unwrap().starts_with("bookings.db")));
    let nothing = run(folder.path(), &["restore", "-"]);
    assert!(nothing.log.contains("is empty"), "{}", nothing.log);
}

#[tokio::test]
async fn backups_are_listed_and_deleted_but_nothing_else_is() {
    let folder = booked(1).await;
    let at = |name: &str| folder.path().join("data").join(name);
    succeeds(folder.path(), &["backup", "data/first.db"]);
    succeeds(folder.path(), &["restore", "data/first.db"]);
    fs::write(at("notes.txt"), "not a database").unwrap();
    let listed = succeeds(folder.path(), &["backups"]).out;
    assert_eq!(listed.lines().count(), 2, "{listed}");
    assert!(listed.contains("data/first.db") && listed.contains("before-restore"), "{listed}");
    let refused =
        ["bookings.db", "data/bookings.db", "bookings.key", "notes.txt", "../data/bookings.db", "nowhere.db", ".."];
    for name in refused {
        assert!(fails(folder.path(), &["backups", "--delete", name]).contains("no backup"), "{name}");
    }
    assert!(["bookings.db", "bookings.key", "notes.txt"].iter().all(|name| at(name).exists()));
    let left = succeeds(folder.path(), &["backups", "--delete", "first.db"]).out;
    assert!(!at("first.db").exists() && left.lines().count() == 2, "{left}");
}

#[tokio::test]
async fn doctor_exits_1_only_on_a_problem() {
    let folder = booked(1).await;
    assert!(succeeds(folder.path(), &["doctor"]).out.contains("integrity"));
    let running = Bridge::start(folder.path());
    succeeds(folder.path(), &["doctor"]);
    running.stop();
    let key = folder.path().join("data/bookings.key");
    fs::rename(&key, folder.path().join("elsewhere")).unwrap();
    assert!(fails(folder.path(), &["doctor"]).contains("1 of"));
    fs::rename(folder.path().join("elsewhere"), &key).unwrap();
    let database = rusqlite::Connection::open(folder.path().join("data/bookings.db")).unwrap();
    database.execute_batch("UPDATE account_totals SET pending = pending + 1").unwrap();
    let outcome = run(folder.path(), &["doctor"]);
    assert!(!outcome.status.success() && outcome.out.contains("counters       PROBLEM"), "{}", outcome.out);
    drop(database);
    assert!(fails(folder.path(), &["doctor", "--database", "nowhere.db"]).contains("there is no database nowhere.db"));
}

#[tokio::test]
async fn export_equals_the_list() {
    let folder = booked(1).await;
    let running = Bridge::start(folder.path());
    running.done(json!({ "action": "mark_booking_confirmed", "booking_id": 3, "booking_reference": "a, \"b\"" })).await;
    let listed = running.done(on_account("get_account_bookings", 1)).await;
    let lines = succeeds(folder.path(), &["export", "--format", "jsonl"]).out;
    let exported: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(listed["bookings"], Value::Array(exported));
    let csv = succeeds(folder.path(), &["export"]).out;
    let names = listed["bookings"][0].as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>().join(",");
    assert_eq!(csv.lines().next(), Some(names.as_str()));
    let rows: Vec<&str> = csv.lines().skip(1).collect();
    let ids: Vec<Value> =
        rows.iter().map(|row| row.split(',').next().unwrap().parse::<i64>().unwrap().into()).collect();
    assert_eq!(ids, each(&listed, "id"));
    assert!(rows[2].contains("\"a, \"\"b\"\"\""), "{}", rows[2]);
}

#[tokio::test]
async fn export_knows_the_facility() {
    let folder = booked(1).await;
    let opening = |arguments: &[&str]| {
        let lines = succeeds(folder.path(), arguments).out;
        serde_json::from_str::<Value>(lines.lines().next().unwrap()).unwrap()["opens_at"].clone()
    };
    assert!(opening(&["export", "--format", "jsonl", "--facility", PRACTICE]).is_string());
    assert!(opening(&["export", "--format", "jsonl"]).is_null());
}

#[tokio::test]
async fn an_export_of_no_booking_has_a_header_and_formulas_are_disarmed() {
    let folder = booked(0).await;
    let header = succeeds(folder.path(), &["export"]).out;
    assert!(header.starts_with("id,account_id,") && header.lines().count() == 1, "{header}");
    let folder = booked(1).await;
    let running = Bridge::start(folder.path());
    let failed = json!({ "action": "mark_booking_failed", "booking_id": 1, "error_message": "=1+1;=2" });
    running.done(failed).await;
    let csv = succeeds(folder.path(), &["export"]).out;
    assert!(csv.contains(",'=1+1;'=2,"), "{csv}");
}

#[tokio::test]
async fn an_export_to_a_closed_pipe_ends_silently() {
    // More than a pipe holds.
    let folder = booked(30).await;
    for format in ["csv", "jsonl"] {
        let mut command = bridge(folder.path(), &["export", "--format", format]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let output = in_time(move || {
            let mut first = [0; 10];
            child.stdout.take().unwrap().read_exact(&mut first).unwrap();
            child.wait_with_output().unwrap()
        });
        let output = output.expect("the export ends");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{format}");
        assert_eq!(output.status.code(), Some(141), "{format}: as of any program in a pipe whose reader left");
    }
}
