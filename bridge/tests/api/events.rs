//! The event stream at `/api/python/events`.

use std::time::Duration;

use booking_core::ids::BookingId;
use booking_core::{Changes, Commit, CommitListener as _};
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{App, Bridge, Caller, Connection, Reply, Start, account, book, patiently, spawn_app};

const PATH: &str = "/api/python/events";

/// An open stream.
struct Stream {
    response: reqwest::Response,
    text: String,
}

impl Stream {
    async fn open(caller: &Caller) -> Self {
        let mut stream = Self::without_hello(caller).await;
        assert_eq!(stream.next().await.0, "hello");
        stream
    }

    async fn without_hello(caller: &Caller) -> Self {
        let response = caller.request(Method::GET, PATH).send().await.unwrap();
        assert_eq!(response.status(), 200);
        Self { response, text: String::new() }
    }

    /// The name and data of the next event.
    async fn next(&mut self) -> (String, Value) {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let (name, data) = event.split_once("\ndata: ").unwrap_or_else(|| panic!("{event:?}"));
                let found = (name.strip_prefix("event: ").unwrap().to_owned(), serde_json::from_str(data).unwrap());
                self.text = rest.to_owned();
                return found;
            }
            let chunk = patiently(self.response.chunk()).await.unwrap().expect("another event");
            self.text.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }

    /// Reads changes until one names this booking.
    async fn until_booking(&mut self, id: i64) {
        loop {
            let (name, data) = self.next().await;
            assert_eq!(name, "change");
            if data["bookings"].as_array().unwrap().contains(&id.into()) {
                return;
            }
        }
    }
}

/// Waits until so many streams are open.
async fn open_streams(caller: &Caller, count: usize) {
    let line = format!("bridge_live_readers {count}\n");
    let counted = async { while !caller.get("/metrics").await.text.contains(&line) {} };
    patiently(counted).await;
}

#[tokio::test]
async fn a_stream_says_hello_and_names_what_changed() {
    let app = spawn_app();
    let mut stream = Stream::without_hello(&app).await;
    let headers = stream.response.headers();
    assert_eq!(headers["content-type"], "text/event-stream");
    assert_eq!(headers["cache-control"], "no-store");
    assert_eq!(stream.next().await, ("hello".into(), json!({ "now": "2026-11-22T09:30:00.000Z" })));
    app.done(account("jdevries")).await;
    let added = json!({ "bookings": [], "accounts": [1], "plans": [], "slots": [], "engine": false });
    assert_eq!(stream.next().await, ("change".into(), added));
    app.done(book(&["06:00", "07:00"])).await;
    let booked = json!({ "bookings": [1, 2], "accounts": [], "plans": [], "slots": [], "engine": false });
    assert_eq!(stream.next().await, ("change".into(), booked));
}

#[tokio::test]
async fn a_request_that_changes_nothing_is_no_event() {
    let app = spawn_app().with_account().await;
    app.done(book(&["06:00"])).await;
    let mut stream = Stream::open(&app).await;
    app.refused("slot_conflict", book(&["06:00"])).await;
    app.done(book(&["07:00"])).await;
    stream.until_booking(2).await;
}

#[tokio::test]
async fn a_stream_is_refused_like_an_action() {
    let app = Start::with(&["--token", "s3cret-t0ken"]).spawn();
    let ask =
        |header: &'static str, value: &'static str| Reply::to(app.request(Method::GET, PATH).header(header, value));
    ask("authorization", "Bearer wrong").await.failure("unauthorized");
    app.get(PATH).await.failure("unauthorized");
    ask("origin", "http://evil.example").await.failure("forbidden_origin");
    ask("host", "evil.example").await.failure("forbidden_host");
    Reply::to(app.request(Method::POST, PATH)).await.failure("method_not_allowed");
    let right = app.request(Method::GET, PATH).header("authorization", "Bearer s3cret-t0ken");
    assert_eq!(right.send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_change_reaches_500_listeners() {
    let app = spawn_app().with_account().await;
    let mut streams = join_all((0..500).map(|_| Stream::open(&app))).await;
    open_streams(&app, 500).await;
    app.done(book(&["06:00"])).await;
    join_all(streams.iter_mut().map(|stream| stream.until_booking(1))).await;
    drop(streams);
    open_streams(&app, 0).await;
}

/// Reports a commit that changed so many bookings.
fn commit(app: &App, bookings: i64) {
    let ids = (1..=bookings).map(|id| BookingId::try_from(id).unwrap());
    let changes = Changes { bookings: ids.collect(), ..Changes::default() };
    app.feed.committed(&Commit { took: Duration::ZERO, requests: 1, changes: &changes });
}

#[tokio::test]
async fn a_reader_that_stops_reading_holds_nobody_up() {
    let app = spawn_app();
    let mut stopped = Stream::open(&app).await;
    let mut other = Stream::open(&app).await;
    for _ in 0..10 {
        commit(&app, 1_000);
        other.until_booking(1_000).await;
    }
    for _ in 0..10 {
        stopped.until_booking(1_000).await;
    }
}

#[tokio::test]
async fn a_change_that_names_too_much_is_a_resync() {
    let app = spawn_app();
    let mut stream = Stream::open(&app).await;
    commit(&app, 1_001);
    assert_eq!(stream.next().await, ("resync".into(), json!({})));
    commit(&app, 1);
    stream.until_booking(1).await;
}

#[tokio::test]
async fn two_hundred_connects_and_aborts_leave_nothing_behind() {
    let app = spawn_app();
    let connect = async |reset: bool| {
        let mut connection = Connection::to(app.address).await;
        connection.send(format!("GET {PATH} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes()).await;
        connection.read_past("event: hello").await;
        if reset { connection.break_off() } else { drop(connection) }
    };
    join_all((0..200).map(|number| connect(number % 2 == 0))).await;
    open_streams(&app, 0).await;
}

#[tokio::test]
async fn a_stop_ends_streams_at_once_and_a_new_bridge_takes_them() {
    let folder = tempfile::tempdir().unwrap();
    let running = Bridge::start(folder.path());
    let mut stream = Stream::open(&running).await;
    assert_eq!(running.stop().status.code(), Some(0));
    assert!(patiently(stream.response.chunk()).await.unwrap().is_none());
    let again = Bridge::start(folder.path());
    let mut stream = Stream::open(&again).await;
    again.done(account("jdevries")).await;
    assert_eq!(stream.next().await.1["accounts"], json!([1]));
    drop(stream);
    assert_eq!(again.stop().status.code(), Some(0));
}
