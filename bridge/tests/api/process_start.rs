//! The real binary starts.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::json;

use crate::support::{Bridge, Outcome, account, bridge};

#[tokio::test]
async fn it_creates_its_files_in_an_empty_folder_and_serves() {
    let folder = tempfile::tempdir().unwrap();
    let running = Bridge::start(folder.path());
    running.done(account("jdevries")).await;
    let data = folder.path().join("data");
    assert!(data.join("bookings.db").is_file());
    let key = fs::metadata(data.join("bookings.key")).unwrap();
    assert_eq!((key.permissions().mode() & 0o777, key.len()), (0o600, 32));
    assert!(running.stop().status.success());
}

#[tokio::test]
async fn data_survives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let first = Bridge::start(folder.path());
    let added = json!({ "action": "add_account", "netid": "jdevries", "password": "open sesame" });
    let answer = first.done(added).await;
    assert!(first.stop().status.success());
    let second = Bridge::start(folder.path());
    assert_eq!(second.done(json!({ "action": "get_account", "account_id": 1 })).await, answer);
}

#[tokio::test]
async fn flags_and_environment_set_the_same_things() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = bridge(folder.path(), &["--time-zone", "America/New_York"]);
    command
        .env("BRIDGE_LISTEN", "127.0.0.1:0")
        .env("BRIDGE_DATABASE", "deep/down/b.sqlite")
        .env("BRIDGE_KEY_FILE", "my.key");
    let running = Bridge::run(command.env("BRIDGE_TIME_ZONE", "Asia/Tokyo").env("BRIDGE_TOKEN", "s3cret"));
    running.refused("unauthorized", json!({ "action": "get_facility" })).await;
    let request = running.endpoint().bearer_auth("s3cret").json(&json!({ "action": "get_facility" }));
    let facility = crate::support::Reply::to(request).await.success();
    assert_eq!(facility["facility"]["time_zone"], "America/New_York");
    assert!(folder.path().join("deep/down/b.sqlite").is_file() && folder.path().join("my.key").is_file());
}

/// SQLite would take the first as an in-memory database and the second as a URI.
#[tokio::test]
async fn a_database_may_have_any_name() {
    for name in [":memory:", "file:bookings.db?mode=memory"] {
        let folder = tempfile::tempdir().unwrap();
        let start = || Bridge::run(&mut bridge(folder.path(), &["--listen", "127.0.0.1:0", "--database", name]));
        let first = start();
        first.done(account("jdevries")).await;
        let copied = Outcome::of(&mut bridge(folder.path(), &["backup", "--database", name, "file:copy.db"]));
        assert!(copied.status.success(), "{name}: {}", copied.log);
        assert!(first.stop().status.success());
        start().done(json!({ "action": "get_account", "account_id": 1 })).await;
        for file in [name, "file:copy.db"] {
            let made = fs::metadata(folder.path().join(file)).unwrap();
            assert!(made.len() > 0 && made.permissions().mode() & 0o777 == 0o600, "{file}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().filter(|file| is_draft(file.as_ref().unwrap())).count(), 0);
    }
}

fn is_draft(file: &fs::DirEntry) -> bool {
    file.file_name().to_string_lossy().contains("draft")
}

#[test]
fn help_lists_every_setting_but_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let help = Outcome::of(bridge(folder.path(), &["--help"]).env("BRIDGE_TOKEN", "canary-t0ken"));
    assert!(help.status.success());
    for name in ["LISTEN", "DATABASE", "KEY_FILE", "TIME_ZONE", "ALLOWED_ORIGINS", "ALLOWED_HOSTS", "TOKEN"] {
        assert!(help.out.contains(&format!("BRIDGE_{name}")), "{name}: {}", help.out);
    }
    assert!(help.out.contains("127.0.0.1:8008") && help.out.contains("Europe/Amsterdam"));
    assert!(!help.out.contains("canary"));
}

#[test]
fn openapi_prints_the_document() {
    let folder = tempfile::tempdir().unwrap();
    let printed = Outcome::of(&mut bridge(folder.path(), &["openapi"]));
    assert!(printed.status.success());
    let document: serde_json::Value = serde_json::from_str(&printed.out).unwrap();
    assert_eq!(document, ::bridge::http::openapi::document());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn healthcheck_exits_0_only_if_the_bridge_is_ready() {
    let folder = tempfile::tempdir().unwrap();
    let running = Bridge::start(folder.path());
    let address = running.address.to_string();
    let check = || Outcome::of(&mut bridge(folder.path(), &["healthcheck", "--listen", &address]));
    assert!(check().status.success());
    let everywhere = format!("0.0.0.0:{}", running.address.port());
    assert!(Outcome::of(bridge(folder.path(), &["healthcheck"]).env("BRIDGE_LISTEN", everywhere)).status.success());
    running.stop();
    let gone = check();
    assert_eq!(gone.status.code(), Some(1));
    assert!(gone.log.contains(&address), "{}", gone.log);
}
