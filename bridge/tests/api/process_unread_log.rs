//! The real binary: a log whose reader stops in the middle.

use std::io::{BufRead as _, BufReader, pipe};
use std::process::Command;

use serde_json::json;

use crate::support::{Caller, STOP_WITHIN, account, book, bridge, within};

/// More requests than it takes to fill the pipe and the log's buffer.
const REQUESTS: usize = 20_000;

async fn dropped_lines(caller: &Caller) -> u64 {
    let metrics = caller.get("/metrics").await.text;
    let line = metrics.lines().find(|line| line.starts_with("bridge_log_lines_dropped_total ")).unwrap();
    line.rsplit(' ').next().unwrap().parse().unwrap()
}

/// Standard output and standard error share one pipe, as they do under most supervisors.
#[tokio::test]
async fn a_log_that_is_read_no_more_stops_neither_bookings_nor_the_shutdown() {
    let folder = tempfile::tempdir().unwrap();
    let (reader, writer) = pipe().unwrap();
    let mut command = bridge(folder.path(), &["--listen", "127.0.0.1:0"]);
    command.env("RUST_LOG", "trace").stdout(writer.try_clone().unwrap()).stderr(writer);
    let mut child = command.spawn().unwrap();
    drop(command);
    let mut lines = BufReader::new(reader).lines().map(Result::unwrap);
    let listening = lines.find(|line| line.contains("listening on http://")).unwrap();
    let address = listening.split("http://").nth(1).unwrap().split(',').next().unwrap();
    let caller = Caller::of(address.parse().unwrap());
    caller.done(account("jdevries")).await;
    caller.done(book(&["08:00"])).await;
    lines.find(|line| line.contains("create_booking")).unwrap();
    // From here on nobody reads.
    let mut requests = 0..REQUESTS;
    while dropped_lines(&caller).await == 0 {
        requests.next().expect("lines are dropped once the buffer is full");
        caller.refused("booking_not_found", json!({ "action": "get_booking", "booking_id": 404 })).await;
    }
    caller.done(book(&["09:00"])).await;
    let id = child.id().to_string();
    assert!(Command::new("sh").args(["-c", "kill -s TERM \"$0\"", &id]).status().unwrap().success());
    let status = within(STOP_WITHIN, move || child.wait().unwrap()).expect("the bridge stops");
    assert_eq!(status.code(), Some(0));
    drop(lines);
}
