use std::fs;

use super::{booked, holds, refuses_to_book};
use crate::invariants::assert_invariants;
use crate::support::{Bridge, Outcome, book, bridge};

/// A deleted file can still be written while it is open, but a restart would not find what was written.
#[tokio::test]
async fn writes_to_a_deleted_file_are_refused() {
    for name in ["bookings.db", "bookings.db-wal"] {
        let folder = tempfile::tempdir().unwrap();
        let running = booked(folder.path()).await;
        let (file, elsewhere) = (folder.path().join("data").join(name), folder.path().join("elsewhere"));
        fs::rename(&file, &elsewhere).unwrap();
        refuses_to_book(&running, "07:00").await;
        running.get("/health").await.success();
        holds(&running, &["06:00:00"]).await;
        fs::rename(&elsewhere, &file).unwrap();
        running.done(book(&["08:00"])).await;
        running.signal("KILL");
        running.end();
        let again = Bridge::start(folder.path());
        holds(&again, &["06:00:00", "08:00:00"]).await;
        assert_invariants(folder.path());
    }
}

#[tokio::test]
async fn after_a_deletion_a_restart_begins_empty() {
    let folder = tempfile::tempdir().unwrap();
    let running = booked(folder.path()).await;
    for name in ["bookings.db", "bookings.db-wal", "bookings.db-shm"] {
        fs::remove_file(folder.path().join("data").join(name)).unwrap();
    }
    refuses_to_book(&running, "07:00").await;
    // Another file of that name is not the one that was opened.
    fs::write(folder.path().join("data/bookings.db"), "").unwrap();
    refuses_to_book(&running, "07:00").await;
    let log = running.stop().log;
    assert!(log.contains("was moved, deleted or replaced"), "{log}");
    let again = Bridge::start(folder.path());
    holds(&again, &[]).await;
}

/// No checkpoint has run, so the write-ahead log holds every acknowledged write.
#[tokio::test]
async fn the_wal_of_a_moved_database_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let running = booked(folder.path()).await;
    let run = |arguments: &[&str]| Outcome::of(&mut bridge(folder.path(), arguments));
    assert!(run(&["backup", "kept.db"]).status.success());
    running.done(book(&["07:00"])).await;
    running.signal("KILL");
    running.end();
    let data = folder.path().join("data");
    fs::rename(data.join("bookings.db"), folder.path().join("moved.db")).unwrap();

    let refused = Bridge::try_run(&mut bridge(folder.path(), &["--listen", "127.0.0.1:0"])).err().unwrap();
    assert_eq!(refused.status.code(), Some(1), "{}", refused.log);
    assert!(refused.log.contains("put the database file back"), "{}", refused.log);

    let restored = run(&["restore", "kept.db"]);
    assert!(restored.status.success(), "{}", restored.log);
    let wal = restored.out.split(" is kept as ").nth(1).unwrap().split(".\n").next().unwrap();
    let place = wal.strip_suffix("-wal").unwrap();
    fs::rename(folder.path().join("moved.db"), folder.path().join(place)).unwrap();
    let files = ["--listen", "127.0.0.1:0", "--database", place, "--key-file", "data/bookings.key"];
    let again = Bridge::run(&mut bridge(folder.path(), &files));
    holds(&again, &["06:00:00", "07:00:00"]).await;
}
