//! Backups that get in each other's way.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use rusqlite::Connection;

use crate::operations::booked;
use crate::sound::value;
use crate::support::bridge;

fn drafts(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains("draft")).collect()
}

#[tokio::test]
async fn of_backups_to_the_same_name_at_once_one_is_made_and_the_others_say_that_it_exists() {
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
