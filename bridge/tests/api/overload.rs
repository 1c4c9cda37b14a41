//! A full write queue and a locked database.

use std::time::Duration;

use booking_core::account::AccountChange;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::support::{App, Reply, book, spawn_app};

/// More changes than the queue and one commit hold together.
const MANY: usize = 2_000;

/// Writes that wait while the database is locked.
type Waiting = JoinSet<Result<(), booking_core::Error>>;

/// Calls the service directly, because as many sockets would exceed the default limit of open files.
async fn fill_the_queue(app: &App, waiting: &mut Waiting) {
    for _ in 0..MANY {
        let service = app.service.clone();
        let change = AccountChange::new(None, Some(true), None, None).unwrap();
        waiting.spawn(async move { service.update_account(1.try_into().unwrap(), change).await.map(drop) });
    }
    // The first refusal means that the queue is full.
    loop {
        match waiting.join_next().await {
            Some(Ok(Err(booking_core::Error::Overloaded))) => return,
            Some(_) => {}
            None => panic!("nothing was refused"),
        }
    }
}

/// Sends a create while the queue is full; returns the response and the request.
async fn ask_while_full(app: &App, waiting: &mut Waiting) -> (Reply, Value) {
    for hour in 0..24 {
        fill_the_queue(app, waiting).await;
        let body = book(&[&format!("{hour:02}:00")]);
        // The writer may time out on a commit just now, which makes room in the queue; this request then waits.
        if let Ok(reply) = timeout(Duration::from_secs(1), app.post(&body)).await {
            return (reply, body);
        }
    }
    panic!("there was always room in the queue");
}

/// The response while the queue is full. Afterwards the same request succeeds.
pub(crate) async fn overloaded() -> Reply {
    let app = spawn_app().with_account().await;
    let other = app.lock();
    let mut waiting = JoinSet::new();
    let (reply, body) = ask_while_full(&app, &mut waiting).await;
    other.execute_batch("ROLLBACK").unwrap();
    let outcomes = waiting.join_all().await;
    assert!(outcomes.iter().any(Result::is_ok));
    app.done(body).await;
    reply
}

/// The response while another program locks the database for longer than the bridge waits.
pub(crate) async fn storage_unavailable() -> Reply {
    let app = spawn_app().with_account().await;
    let other = app.lock();
    let reply = app.post(&book(&["06:00"])).await;
    app.get("/ready").await.success();
    assert_eq!(app.done(json!({ "action": "get_accounts" })).await["count"], 1);
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(app.total().await, 0);
    app.done(book(&["06:00"])).await;
    reply
}

#[tokio::test]
async fn a_full_queue_refuses_until_it_has_room() {
    let reply = overloaded().await;
    let refusal = reply.failure("overloaded");
    assert_eq!(reply.header("retry-after"), Some("1"));
    assert!(refusal["message"].as_str().unwrap().contains("Nothing was written"));
}

#[tokio::test]
async fn a_locked_database_can_be_read_and_later_written() {
    let refusal = storage_unavailable().await.failure("storage_unavailable");
    assert!(refusal["message"].as_str().unwrap().contains("Nothing was written"));
}
