//! A damaged database file.

use std::fs;
use std::path::Path;

use super::booked;
use crate::invariants::{database, value};
use crate::support::{Outcome, book, bridge, with};

/// Makes 200 bookings, stops the bridge and returns the bytes of its file.
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

#[tokio::test]
async fn doctor_and_backup_report_a_page_of_noise() {
    let folder = tempfile::tempdir().unwrap();
    let whole = filled(folder.path()).await;
    let root = "SELECT rootpage FROM sqlite_schema WHERE name = 'bookings_by_account'";
    let root = usize::try_from(value::<i64>(&database(folder.path()), root)).unwrap();
    let mut bytes = whole;
    bytes[(root - 1) * 4_096..root * 4_096].fill(0xA5);
    fs::write(folder.path().join("data/bookings.db"), bytes).unwrap();
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
