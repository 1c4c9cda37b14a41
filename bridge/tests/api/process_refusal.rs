//! The real binary refuses to start, with one line that says why.

use std::fs;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use serde_json::json;

use crate::support::{Bridge, Outcome, account, bridge};

/// Runs a bridge that must exit with code 1 and one line.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let outcome = Outcome::of(bridge(folder, arguments).args(["--listen", "127.0.0.1:0"]));
    one_line(&outcome)
}

fn one_line(outcome: &Outcome) -> String {
    assert_eq!(outcome.status.code(), Some(1), "{}", outcome.log);
    assert_eq!(outcome.log.trim_end().lines().count(), 1, "{}", outcome.log);
    assert!(outcome.log.starts_with("bridge: "), "{}", outcome.log);
    outcome.log.clone()
}

#[tokio::test]
async fn a_port_in_use() {
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let running = Bridge::start(first.path());
    let address = running.address.to_string();
    let line = one_line(&Outcome::of(&mut bridge(second.path(), &["--listen", &address])));
    assert!(line.contains(&address) && line.contains("BRIDGE_LISTEN"), "{line}");
}

#[test]
fn a_folder_that_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    let line = refused(folder.path(), &["--database", "file/bookings.db"]);
    assert!(line.contains("the folder file"), "{line}");
    let line = refused(folder.path(), &["--database", "here.db", "--key-file", "file/bookings.key"]);
    assert!(line.contains("the key file file/bookings.key"), "{line}");
}

#[test]
fn a_file_that_is_not_a_database() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("letter.txt"), "Dear committee,\n".repeat(1_000)).unwrap();
    let line = refused(folder.path(), &["--database", "letter.txt"]);
    assert!(line.contains("letter.txt is not a usable SQLite database"), "{line}");
    assert_eq!(fs::read_to_string(folder.path().join("letter.txt")).unwrap().len(), 16_000);
}

#[test]
fn a_database_of_another_program_or_of_a_newer_version() {
    let folder = tempfile::tempdir().unwrap();
    let other = rusqlite::Connection::open(folder.path().join("other.db")).unwrap();
    other.execute_batch("CREATE TABLE recipes (id INTEGER)").unwrap();
    let line = refused(folder.path(), &["--database", "other.db"]);
    assert!(line.contains("other.db is a SQLite database of another program"), "{line}");
}

#[tokio::test]
async fn a_newer_database() {
    let folder = tempfile::tempdir().unwrap();
    Bridge::start(folder.path()).stop();
    let database = rusqlite::Connection::open(folder.path().join("data/bookings.db")).unwrap();
    database.pragma_update(None, "user_version", 1_000).unwrap();
    let line = refused(folder.path(), &[]);
    assert!(line.contains("schema version 1000") && line.contains("use a newer program"), "{line}");
}

#[tokio::test]
async fn a_second_bridge_on_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let running = Bridge::start(folder.path());
    let line = refused(folder.path(), &[]);
    assert!(line.contains("data/bookings.db is in use by another bridge"), "{line}");
    running.done(account("jdevries")).await;
}

/// A folder with a database that holds a password.
async fn with_password() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let running = Bridge::start(folder.path());
    running.done(json!({ "action": "add_account", "netid": "jdevries", "password": "open sesame" })).await;
    running.stop();
    folder
}

#[tokio::test]
async fn a_key_that_is_missing_or_another_one() {
    let folder = with_password().await;
    let key = folder.path().join("data/bookings.key");
    let kept = fs::read(&key).unwrap();
    fs::remove_file(&key).unwrap();
    let line = refused(folder.path(), &[]);
    assert!(line.contains("the key file data/bookings.key is missing"), "{line}");
    assert!(!key.exists(), "a new key would make the old passwords unreadable for good");
    let write = |bytes: &[u8]| {
        use std::io::Write as _;
        let mut file = fs::OpenOptions::new().create(true).write(true).truncate(true).mode(0o600).open(&key).unwrap();
        file.write_all(bytes).unwrap();
    };
    write(&[7; 32]);
    assert!(refused(folder.path(), &[]).contains("encrypted with another key"));
    write(b"short");
    assert!(refused(folder.path(), &[]).contains("shorter than 32 bytes"));
    write(&kept);
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(refused(folder.path(), &[]).contains("change it to 0600"));
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    assert!(Bridge::start(folder.path()).stop().status.success());
}

