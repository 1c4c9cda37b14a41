//! The facility's slots, with the practice facility over HTTP. Its clock stands still at [`NOW`], as the bridge's does.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{App, NOW, PRACTICE, Reply, Start, account, patiently, spawn_app, with};

/// A day on which X1 is open up to the slot of 10:00.
const DATE: &str = "2026-11-25";

/// A running practice facility. It ends with the test.
struct Facility {
    child: Child,
    profile: &'static str,
    _folder: tempfile::TempDir,
}

impl Facility {
    fn start(flags: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_practice-facility"));
        command.args(["--listen", "127.0.0.1:0", "--clock", NOW]).args(flags);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.strip_prefix("listening on ").and_then(|rest| rest.split(',').next()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let profile = folder.path().join("facility.toml");
        fs::write(&profile, fs::read_to_string(PRACTICE).unwrap().replace("http://127.0.0.1:8010", url)).unwrap();
        Self { child, profile: profile.to_str().unwrap().to_owned().leak(), _folder: folder }
    }

    fn bridge(&self) -> App {
        Start::with(&["--facility", self.profile]).spawn()
    }
}

impl Drop for Facility {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn slots(location: &str) -> Value {
    json!({ "action": "get_slots", "location": location, "date": DATE })
}

fn find<'a>(answer: &'a Value, id: &str) -> &'a Value {
    let slots = answer["slots"].as_array().unwrap();
    slots.iter().find(|slot| slot["id"] == id).unwrap_or_else(|| panic!("no {id} in {answer}"))
}

/// The questions about slots that the bridge has asked.
async fn questions(app: &App) -> u32 {
    let text = app.get("/metrics").await.text;
    let is_count =
        |line: &&str| line.starts_with("bridge_facility_request_duration_seconds_count") && line.contains("slots");
    text.lines().find(is_count).map_or(0, |line| line.rsplit(' ').next().unwrap().parse().unwrap())
}

#[tokio::test]
async fn slots_are_open_not_open_yet_and_past() {
    let facility = Facility::start(&[]);
    let app = facility.bridge();
    let answer = app.done(slots("X1")).await;
    assert_eq!(answer["checked_at"], NOW);
    let open = find(&answer, "X1-A-2026-11-25-10:00:00");
    assert_eq!((&open["state"], &open["is_available"]), (&json!("open"), &json!(true)));
    assert_eq!(open["opens_at"], "2026-11-22T09:00:00.000Z");
    let later = find(&answer, "X1-B-2026-11-25-11:00:00");
    assert_eq!((&later["state"], &later["is_available"]), (&json!("not_open_yet"), &json!(false)));
    let half = app.done(with(slots("X1"), "sub_location", "B")).await;
    assert!(half["slots"].as_array().unwrap().iter().all(|slot| slot["sub_location"] == "B"));
    let today = app.done(with(slots("Fitness"), "date", "2026-11-22")).await;
    assert_eq!(find(&today, "Fitness-2026-11-22-10:00:00")["state"], "past");
    let fitness = find(&today, "Fitness-2026-11-22-11:00:00");
    assert_eq!(fitness["remaining_capacity"], fitness["total_capacity"]);
}

#[tokio::test]
async fn many_callers_ask_one_question_and_a_list_is_used_for_30_seconds() {
    let facility = Facility::start(&["--latency", "50ms"]);
    let app = facility.bridge();
    join_all((0..50).map(|_| app.done(slots("X1")))).await;
    assert_eq!(questions(&app).await, 1);
    app.clock.set("2026-11-22T09:30:01.900Z");
    app.done(with(slots("X1"), "refresh", true)).await;
    assert_eq!(questions(&app).await, 1);
    app.clock.set("2026-11-22T09:30:29.999Z");
    app.done(slots("X1")).await;
    assert_eq!(questions(&app).await, 1);
    app.done(with(slots("X1"), "refresh", true)).await;
    assert_eq!(questions(&app).await, 2);
    app.clock.set("2026-11-22T09:31:00.000Z");
    assert_eq!(app.done(slots("X1")).await["checked_at"], "2026-11-22T09:31:00.000Z");
    assert_eq!(questions(&app).await, 3);
}

