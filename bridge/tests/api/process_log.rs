//! The real binary's log, and secrets that must not appear anywhere.

use std::fs;

use serde_json::{Value, json};

use crate::support::{Bridge, Connection, Reply, account, book, bridge, with};

const CANARY: &str = "canary-pa55word";
const TOKEN: &str = "canary-t0ken";

#[tokio::test]
async fn writes_and_failures_are_logged_at_info_and_successful_reads_at_debug() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = bridge(folder.path(), &["--listen", "127.0.0.1:0"]);
    let running = Bridge::run(command.env("RUST_LOG", "bridge=debug"));
    for (id, body) in [
        ("first", account("jdevries")),
        ("second", json!({ "action": "get_accounts" })),
        ("third", json!({ "action": "get_account", "account_id": 9 })),
        ("fourth", json!({ "action": "sing" })),
    ] {
        Reply::to(running.endpoint().header("x-request-id", id).json(&body)).await;
    }
    Reply::to(running.request(reqwest::Method::GET, "/nowhere?q=1").header("x-request-id", "fifth")).await;
    let log = running.stop().log;
    for (id, level, fields) in [
        ("first", "INFO", "method=POST path=\"/api/python/bookings\" action=add_account status=201 duration_us="),
        ("second", "DEBUG", "action=get_accounts status=200 duration_us="),
        ("third", "INFO", "action=get_account status=404 duration_us="),
        ("fourth", "INFO", "action=none status=400 duration_us="),
        ("fifth", "INFO", "method=GET path=\"/nowhere\" action=none status=404 duration_us="),
    ] {
        let lines: Vec<&str> = log.lines().filter(|line| line.contains(&format!("request_id={id} "))).collect();
        assert_eq!(lines.len(), 1, "{log}");
        assert!(lines[0].contains(level) && lines[0].contains(fields), "{}", lines[0]);
    }
}

#[tokio::test]
async fn a_disconnected_client_is_logged() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = Bridge::start(folder.path());
    let mut caller = Connection::to(running.address).await;
    caller.send(b"POST /api/python/bookings HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: gone\r\n").await;
    caller.send(b"Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 99\r\n\r\n").await;
    caller.expect(b"HTTP/1.1 100 Continue\r\n\r\n").await;
    caller.break_off();
    let line = running.line_with("request_id=gone ");
    assert!(line.contains("client disconnected"), "{line}");
}

