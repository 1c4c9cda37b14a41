use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{booked, holds};
use crate::support::{Bridge, Outcome, bridge};

/// The user that root switches to, because root may write despite file modes.
const NOBODY: u32 = 65_534;

fn give_away(file: &Path) {
    chown(file, Some(NOBODY), Some(NOBODY)).unwrap();
    if file.is_dir() {
        for entry in fs::read_dir(file).unwrap() {
            give_away(&entry.unwrap().path());
        }
    }
}

/// The binary in this folder, run by an unprivileged user.
fn unprivileged(folder: &Path) -> Command {
    let binary = folder.join("bridge");
    if !binary.exists() {
        // Where the binary was built may be closed to others.
        fs::copy(env!("CARGO_BIN_EXE_bridge"), &binary).unwrap();
    }
    let mut command = Command::new(binary);
    command.args(["--listen", "127.0.0.1:0"]).current_dir(folder).env_clear().stdin(Stdio::null());
    if fs::metadata("/proc/self").unwrap().uid() == 0 {
        give_away(folder);
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

#[tokio::test]
async fn a_file_or_a_folder_that_is_read_only_is_refused_until_it_is_not() {
    let folder = tempfile::tempdir().unwrap();
    booked(folder.path()).await.stop();
    let data = folder.path().join("data");
    for (path, closed, open) in [(data.join("bookings.db"), 0o444, 0o644), (data, 0o555, 0o755)] {
        let mut command = unprivileged(folder.path());
        // Where the log is there already, nothing needs to be made in the folder, and a read-only one does no harm.
        for name in ["bookings.db-wal", "bookings.db-shm"] {
            let _ = fs::remove_file(folder.path().join("data").join(name));
        }
        fs::set_permissions(&path, Permissions::from_mode(closed)).unwrap();
        let outcome = Outcome::of(&mut command);
        assert_eq!(outcome.status.code(), Some(1), "{}", outcome.log);
        assert_eq!(outcome.log.trim_end().lines().count(), 1, "{}", outcome.log);
        assert!(outcome.log.starts_with("bridge: ") && outcome.log.contains("data"), "{}", outcome.log);
        fs::set_permissions(&path, Permissions::from_mode(open)).unwrap();
        let running = Bridge::run(&mut unprivileged(folder.path()));
        holds(&running, &["06:00:00"]).await;
        running.stop();
    }
}

#[tokio::test]
async fn a_database_that_another_program_has_locked_is_refused_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    booked(folder.path()).await.stop();
    let other = crate::invariants::database(folder.path());
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let outcome = Outcome::of(&mut bridge(folder.path(), &["--listen", "127.0.0.1:0"]));
    assert_eq!(outcome.status.code(), Some(1), "{}", outcome.log);
    assert!(outcome.log.contains("another program has locked the database"), "{}", outcome.log);
    other.execute_batch("ROLLBACK").unwrap();
    holds(&Bridge::start(folder.path()), &["06:00:00"]).await;
}