#[tokio::test]
async fn a_facility_that_cannot_be_asked_is_not_an_empty_one() {
    let facility = Facility::start(&[]);
    let app = facility.bridge();
    drop(facility);
    let answer = app.done(slots("X1")).await;
    assert_eq!(answer["checked_at"], Value::Null);
    assert_eq!(find(&answer, "X1-A-2026-11-25-10:00:00")["state"], "unknown");
    assert_eq!(find(&answer, "X1-A-2026-11-25-11:00:00")["state"], "not_open_yet");
}

#[tokio::test]
async fn the_older_actions_answer_at_the_path_of_slots() {
    let facility = Facility::start(&[]);
    let app = facility.bridge();
    let post = async |body: Value| Reply::to(app.request(Method::POST, "/api/python/slots").json(&body)).await;
    let window = json!({ "action": "get_cached_availability", "location": "X1", "date": DATE,
        "time_window_start": "09:00", "time_window_end": "10:00", "force_refresh": null });
    let answer = post(window.clone()).await.success();
    assert_eq!(answer["slots"].as_array().unwrap().len(), 4);
    let all = with(with(window, "time_window_start", ""), "time_window_end", "");
    assert_eq!(post(all).await.success()["slots"].as_array().unwrap().len(), 36);
    let update =
        json!({ "action": "update_slot_cache", "location": "X1", "date": DATE, "netid": 5, "password": ["x"] });
    let counted = post(update).await.success();
    assert_eq!((&counted["slots_count"], &counted["available_count"]), (&json!(36), &json!(10)));
    let several =
        json!({ "action": "refresh_multiple", "locations": ["X1", " X1 ", "Fitness"], "dates": [DATE, DATE] });
    let refreshed = post(several).await.success();
    assert_eq!(refreshed["results"].as_array().unwrap().len(), 2);
    assert_eq!(refreshed["total_slots"], 36 + 18);
    let watched = json!({ "action": "get_monitoring_updates", "locations": ["Fitness"], "date_range": 2 });
    assert_eq!(post(watched).await.success()["slots"].as_array().unwrap().len(), 36);
}

#[tokio::test]
async fn wrong_arguments_are_named() {
    let facility = Facility::start(&[]);
    let app = facility.bridge();
    let watched = json!({ "action": "get_monitoring_updates", "locations": ["X1"] });
    app.blamed("date_range", with(watched.clone(), "date_range", 15)).await;
    app.blamed("date_range", with(watched.clone(), "date_range", 0)).await;
    app.blamed("locations", with(watched.clone(), "locations", json!([]))).await;
    app.blamed("locations", with(watched, "locations", json!(["X2"]))).await;
    let several = json!({ "action": "refresh_multiple", "locations": ["X1"], "dates": [] });
    app.blamed("dates", several).await;
    app.blamed("sub_location", with(slots("Fitness"), "sub_location", "A")).await;
}

#[tokio::test]
async fn without_a_facility_there_are_no_slots() {
    let app = spawn_app();
    app.refused("no_facility", slots("X1")).await;
    app.refused("no_facility", json!({ "action": "get_monitoring_updates", "locations": ["X1"] })).await;
}

#[tokio::test]
async fn a_change_of_slots_is_streamed() {
    let facility = Facility::start(&[]);
    let app = facility.bridge();
    app.done(slots("X1")).await;
    let mut stream = app.request(Method::GET, "/api/python/events").send().await.unwrap();
    app.done(account("jdevries")).await;
    drop(facility);
    app.clock.set("2026-11-22T09:31:00.000Z");
    app.done(slots("X1")).await;
    let mut text = String::new();
    while !text.contains(r#""slots":[{"location":"X1","date":"2026-11-25"}]"#) {
        text.push_str(std::str::from_utf8(&patiently(stream.chunk()).await.unwrap().unwrap()).unwrap());
    }
}