#[tokio::test]
async fn the_cause_of_a_failure_is_logged_under_the_responses_id() {
    let folder = tempfile::tempdir().unwrap();
    let running = Bridge::start(folder.path());
    let other = rusqlite::Connection::open(folder.path().join("data/bookings.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let reply = running.post(&account("jdevries")).await;
    reply.failure("storage_unavailable");
    other.execute_batch("ROLLBACK").unwrap();
    let id = format!("request_id={} ", reply.header("x-request-id").unwrap());
    let log = running.stop().log;
    assert!(log.lines().any(|line| line.contains(&id) && line.contains("ERROR") && line.contains("locked")), "{log}");
}

#[tokio::test]
async fn the_cause_of_an_aborted_list_is_logged_under_the_responses_id() {
    let folder = tempfile::tempdir().unwrap();
    let running = Bridge::start(folder.path());
    running.done(account("jdevries")).await;
    for day in 1..=30 {
        let slots: Vec<String> = (0..24).map(|hour| format!("{hour:02}:00")).collect();
        let slots: Vec<&str> = slots.iter().map(String::as_str).collect();
        running.done(with(book(&slots), "booking_date", format!("2027-01-{day:02}"))).await;
    }
    let other = rusqlite::Connection::open(folder.path().join("data/bookings.db")).unwrap();
    let damage = "PRAGMA ignore_check_constraints = ON; UPDATE bookings SET retry_interval = 0 WHERE id = 700";
    other.execute_batch(damage).unwrap();
    let list =
        running.endpoint().header("x-request-id", "long").json(&json!({ "action": "get_bookings", "account_id": 1 }));
    let answer = list.send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.bytes().await.is_err());
    let log = running.stop().log;
    let causes: Vec<&str> = log.lines().filter(|line| line.contains("ERROR")).collect();
    assert_eq!(causes.len(), 1, "{log}");
    assert!(causes[0].contains("request_id=long action=get_bookings") && causes[0].contains("out of range"), "{log}");
}

#[tokio::test]
async fn rust_log_sets_the_log_level() {
    let folder = tempfile::tempdir().unwrap();
    let listen = ["--listen", "127.0.0.1:0"];
    let quiet = Bridge::run(bridge(folder.path(), &listen).env("RUST_LOG", "warn,bridge::startup=info"));
    quiet.done(account("jdevries")).await;
    assert!(!quiet.stop().log.contains("request_id="));
    let loud = Bridge::run(bridge(folder.path(), &listen).env("RUST_LOG", "debug"));
    loud.done(account("mbakker")).await;
    let log = loud.stop().log;
    assert!(log.contains("request_id=") && log.contains("DEBUG"), "{log}");
}

#[tokio::test]
async fn a_calendars_secret_is_in_no_log_line() {
    let folder = tempfile::tempdir().unwrap();
    let listen = ["--listen", "127.0.0.1:0"];
    let running = Bridge::run(bridge(folder.path(), &listen).env("RUST_LOG", "debug"));
    running.done(account("jdevries")).await;
    let made = running.done(json!({ "action": "create_calendar_link", "account_id": 1 })).await;
    let secret = made["secret"].as_str().unwrap();
    let path = format!("/api/python/calendar/{secret}.ics");
    assert_eq!(running.get(&path).await.status, 200);
    running.done(json!({ "action": "revoke_calendar_link", "account_id": 1 })).await;
    running.get(&path).await.failure("not_found");
    let log = running.stop().log;
    assert!(log.contains("/api/python/calendar/") && !log.contains(secret), "{log}");
}

/// Bodies with a password or a token in valid and invalid places.
fn bodies() -> Vec<String> {
    let long = format!("{CANARY}{}", "x".repeat(1_024));
    let json = [
        json!({ "action": "add_account", "netid": "jdevries", "password": CANARY }),
        json!({ "action": "add_account", "netid": "jdevries", "password": CANARY }),
        json!({ "action": "update_account", "account_id": 1, "password": CANARY }),
        json!({ "action": "update_account", "account_id": 9, "password": CANARY }),
        json!({ "action": "update_account", "account_id": 1, "password": long }),
        json!({ "action": "update_account", "account_id": 1, "password": [CANARY] }),
        json!({ "action": "update_account", "account_id": 1, "password": { "is": CANARY } }),
        json!({ "action": "get_account", "account_id": 1, "password": CANARY }),
        json!({ "action": "set_account_token", "account_id": 1, "token": CANARY }),
        json!({ "action": "set_account_token", "account_id": 1, "token": format!("{CANARY} {CANARY}") }),
        json!({ "action": "set_account_token", "account_id": 1, "token": format!("{{\"accessToken\": \"{CANARY}\"}}") }),
        json!({ "action": "set_account_token", "account_id": 1, "token": { "accessToken": CANARY } }),
        json!({ "action": "set_account_token", "account_id": 9, "token": CANARY }),
        json!({ "action": "sing", "password": CANARY }),
        json!({ "action": { "action": "add_account", "netid": "jdevries", "password": CANARY } }),
        json!({ "action": ["add_account", "jdevries", CANARY] }),
        json!({ "password": CANARY }),
        json!([CANARY]),
    ];
    let broken = format!("{{\"action\":\"add_account\",\"password\":\"{CANARY}\"");
    json.iter().map(Value::to_string).chain([broken]).collect()
}

#[tokio::test]
async fn no_password_or_token_comes_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = bridge(folder.path(), &["--listen", "127.0.0.1:0"]);
    let running = Bridge::run(command.env("RUST_LOG", "trace").env("BRIDGE_TOKEN", TOKEN));
    let mut seen = Vec::new();
    for body in bodies() {
        let request = running.endpoint().bearer_auth(TOKEN).header("content-type", "application/json").body(body);
        let reply = Reply::to(request).await;
        seen.push(format!("{:?} {}", reply.headers, reply.text));
    }
    seen.push(running.get("/metrics").await.text);
    let data = folder.path().join("data");
    let contents = || fs::read_dir(&data).unwrap().map(|file| fs::read(file.unwrap().path()).unwrap());
    // The write-ahead log is emptied when the bridge stops.
    let mut files: Vec<Vec<u8>> = contents().collect();
    let outcome = running.stop();
    assert!(outcome.log.contains("TRACE"), "{}", outcome.log);
    files.extend(contents());
    seen.extend([outcome.out, outcome.log]);
    seen.extend(files.iter().map(|bytes| String::from_utf8_lossy(bytes).into_owned()));
    assert!(seen.iter().any(|text| text.contains("jdevries")));
    for text in seen {
        let leak = text.lines().find(|line| line.contains(CANARY) || line.contains(TOKEN));
        assert_eq!(leak, None);
    }
}
