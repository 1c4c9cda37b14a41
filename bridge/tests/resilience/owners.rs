//! The operator's commands, run as root and as the service's user, beside a service of that user that runs, was stopped or was
//! killed. What they leave, the service can use.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;
use tempfile::TempDir;

use crate::support::{Bridge, Outcome, account, on_account};

/// The service's user and group, which need no entry in `/etc/passwd`.
const SERVICE: u32 = 10_001;
const OTHER: u32 = 10_002;
const ROOT: u32 = 0;

/// A machine's folder with the binary, and below it the service's own folder.
struct Machine {
    folder: TempDir,
}

impl Machine {
    /// `None` unless the test runs as root, because only root can be several users.
    fn new() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        if folder.path().metadata().unwrap().uid() != ROOT {
            eprintln!("skipped: only root can run programs as several users");
            return None;
        }
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let machine = Self { folder };
        // The build's own folder may be closed to other users.
        let built = env!("CARGO_BIN_EXE_bridge");
        fs::hard_link(built, machine.binary()).or_else(|_| fs::copy(built, machine.binary()).map(drop)).unwrap();
        fs::create_dir(machine.service()).unwrap();
        chown(machine.service(), Some(SERVICE), Some(SERVICE)).unwrap();
        fs::set_permissions(machine.service(), fs::Permissions::from_mode(0o700)).unwrap();
        Some(machine)
    }

    fn binary(&self) -> PathBuf {
        self.folder.path().join("bridge")
    }

    fn service(&self) -> PathBuf {
        self.folder.path().join("service")
    }

    fn command(&self, user: u32, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.binary());
        command.args(arguments).args(["--database", "service/data/bookings.db", "--listen", "127.0.0.1:0"]);
        command.current_dir(self.folder.path()).env_clear().uid(user).gid(user);
        command
    }

    fn run(&self, user: u32, arguments: &[&str]) -> Outcome {
        Outcome::of(&mut self.command(user, arguments))
    }

    fn succeeds(&self, user: u32, arguments: &[&str]) -> String {
        let outcome = self.run(user, arguments);
        assert!(outcome.status.success(), "{arguments:?} as {user}: {}{}", outcome.out, outcome.log);
        outcome.out
    }

    fn serve(&self) -> Bridge {
        Bridge::run(&mut self.command(SERVICE, &[]))
    }

    /// Every file and folder of the service, with its owner, group and mode.
    fn listing(&self) -> Vec<(PathBuf, u32, u32, u32)> {
        let mut found = Vec::new();
        list(&self.service(), &mut found);
        found.sort();
        found
    }

    fn assert_belongs_to_the_service(&self) {
        for (path, user, group, mode) in self.listing() {
            let private = if path.is_dir() { 0o700 } else { 0o600 };
            assert_eq!((user, group, mode), (SERVICE, SERVICE, private), "{}", path.display());
        }
    }
}

fn list(path: &Path, found: &mut Vec<(PathBuf, u32, u32, u32)>) {
    let metadata = fs::symlink_metadata(path).unwrap();
    found.push((path.to_owned(), metadata.uid(), metadata.gid(), metadata.permissions().mode() & 0o777));
    if metadata.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            list(&entry.unwrap().path(), found);
        }
    }
}