#[test]
fn invalid_settings() {
    let folder = tempfile::tempdir().unwrap();
    for (name, value, remedy) in [
        ("BRIDGE_LISTEN", "8008", "use an IP address and a port, as in 127.0.0.1:8008"),
        ("BRIDGE_LISTEN", "localhost:8008", "use an IP address and a port"),
        ("BRIDGE_TIME_ZONE", "Amsterdam", "use the IANA name of a time zone, as in Europe/Amsterdam"),
        ("BRIDGE_ALLOWED_ORIGINS", "localhost:3000", "use scheme, host and port only, as in http://localhost:3000"),
        ("BRIDGE_ALLOWED_ORIGINS", "*", "use scheme, host and port only"),
        ("BRIDGE_ALLOWED_HOSTS", "a b", "use a host name"),
        ("BRIDGE_TOKEN", "two words", "printable ASCII characters without spaces"),
        ("BRIDGE_TOKEN", "", "printable ASCII characters without spaces"),
        ("BRIDGE_NOTIFY_WEBHOOK", "example.org/hook", "BRIDGE_NOTIFY_WEBHOOK or --notify-webhook cannot be used"),
        ("BRIDGE_NOTIFY_SECRET", "", "BRIDGE_NOTIFY_SECRET or --notify-secret cannot be used"),
        ("BRIDGE_SMTP_URL", "mail.example.org", "BRIDGE_SMTP_URL or --smtp-url cannot be used"),
        ("BRIDGE_SMTP_URL", "smtps://mail.example.org", "add the sender"),
        ("BRIDGE_NOTIFY_CA", "/dev/null", "name a file with certificates in PEM"),
        ("BRIDGE_NOTIFY_CA", "none.pem", "BRIDGE_NOTIFY_CA: none.pem cannot be used"),
    ] {
        let by_environment = Outcome::of(bridge(folder.path(), &[]).env(name, value));
        let flag = format!("--{}={value}", name.strip_prefix("BRIDGE_").unwrap().to_lowercase().replace('_', "-"));
        let by_flag = Outcome::of(&mut bridge(folder.path(), &[&flag]));
        for outcome in [by_environment, by_flag] {
            assert!(!outcome.status.success(), "{name}={value}");
            assert!(outcome.log.contains(remedy), "{name}={value}: {}", outcome.log);
        }
    }
    let unknown = Outcome::of(&mut bridge(folder.path(), &["--databse", "x"]));
    assert!(!unknown.status.success() && unknown.log.contains("--database"), "{}", unknown.log);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn doctor_refuses_the_certificates_that_a_start_would() {
    let folder = tempfile::tempdir().unwrap();
    Bridge::start(folder.path()).stop();
    let doctor = |flags: &[&str]| Outcome::of(&mut bridge(folder.path(), &[&["doctor"], flags].concat()));
    assert!(doctor(&[]).status.success());
    let refused = doctor(&["--notify-ca", "none.pem"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(refused.log.contains("BRIDGE_NOTIFY_CA: none.pem cannot be used"), "{}", refused.log);
}

#[test]
fn a_refused_secret_is_not_repeated() {
    let folder = tempfile::tempdir().unwrap();
    for (name, value) in [
        ("BRIDGE_TOKEN", "canary t0ken"),
        ("BRIDGE_NOTIFY_WEBHOOK", "ftp://name:canary@example.org"),
        ("BRIDGE_SMTP_URL", "smtp://name:canary@mail/path"),
    ] {
        let outcome = Outcome::of(bridge(folder.path(), &[]).env(name, value));
        assert!(!outcome.status.success());
        assert!(!outcome.log.contains("canary"), "{}", outcome.log);
    }
}
