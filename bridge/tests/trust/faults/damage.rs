use std::fs::{self, OpenOptions};
use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use fastrand::Rng;
use serde_json::{Value, json};

use super::{booked, holds};
use crate::seed::chance;
use crate::sound::assert_sound;
use crate::support::{Bridge, Caller, Outcome, book, bridge, with};

/// How many databases are damaged by flipped bits.
const FLIPPED: usize = 24;

/// Every kind of request; what is read of a damaged file is an answer or `storage_unavailable`, and never the end.
async fn asks_everything(caller: &Caller) {
    let actions = [
        json!({ "action": "get_bookings" }),
        json!({ "action": "get_booking", "booking_id": 1 }),
        json!({ "action": "get_booking_logs", "booking_id": 1 }),
        json!({ "action": "get_account", "account_id": 1 }),
        json!({ "action": "get_accounts" }),
        json!({ "action": "get_account_bookings", "account_id": 1 }),
        json!({ "action": "get_account_stats", "account_id": 1 }),
        json!({ "action": "get_booking_statistics", "group_by": ["day", "week", "weekday_hour"] }),
        json!({ "action": "get_upcoming_bookings" }),
        with(book(&["21:00", "22:00"]), "idempotency_key", "one"),
        json!({ "action": "cancel_booking", "booking_id": 1 }),
        json!({ "action": "add_account", "netid": "mbakker" }),
    ];
    for body in actions {
        let reply = caller.post(&body).await;
        let code = reply.json()["code"].clone();
        assert!(reply.status < 500 || code == "storage_unavailable", "{body}: {reply:?}");
    }
    caller.get("/health").await.success();
}

/// A bridge that has made 200 bookings and stopped, and the bytes of its file.
async fn filled(folder: &Path) -> Vec<u8> {
    let running = booked(folder).await;
    let times: Vec<String> = (0..40).map(|number| format!("{:02}:{:02}", 7 + number / 4, number % 4 * 15)).collect();
    for day in 1..=5 {
        let body = with(with(book(&[]), "time_slots", times.as_slice()), "booking_date", format!("2027-01-{day:02}"));
        running.done(body).await;
    }
    running.stop();
    fs::read(folder.join("data/bookings.db")).unwrap()
}

/// The bridge on a file that may be too damaged: where it listens, or the line with which it refused.
fn start(folder: &Path) -> Result<(Child, Caller), String> {
    let mut command = bridge(folder, &["--listen", "127.0.0.1:0"]);
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let mut log = BufReader::new(child.stderr.take().unwrap());
    let mut lines = String::new();
    while log.read_line(&mut lines).unwrap() > 0 {
        if let Some((_, rest)) = lines.split_once("listening on http://") {
            let address = rest.split(',').next().unwrap().parse().unwrap();
            std::thread::spawn(move || log.read_to_end(&mut Vec::new()));
            return Ok((child, Caller::of(address)));
        }
    }
    assert_eq!(child.wait().unwrap().code(), Some(1), "{lines}");
    Err(lines)
}

/// Flips some bits, all within one page, as a disk does that returns a bad sector.
fn flip(whole: &[u8], chance: &mut Rng) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    let page = chance.usize(..bytes.len() / 4_096) * 4_096;
    for _ in 0..chance.usize(1..200) {
        bytes[page + chance.usize(..4_096)] ^= 1 << chance.u8(..8);
    }
    bytes
}

