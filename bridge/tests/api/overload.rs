//! When nothing can be written: the queue is full, or another program holds the database.

use std::time::Duration;

use booking_core::account::AccountChange;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::support::{App, Reply, book, spawn_app};

/// More changes than the queue and one commit hold together.
const MANY: usize = 2_000;

/// Changes that wait behind a database that is locked.
type Waiting = JoinSet<Result<(), booking_core::Error>>;

/// The changes come from inside, because as many sockets would need more open files than a system allows by default.
async fn fill_the_queue(app: &App, waiting: &mut Waiting) {
    for _ in 0..MANY {
        let service = app.service.clone();
        let change = AccountChange::new(None, Some(true)).unwrap();
        waiting.spawn(async move { service.update_account(1.try_into().unwrap(), change).await.map(drop) });
    }
    // The first to be refused says that the queue is full.
    loop {
        match waiting.join_next().await {
            Some(Ok(Err(booking_core::Error::Overloaded))) => return,
            Some(_) => {}
            None => panic!("nothing was refused"),
        }
    }
}

/// What a caller gets while the queue is full, and the slot that it asked for.
async fn ask_while_full(app: &App, waiting: &mut Waiting) -> (Reply, Value) {
    for hour in 0..24 {
        fill_the_queue(app, waiting).await;
        let body = book(&[&format!("{hour:02}:00")]);
        // On a busy machine the writer may give up on a commit just now, and its room goes to this caller, who then waits.
        if let Ok(reply) = timeout(Duration::from_secs(1), app.post(&body)).await {
            return (reply, body);
        }
    }
    panic!("there was always room in the queue");
}

/// What a caller gets while the queue is full; afterwards the bridge takes the same request.
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

/// What a caller gets while another program holds the database for longer than the bridge waits.
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
async fn a_full_queue_refuses_at_once_and_takes_requests_again_when_it_has_room() {
    let reply = overloaded().await;
    let refusal = reply.failure("overloaded");
    assert_eq!(reply.header("retry-after"), Some("1"));
    assert!(refusal["message"].as_str().unwrap().contains("Nothing was written"));
}

#[tokio::test]
async fn a_database_that_another_program_has_locked_can_be_read_and_later_written() {
    let refusal = storage_unavailable().await.failure("storage_unavailable");
    assert!(refusal["message"].as_str().unwrap().contains("Nothing was written"));
}
