use std::fs;

use serde_json::Value;

use crate::facility::{FITNESS, Facility, NOW, X1_A, command};

const NOON: &str = "2026-11-22T11:00:00.000Z";

#[tokio::test]
async fn reservations_survive_a_kill_where_there_is_a_state_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.json");
    let flags =
        ["--state", file.to_str().unwrap(), "--competitors", "0.5", "--waiting-list", "--capacity-fitness", "4"];
    let first = Facility::frozen(&flags);
    let ada = first.sign_in("ada").await;
    ada.hold(FITNESS, NOON).await;
    let cancelled = ada.hold(X1_A, "2026-11-22T13:00:00.000Z").await;
    ada.cancel(cancelled).await;
    let (slots, held) = (first.state().await["slots"].clone(), ada.participations().await);
    first.kill();

    let second = Facility::frozen(&flags);
    assert_eq!(second.state().await["slots"], slots);
    let ada = second.sign_in("ada").await;
    assert_eq!(ada.participations().await, held);
    let next = second.sign_in("bob").await.book(FITNESS, NOON).await.body["id"].as_i64().unwrap();
    assert!(held.iter().all(|one| one["id"].as_i64().unwrap() < next));
}

#[tokio::test]
async fn without_a_file_a_restart_forgets_reservations_and_uses_no_id_again() {
    let first = Facility::start(&["--clock", NOW]);
    let id = first.sign_in("ada").await.hold(FITNESS, NOON).await;
    first.kill();
    let second = Facility::start(&["--clock", "2026-11-22T09:30:01Z"]);
    let ada = second.sign_in("ada").await;
    assert_eq!(ada.participations().await, [] as [Value; 0]);
    assert!(ada.hold(FITNESS, NOON).await > id);
}

#[test]
fn a_file_of_something_else_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.json");
    fs::write(&file, "not ours").unwrap();
    let output = command(&["--state", file.to_str().unwrap()]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("state.json"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "not ours");
}

#[test]
fn wrong_flags_are_refused() {
    for flag in [
        "--competitors=1.5",
        "--errors=NaN",
        "--latency=40",
        "--latency=-1ms",
        "--clock-skew=99999999999999999999s",
        "--clock=tomorrow",
        "--open-ahead=X2=10",
        "--open-ahead=X1=-1",
        "--answer=html=book",
        "--rate-limit=0",
    ] {
        let output = command(&[flag]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{flag}");
        let name = flag.split('=').next().unwrap();
        assert!(String::from_utf8(output.stderr).unwrap().contains(name), "{flag}");
    }
}
