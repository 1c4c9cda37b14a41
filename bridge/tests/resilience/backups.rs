//! Concurrent backups, and a backup on a full disk.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use rusqlite::Connection;

use crate::invariants::value;
use crate::operations::booked;
use crate::support::{Outcome, bridge};

fn drafts(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains("draft")).collect()
}

#[tokio::test]
async fn one_of_concurrent_backups_to_a_file_succeeds() {
    let folder = booked(1).await;
    for round in 0..8 {
        let name = format!("same-{round}.db");
        let start = || {
            let mut command = bridge(folder.path(), &["backup", &name]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        };
        let running: Vec<_> = (0..4).map(|_| start()).collect();
        let ended: Vec<_> = running.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
        let (made, refused): (Vec<_>, Vec<_>) = ended.into_iter().partition(|output| output.status.success());
        let reasons: Vec<_> = refused.into_iter().map(|output| String::from_utf8(output.stderr).unwrap()).collect();
        assert_eq!(made.len(), 1, "{reasons:?}");
        assert!(reasons.iter().all(|reason| reason.contains("exists already")), "{reasons:?}");
        let copy = Connection::open(folder.path().join(&name)).unwrap();
        assert_eq!(value::<String>(&copy, "PRAGMA integrity_check"), "ok");
        assert_eq!(value::<i64>(&copy, "SELECT count(*) FROM bookings"), 48);
    }
    assert_eq!(drafts(folder.path()), Vec::<String>::new());
}

#[tokio::test]
async fn a_backup_without_space_does_not_report_a_damaged_database() {
    let folder = booked(5).await;
    let mut shell = Command::new("sh");
    let script = r#"trap '' XFSZ; ulimit -f 100; exec "$0" backup copy.db"#;
    shell.args(["-c", script, env!("CARGO_BIN_EXE_bridge")]).current_dir(folder.path()).env_clear();
    let outcome = Outcome::of(&mut shell);
    assert_eq!(outcome.status.code(), Some(1), "{}", outcome.log);
    assert!(outcome.log.starts_with("bridge: cannot write copy.db: "), "{}", outcome.log);
    assert!(!folder.path().join("copy.db").exists());
    assert_eq!(drafts(folder.path()), Vec::<String>::new());
}
