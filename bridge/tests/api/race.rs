//! Concurrent callers.

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::support::{Reply, book, each, spawn_app, with};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_of_fifty_callers_gets_the_slot_and_the_others_a_conflict() {
    let app = spawn_app().with_account().await;
    for round in 0..10 {
        let body = book(&[&format!("{round:02}:00")]);
        let replies: Vec<Reply> = join_all((0..50).map(|_| app.post(&body))).await;
        let (won, lost): (Vec<&Reply>, Vec<&Reply>) = replies.iter().partition(|reply| reply.status == 201);
        assert_eq!((won.len(), lost.len()), (1, 49));
        let winner = &won[0].success()["bookings"][0]["id"];
        for loser in lost {
            let refusal = loser.failure("slot_conflict");
            assert_eq!(refusal["conflicts"].as_array().unwrap().len(), 1);
            assert_eq!(&refusal["conflicts"][0]["booking_id"], winner);
        }
    }
    assert_eq!(app.total().await, 10);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_callers_with_one_key_get_the_same_bookings() {
    let app = spawn_app().with_account().await;
    let body = with(book(&["06:00", "07:00", "08:00"]), "idempotency_key", "3f0c2f6e");
    let answers: Vec<Value> = join_all((0..20).map(|_| app.done(body.clone()))).await;
    assert!(answers.iter().all(|answer| answer == &answers[0]));
    assert_eq!(app.total().await, 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn overlapping_requests_are_all_or_nothing() {
    let app = spawn_app().with_account().await;
    let pairs = [["06:00", "07:00"], ["07:00", "08:00"], ["08:00", "06:00"]];
    let replies: Vec<Reply> =
        join_all(pairs.iter().cycle().take(30).map(|pair| async { app.post(&book(pair)).await })).await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 201).count(), 1);
    let held = app.done(json!({ "action": "get_bookings" })).await;
    let winner = replies.iter().find(|reply| reply.status == 201).unwrap().success();
    let (mut left, mut right) = (each(&held, "id"), each(&winner, "id"));
    left.sort_by_key(Value::as_i64);
    right.sort_by_key(Value::as_i64);
    assert_eq!(left, right);
}
