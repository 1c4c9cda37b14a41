//! Many connections, slow or vanishing clients, huge bodies, more writes than the queue holds.

use std::fs;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::invariants::{assert_invariants, database};
use crate::support::{Bridge, Caller, account, book, patiently, with};

/// The limit of resident memory.
const MOST_KIB: u64 = 128 * 1024;
/// The time within which `/health` must respond under load.
const HEALTH_WITHIN: Duration = Duration::from_secs(1);
const CONNECTIONS: usize = 1_000;
/// More changes than the queue and one commit hold together.
const BURST: usize = 1_400;

/// The peak of the process's resident memory, in KiB.
fn peak(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Starts a bridge with one account; returns its folder too.
async fn started() -> (tempfile::TempDir, Bridge) {
    let folder = tempfile::tempdir().unwrap();
    let running = Bridge::start(folder.path());
    running.done(account("jdevries")).await;
    (folder, running)
}

/// The longest of several `/health` requests, each on a new connection.
async fn health(running: &Bridge) -> Duration {
    let mut longest = Duration::ZERO;
    for _ in 0..10 {
        let begun = Instant::now();
        Caller::of(running.address).get("/health").await.success();
        longest = longest.max(begun.elapsed());
    }
    longest
}

/// Checks that the bridge still works, within its memory.
async fn unharmed(folder: &tempfile::TempDir, running: Bridge, what: &str, health: Duration) {
    running.done(book(&["23:45"])).await;
    let peak = peak(running.id());
    eprintln!("{what}: at most {peak} KiB, /health within {health:?}");
    assert!(peak < MOST_KIB, "{what}: {peak} KiB");
    assert!(health < HEALTH_WITHIN, "{what}: {health:?}");
    running.stop();
    assert_invariants(folder.path());
}

fn head(length: usize) -> String {
    format!(
        "POST /api/python/bookings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\n\r\n"
    )
}

/// Opens connections, sends these bytes on each and keeps them open.
async fn crowd(running: &Bridge, connections: usize, sent: &str) -> Vec<TcpStream> {
    join_all((0..connections).map(async |_| {
        let mut stream = TcpStream::connect(running.address).await.unwrap();
        stream.write_all(sent.as_bytes()).await.unwrap();
        stream
    }))
    .await
}

#[tokio::test]
async fn a_thousand_connections_are_all_answered() {
    let (folder, running) = started().await;
    let body = r#"{"action":"get_bookings","limit":1}"#;
    let request = format!("{}{body}", head(body.len()));
    let mut crowd = crowd(&running, CONNECTIONS, &request).await;
    let health = health(&running).await;
    for stream in &mut crowd {
        let mut answer = [0; 15];
        patiently(stream.read_exact(&mut answer)).await.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200 OK");
    }
    unharmed(&folder, running, "1,000 connections", health).await;
}

/// Clients that stop within the head, within the body, before sending, or that disconnect.
#[tokio::test]
async fn slow_and_vanishing_clients_delay_nobody() {
    let (folder, running) = started().await;
    let full = head(200_000);
    let started_body = format!("{full}{{\"action\":\"create_booking\",");
    let mut waiting = Vec::new();
    for sent in ["", &full[..40], &full, &started_body] {
        waiting.extend(crowd(&running, 200, sent).await);
    }
    drop(crowd(&running, 200, &started_body).await);
    let mut longest = health(&running).await;
    for hour in 0..20 {
        running.done(book(&[&format!("{hour:02}:00")])).await;
        for stream in waiting.iter_mut().skip(600).take(20) {
            // The bridge may have lost its patience with this one already.
            let _ = stream.write_all(b" ").await;
        }
    }
    longest = longest.max(health(&running).await);
    // For a request that has begun a stop waits as long as it may.
    drop(waiting);
    unharmed(&folder, running, "800 slow and 200 vanished callers", longest).await;
}

/// A body is refused as soon as it is too large; the rest is not read.
#[tokio::test]
async fn bodies_of_ten_megabytes_are_refused_in_bounded_memory() {
    let (folder, running) = started().await;
    let large = "x".repeat(10 * 1024 * 1024);
    let address = running.address;
    let senders = (0..20).map(async |_| {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(head(large.len()).as_bytes()).await.unwrap();
        let (mut answers, mut body) = stream.split();
        // The bridge may close the connection before all is sent.
        let send = async { drop(body.write_all(large.as_bytes()).await) };
        let mut answer = [0; 12];
        let receive = async { answers.read_exact(&mut answer).await.map(|_| answer) };
        patiently(async { tokio::join!(send, receive).1 }).await.unwrap()
    });
    let (answers, health) = tokio::join!(join_all(senders), health(&running));
    assert!(answers.iter().all(|answer| answer == b"HTTP/1.1 413"));
    unharmed(&folder, running, "20 bodies of 10 MB", health).await;
}

/// Another program locks the database, so the queue fills.
#[tokio::test]
async fn a_burst_beyond_the_queue_is_refused_while_reads_succeed() {
    let (folder, running) = started().await;
    let other = database(folder.path());
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut burst = JoinSet::new();
    for number in 0..BURST {
        let (caller, day) = ((*running).clone(), number / 24);
        let body = with(book(&[&format!("{:02}:00", number % 24)]), "booking_date", format!("20{:02}-05-05", day + 10));
        burst.spawn(async move { caller.post(&body).await });
    }
    // On a busy machine the writer may give up on a commit before the queue is full.
    let first = loop {
        let reply = burst.join_next().await.unwrap().unwrap();
        if reply.json()["code"] != "storage_unavailable" {
            break reply;
        }
    };
    first.failure("overloaded");
    assert_eq!(first.header("retry-after"), Some("1"));
    let health = health(&running).await;
    assert_eq!(running.total().await, 0);
    other.execute_batch("ROLLBACK").unwrap();
    let replies = burst.join_all().await;
    let (made, refused): (Vec<_>, Vec<_>) = replies.iter().partition(|reply| reply.status == 201);
    for reply in &refused {
        let code = if reply.header("retry-after").is_some() { "overloaded" } else { "storage_unavailable" };
        reply.failure(code);
    }
    assert_eq!(running.total().await, i64::try_from(made.len()).unwrap());
    eprintln!("{} of {BURST} were made, {} were refused", made.len(), refused.len() + 1);
    unharmed(&folder, running, "a burst beyond the queue", health).await;
}