async fn account_number(running: &Bridge, number: u32) {
    running.done(account(&format!("member{number}"))).await;
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Service {
    Running,
    Stopped,
    Killed,
}

/// Runs every command as `user` and checks what is left after each. Then a service starts and writes.
async fn commands_leave_usable_files(user: u32, state: Service) {
    let Some(machine) = Machine::new() else { return };
    let mut running = Some(machine.serve());
    account_number(running.as_ref().unwrap(), 1).await;
    machine.succeeds(SERVICE, &["backup", "service/first.db"]);
    match state {
        Service::Running => {}
        Service::Stopped => drop(running.take().map(Bridge::stop)),
        Service::Killed => running.take().unwrap().signal("KILL"),
    }
    for arguments in [&["backup", "service/made/by/command.db"][..], &["doctor"], &["export"]] {
        machine.succeeds(user, arguments);
        machine.assert_belongs_to_the_service();
    }
    let restored = machine.run(user, &["restore", "service/first.db"]);
    assert_eq!(restored.status.success(), state != Service::Running, "{}{}", restored.out, restored.log);
    machine.assert_belongs_to_the_service();
    let running = running.unwrap_or_else(|| machine.serve());
    account_number(&running, 2).await;
    assert_eq!(running.done(json!({ "action": "get_accounts" })).await["count"], 2);
    assert!(running.stop().status.success());
    // The service's own user can use the backup that the command made.
    machine.succeeds(SERVICE, &["restore", "service/made/by/command.db"]);
}

#[tokio::test]
async fn root_leaves_usable_files_beside_a_running_service() {
    commands_leave_usable_files(ROOT, Service::Running).await;
}

#[tokio::test]
async fn root_leaves_usable_files_beside_a_stopped_service() {
    commands_leave_usable_files(ROOT, Service::Stopped).await;
}

#[tokio::test]
async fn root_leaves_usable_files_beside_a_killed_service() {
    commands_leave_usable_files(ROOT, Service::Killed).await;
}

#[tokio::test]
async fn the_services_user_runs_every_command_itself() {
    for state in [Service::Running, Service::Stopped, Service::Killed] {
        commands_leave_usable_files(SERVICE, state).await;
    }
}

#[tokio::test]
async fn a_refused_restore_changes_nothing() {
    let Some(machine) = Machine::new() else { return };
    let running = machine.serve();
    account_number(&running, 1).await;
    machine.succeeds(SERVICE, &["backup", "service/first.db"]);
    let before = machine.listing();
    for user in [ROOT, SERVICE, OTHER] {
        assert!(!machine.run(user, &["restore", "service/first.db"]).status.success(), "{user}");
        assert_eq!(machine.listing(), before, "{user}");
    }
    running.stop();
}

#[tokio::test]
async fn another_user_is_refused_and_leaves_nothing() {
    let Some(machine) = Machine::new() else { return };
    let running = machine.serve();
    machine.succeeds(SERVICE, &["backup", "service/first.db"]);
    running.stop();
    let before = machine.listing();
    for arguments in [&["backup", "service/other.db"][..], &["restore", "service/first.db"], &["doctor"], &["export"]] {
        let refused = machine.run(OTHER, arguments);
        assert!(refused.log.contains("Permission denied"), "{arguments:?}: {}{}", refused.out, refused.log);
        assert_eq!(machine.listing(), before, "{arguments:?}");
    }
}

#[tokio::test]
async fn root_restores_into_the_empty_folder_of_a_new_service() {
    let Some(machine) = Machine::new() else { return };
    let running = machine.serve();
    account_number(&running, 1).await;
    running.stop();
    machine.succeeds(ROOT, &["backup", "copy.db"]);
    fs::remove_dir_all(machine.service().join("data")).unwrap();
    machine.succeeds(ROOT, &["restore", "copy.db"]);
    machine.assert_belongs_to_the_service();
    let running = machine.serve();
    assert_eq!(running.done(on_account("get_account", 1)).await["account"]["netid"], "member1");
    running.stop();
}

#[tokio::test]
async fn root_serving_by_mistake_leaves_files_that_the_service_can_use() {
    let Some(machine) = Machine::new() else { return };
    let mistaken = Bridge::run(&mut machine.command(ROOT, &[]));
    account_number(&mistaken, 1).await;
    mistaken.stop();
    machine.assert_belongs_to_the_service();
    let running = machine.serve();
    account_number(&running, 2).await;
    running.stop();
}

#[tokio::test]
async fn root_gives_nobody_a_file_that_it_did_not_create() {
    let Some(machine) = Machine::new() else { return };
    let running = machine.serve();
    running.stop();
    let (secret, lock) = (machine.folder.path().join("secret"), machine.service().join("data/bookings.db.lock"));
    fs::write(&secret, "of root").unwrap();
    fs::remove_file(&lock).unwrap();
    symlink(&secret, &lock).unwrap();
    machine.succeeds(ROOT, &["backup", "service/copy.db"]);
    machine.succeeds(ROOT, &["restore", "service/copy.db"]);
    assert_eq!((secret.metadata().unwrap().uid(), fs::read_to_string(&secret).unwrap()), (ROOT, "of root".into()));
}

#[tokio::test]
async fn a_restore_of_a_file_without_its_log_says_so() {
    let folder = super::operations::booked(1).await;
    let running = Bridge::start(folder.path());
    let at = |name: &str| folder.path().join(name);
    fs::copy(at("data/bookings.db"), at("copied.db")).unwrap();
    running.stop();
    let restore = |name: &str| Outcome::of(&mut crate::support::bridge(folder.path(), &["restore", name])).out;
    Outcome::of(&mut crate::support::bridge(folder.path(), &["backup", "made.db"]));
    assert!(restore("copied.db").contains("NOTE: copied.db has no write-ahead log"));
    assert!(!restore("made.db").contains("NOTE"));
}