#[tokio::test]
async fn flipped_bits_are_refused_or_answered_and_never_the_end() {
    let mut chance = chance();
    let folder = tempfile::tempdir().unwrap();
    let whole = filled(folder.path()).await;
    let database = folder.path().join("data/bookings.db");
    let mut refused = 0;
    for _ in 0..FLIPPED {
        fs::write(&database, flip(&whole, &mut chance)).unwrap();
        match start(folder.path()) {
            Ok((mut child, caller)) => {
                tokio::time::timeout(Duration::from_mins(1), asks_everything(&caller)).await.unwrap();
                child.kill().unwrap();
                child.wait().unwrap();
            }
            Err(line) => {
                assert!(line.starts_with("bridge: ") && line.contains("bookings"), "{line}");
                refused += 1;
            }
        }
        let _ = fs::remove_file(folder.path().join("data/bookings.db-wal"));
        let _ = fs::remove_file(folder.path().join("data/bookings.db-shm"));
    }
    eprintln!("{FLIPPED} damaged databases, {refused} refused");
    fs::write(&database, &whole).unwrap();
    Bridge::start(folder.path()).stop();
    assert_sound(folder.path());
}

#[tokio::test]
async fn a_page_of_noise_is_found_by_doctor_and_keeps_a_backup_from_being_made() {
    let folder = tempfile::tempdir().unwrap();
    let whole = filled(folder.path()).await;
    let database = folder.path().join("data/bookings.db");
    let root: usize = {
        let file = crate::sound::database(folder.path());
        crate::sound::value::<i64>(&file, "SELECT rootpage FROM sqlite_schema WHERE name = 'bookings_by_account'")
    }
    .try_into()
    .unwrap();
    let mut bytes = whole;
    bytes[(root - 1) * 4_096..root * 4_096].fill(0xA5);
    fs::write(&database, bytes).unwrap();
    for arguments in [&["doctor"][..], &["backup", "copy.db"]] {
        let outcome = Outcome::of(&mut bridge(folder.path(), arguments));
        assert_eq!(outcome.status.code(), Some(1), "{}{}", outcome.out, outcome.log);
    }
    assert!(!folder.path().join("copy.db").exists());
}

#[tokio::test]
async fn a_truncated_file_is_refused_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let whole = filled(folder.path()).await;
    for length in [100, 4_096, whole.len() / 2, whole.len() - 4_096] {
        fs::write(folder.path().join("data/bookings.db"), &whole[..length]).unwrap();
        let outcome = Outcome::of(&mut bridge(folder.path(), &["--listen", "127.0.0.1:0"]));
        assert_eq!(outcome.status.code(), Some(1), "{length}: {}", outcome.log);
        assert!(outcome.log.contains("is not a usable SQLite database"), "{}", outcome.log);
        assert_eq!(fs::metadata(folder.path().join("data/bookings.db")).unwrap().len(), length as u64);
    }
}

/// While the bridge runs the file is cut off or scribbled over; when it is put right all that was answered is there.
#[tokio::test]
async fn damage_under_a_running_bridge_loses_no_answer_when_it_is_mended() {
    for truncate in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let whole = filled(folder.path()).await;
        let running = Bridge::start(folder.path());
        let file = OpenOptions::new().write(true).open(folder.path().join("data/bookings.db")).unwrap();
        if truncate {
            file.set_len(whole.len() as u64 / 2).unwrap();
        } else {
            file.write_all_at(&vec![0x5A; whole.len() - 4_096], 4_096).unwrap();
        }
        let mut answered = Vec::new();
        for time in ["06:10", "06:20", "06:30"] {
            let reply = running.post(&book(&[time])).await;
            match reply.status {
                201 => answered.push(reply.json()["bookings"][0].clone()),
                _ => drop(reply.failure("storage_unavailable")),
            }
        }
        running.get("/health").await.success();
        file.write_all_at(&whole, 0).unwrap();
        running.done(book(&["06:40"])).await;
        let listed = running.done(json!({ "action": "get_bookings" })).await;
        let there = |booking: &Value| listed["bookings"].as_array().unwrap().contains(booking);
        assert!(answered.iter().all(there), "{answered:?}");
        assert_eq!(listed["count"], 202 + answered.len());
        running.stop();
        assert_sound(folder.path());
    }
}

#[tokio::test]
async fn an_undamaged_file_is_served() {
    let folder = tempfile::tempdir().unwrap();
    booked(folder.path()).await.stop();
    holds(&Bridge::start(folder.path()), &["06:00:00"]).await;
}
