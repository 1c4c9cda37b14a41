//! The calendar of an account under its link.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{App, Reply, Start, account, book, on_booking, spawn_app, with};

async fn link(app: &App) -> String {
    let made = app.done(json!({ "action": "create_calendar_link", "account_id": 1 })).await;
    format!("/api/python/calendar/{}.ics", made["secret"].as_str().unwrap())
}

/// The lines of the calendar, unfolded.
async fn lines(app: &App, link: &str) -> Vec<String> {
    let reply = app.get(link).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    reply.text.replace("\r\n ", "").lines().map(str::to_owned).collect()
}

fn value<'line>(lines: &'line [String], name: &str) -> &'line str {
    let line = lines.iter().find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("no {name}: {lines:?}"));
    line.split_once(':').unwrap().1
}

#[tokio::test]
async fn a_booking_is_an_event_that_follows_its_changes() {
    let app = spawn_app().with_account().await;
    let link = link(&app).await;
    app.done(with(book(&["14:00"]), "booking_date", "2026-12-01".to_owned())).await;
    let pending = lines(&app, &link).await;
    assert_eq!(value(&pending, "DTSTART;TZID=Europe/Amsterdam"), "20261201T140000");
    assert_eq!((value(&pending, "DURATION"), value(&pending, "STATUS")), ("PT60M", "TENTATIVE"));
    let confirm = json!({ "action": "mark_booking_confirmed", "booking_id": 1, "booking_reference": "a,b;c\\d" });
    app.done(confirm).await;
    let confirmed = lines(&app, &link).await;
    assert_eq!(value(&confirmed, "STATUS"), "CONFIRMED");
    assert!(value(&confirmed, "DESCRIPTION").ends_with(r"\nReference: a\,b\;c\\d"), "{confirmed:?}");
    app.done(on_booking("cancel_booking", 1)).await;
    let cancelled = lines(&app, &link).await;
    assert_eq!(value(&cancelled, "STATUS"), "CANCELLED");
    let sequence = |lines: &[String]| value(lines, "SEQUENCE").parse::<u32>().unwrap();
    assert!(sequence(&pending) < sequence(&confirmed) && sequence(&confirmed) < sequence(&cancelled));
    assert_eq!(value(&pending, "UID"), value(&cancelled, "UID"));
}

#[tokio::test]
async fn a_failed_booking_is_cancelled_with_its_reason_in_folded_lines() {
    let app = spawn_app().with_account().await;
    let link = link(&app).await;
    app.done(book(&["14:00"])).await;
    let reason = format!("full,\r\nline\rBEGIN:VEVENT {}", "🎾é".repeat(60));
    app.done(json!({ "action": "mark_booking_failed", "booking_id": 1, "error_message": reason })).await;
    let text = app.get(&link).await.text;
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{text}");
    let failed = lines(&app, &link).await;
    assert_eq!(value(&failed, "STATUS"), "CANCELLED");
    assert!(value(&failed, "DESCRIPTION").contains(&"🎾é".repeat(60)), "{failed:?}");
    assert_eq!(failed.iter().filter(|line| *line == "BEGIN:VEVENT").count(), 1);
}

#[tokio::test]
async fn every_wrong_link_gets_the_same_404() {
    let app = spawn_app().with_account().await;
    let (replaced, revoked) = (link(&app).await, link(&app).await);
    app.done(json!({ "action": "revoke_calendar_link", "account_id": 1 })).await;
    app.done(account("mbakker")).await;
    let deleted = app.done(json!({ "action": "create_calendar_link", "account_id": 2 })).await;
    let deleted = format!("/api/python/calendar/{}.ics", deleted["secret"].as_str().unwrap());
    assert_eq!(app.get(&deleted).await.status, 200);
    app.done(json!({ "action": "delete_account", "account_id": 2 })).await;
    let bare = revoked.trim_end_matches(".ics").to_owned();
    let mut answers: Vec<Value> = Vec::new();
    let wrong = format!("/api/python/calendar/{}.ics", "A".repeat(43));
    for link in [replaced, revoked, deleted, bare, wrong, "/api/python/calendar/%00%ff.ics".to_owned()] {
        answers.push(app.get(&link).await.failure("not_found"));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
}

#[tokio::test]
async fn an_unchanged_calendar_is_not_sent_again() {
    let app = spawn_app().with_account().await;
    let link = link(&app).await;
    let first = app.get(&link).await;
    assert_eq!(first.header("content-type"), Some("text/calendar; charset=utf-8"));
    assert_eq!(first.header("cache-control"), Some("private, no-cache"));
    let tag = first.header("etag").unwrap().to_owned();
    let again = async || Reply::to(app.request(Method::GET, &link).header("if-none-match", &tag)).await;
    let unchanged = again().await;
    assert_eq!((unchanged.status, unchanged.text.as_str(), unchanged.header("etag")), (304, "", Some(tag.as_str())));
    app.done(book(&["14:00"])).await;
    assert_eq!(again().await.status, 200);
    let head = Reply::to(app.request(Method::HEAD, &link)).await;
    assert_eq!((head.status, head.text.as_str()), (200, ""));
}

#[tokio::test]
async fn a_bridge_with_a_token_asks_for_it_before_it_looks_at_the_link() {
    let app = Start::with(&["--token", "s3cret"]).spawn();
    for file in ["x.ics".to_owned(), format!("{}.ics", "A".repeat(43))] {
        let path = format!("/api/python/calendar/{file}");
        app.get(&path).await.failure("unauthorized");
        Reply::to(app.request(Method::GET, &path).bearer_auth("s3cret")).await.failure("not_found");
    }
}
