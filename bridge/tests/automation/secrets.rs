//! No password, token or session is in a file, a log line, an answer or a metric.

use std::fs;

use chrono::{Days, Utc};
use serde_json::{Value, json};

use crate::facility::Facility;
use crate::support::{Bridge, bridge, on_account, on_booking};

const PASSWORD: &str = "canary-password-7c2e";
const TOKEN: &str = "canary-token-91af";
const HOOK: &str = "canary-hook-5b0d";
const KEY: &str = "canary-key-e83c";
const MAIL: &str = "canary-mail-4d17";

/// Waits until a booking has been attempted.
async fn attempted(running: &Bridge, id: i64) -> Value {
    loop {
        let answer = running.done(json!({ "action": "get_attempts", "booking_id": id })).await;
        if answer["attempts"].as_array().unwrap().iter().any(|one| one["outcome"].is_string()) {
            return answer;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn no_secret_leaves_the_engine() {
    let facility = Facility::now(&[]);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("facility.toml"), facility.profile()).unwrap();
    let line = ["--listen", "127.0.0.1:0", "--facility", "facility.toml"];
    // Nobody listens on port 1, so that every delivery fails.
    let running = Bridge::run(
        bridge(folder.path(), &line)
            .env("RUST_LOG", "trace")
            .env("BRIDGE_NOTIFY_WEBHOOK", format!("http://name:{HOOK}@127.0.0.1:1/{HOOK}"))
            .env("BRIDGE_NOTIFY_SECRET", KEY)
            .env("BRIDGE_SMTP_URL", format!("smtp://name:{MAIL}@127.0.0.1:1?from=booking@example.org")),
    );
    running.done(json!({ "action": "add_account", "netid": "anna", "password": PASSWORD, "notify_email": "anna@example.org" })).await;
    running.done(json!({ "action": "add_account", "netid": "bert" })).await;
    running.done(json!({ "action": "set_account_token", "account_id": 2, "token": TOKEN })).await;
    let mut answers = String::new();
    for account in [1, 2] {
        let date = (Utc::now().date_naive() + Days::new(2)).to_string();
        let booking = running
            .done(json!({
                "action": "create_booking", "account_id": account, "booking_date": date, "time_slots": ["12:00"],
                "location": "Fitness",
            }))
            .await;
        let id = booking["bookings"][0]["id"].as_i64().unwrap();
        let attempts = attempted(&running, id).await;
        let expected = if account == 1 { "confirmed" } else { "sign_in_needed" };
        assert_eq!(attempts["attempts"][0]["outcome"], expected);
        for body in [
            on_booking("get_booking_logs", id),
            on_account("get_account_logs", account),
            on_account("get_account", account),
            json!({ "action": "get_engine" }),
        ] {
            answers.push_str(&running.done(body).await.to_string());
        }
        answers.push_str(&attempts.to_string());
    }
    let tested = running.done(json!({ "action": "send_test_notice" })).await;
    assert!(tested["results"].as_array().unwrap().iter().all(|result| result["is_sent"] == false), "{tested}");
    answers.push_str(&tested.to_string());
    answers.push_str(&running.done(json!({ "action": "get_notice_settings" })).await.to_string());
    answers.push_str(&running.get("/metrics").await.text);
    let log = running.stop().log;
    assert!(log.contains("hyper") || log.contains("reqwest"), "the libraries log nothing");
    let mut kept = vec![answers.into_bytes(), log.into_bytes()];
    for folder in [folder.path().to_owned(), folder.path().join("data")] {
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        kept.extend(files.filter(|path| path.is_file()).map(|path| fs::read(path).unwrap()));
    }
    for secret in [PASSWORD, TOKEN, HOOK, KEY, MAIL] {
        let found = kept.iter().any(|bytes| bytes.windows(secret.len()).any(|part| part == secret.as_bytes()));
        assert!(!found, "{secret}");
    }
}
