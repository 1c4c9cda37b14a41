use std::fs::{self, OpenOptions};
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::time::Duration;

use fastrand::Rng;
use serde_json::{Value, json};

use super::{booked, holds};
use crate::invariants::assert_invariants;
use crate::seed::{chance, number};
use crate::support::{Bridge, Caller, Outcome, book, bridge, with};

/// How many databases are damaged by flipped bits, where `BRIDGE_RESILIENCE_DAMAGES` does not say.
const DAMAGES: u64 = 24;

/// How a damaged file was read in a way that it must not be. An answer is right, so is `storage_unavailable`, and so is a list
/// that breaks off: its status was sent before the damage was met.
async fn misread(caller: &Caller, body: &Value) -> Option<String> {
    let response = caller.endpoint().json(body).send().await.unwrap();
    let status = response.status().as_u16();
    let Ok(text) = response.text().await else {
        let action = body["action"].as_str().unwrap();
        return (!action.ends_with("bookings")).then(|| format!("{body}: broken off"));
    };
    let answer: Value = serde_json::from_str(&text).unwrap();
    (status >= 500 && answer["code"] != "storage_unavailable").then(|| format!("{body}: {status} {text}"))
}

/// Makes every kind of request, and returns what was misread.
async fn asks_everything(caller: &Caller) -> Vec<String> {
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
    let mut wrong = Vec::new();
    for body in actions {
        wrong.extend(misread(caller, &body).await);
    }
    caller.get("/health").await.success();
    wrong
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
    let damages = number("BRIDGE_RESILIENCE_DAMAGES").unwrap_or(DAMAGES);
    for _ in 0..damages {
        fs::write(&database, flip(&whole, &mut chance)).unwrap();
        match Bridge::try_run(&mut bridge(folder.path(), &["--listen", "127.0.0.1:0"])) {
            Ok(running) => {
                let wrong = tokio::time::timeout(Duration::from_mins(1), asks_everything(&running)).await.unwrap();
                running.signal("KILL");
                let log = running.end().log;
                assert!(wrong.is_empty(), "{wrong:#?}\n{log}");
            }
            Err(Outcome { status, log, .. }) => {
                assert_eq!(status.code(), Some(1), "{log}");
                assert!(log.starts_with("bridge: ") && log.contains("bookings"), "{log}");
                refused += 1;
            }
        }
        let _ = fs::remove_file(folder.path().join("data/bookings.db-wal"));
        let _ = fs::remove_file(folder.path().join("data/bookings.db-shm"));
    }
    eprintln!("{damages} damaged databases, {refused} refused");
    fs::write(&database, &whole).unwrap();
    Bridge::start(folder.path()).stop();
    assert_invariants(folder.path());
}

#[tokio::test]
async fn values_that_no_sound_file_holds_are_said_to_be_the_storages() {
    let statistics = json!({ "action": "get_booking_statistics" });
    let by_day = json!({ "action": "get_booking_statistics", "group_by": ["day"] });
    let damages = [
        ("UPDATE account_totals SET pending = -100", &statistics),
        ("UPDATE account_totals SET confirmed = 0x7fffffffffffffff", &statistics),
        ("UPDATE hourly_totals SET pending = 0x7fffffffffffffff", &by_day),
        ("UPDATE hourly_totals SET booking_date = '2027-99-' || substr(booking_date, 9)", &by_day),
        ("UPDATE accounts SET netid = CAST(x'FFFEFD' AS TEXT)", &json!({ "action": "get_accounts" })),
        ("UPDATE account_totals SET pending = -5", &book(&["21:00"])),
        ("UPDATE sqlite_sequence SET seq = 0x7fffffffffffffff WHERE name = 'bookings'", &book(&["21:00"])),
    ];
    for (damage, asked) in damages {
        let folder = tempfile::tempdir().unwrap();
        filled(folder.path()).await;
        let file = crate::invariants::database(folder.path());
        file.execute_batch(&format!("PRAGMA ignore_check_constraints = ON; {damage}")).unwrap();
        drop(file);
        let running = Bridge::start(folder.path());
        let refusal = running.post(asked).await.failure("storage_unavailable");
        assert!(refusal["message"].as_str().unwrap().contains("Nothing was written"), "{damage}: {refusal}");
    }
}

#[tokio::test]
async fn a_page_of_noise_is_found_by_doctor_and_keeps_a_backup_from_being_made() {
    let folder = tempfile::tempdir().unwrap();
    let whole = filled(folder.path()).await;
    let database = folder.path().join("data/bookings.db");
    let root: usize = {
        let file = crate::invariants::database(folder.path());
        crate::invariants::value::<i64>(&file, "SELECT rootpage FROM sqlite_schema WHERE name = 'bookings_by_account'")
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
        assert_invariants(folder.path());
    }
}

#[tokio::test]
async fn an_undamaged_file_is_served() {
    let folder = tempfile::tempdir().unwrap();
    booked(folder.path()).await.stop();
    holds(&Bridge::start(folder.path()), &["06:00:00"]).await;
}
