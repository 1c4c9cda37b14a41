//! A server that answers bytes.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// The event after the bytes of an answer.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Then {
    Close,
    /// The last bytes again and again.
    Endless,
    /// Nothing, and the test's time runs on at once.
    Silence,
}

/// A server on loopback that answers every request the same. It keeps what it was sent.
pub(crate) struct RawServer {
    pub(crate) url: String,
    requests: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl RawServer {
    pub(crate) async fn start(answer: impl Into<Vec<u8>>, then: Then) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (requests, answer) = (Arc::new(Mutex::new(Vec::new())), answer.into());
        let kept = requests.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, kept.clone(), answer.clone(), then));
            }
        });
        Self { url, requests, task }
    }

    /// An answer with a status and a body.
    pub(crate) async fn answering(status: u16, body: &str) -> Self {
        Self::start(answer(status, body), Then::Close).await
    }

    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for RawServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

pub(crate) fn answer(status: u16, body: &str) -> String {
    format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
}

async fn serve(mut stream: TcpStream, requests: Arc<Mutex<Vec<String>>>, answer: Vec<u8>, then: Then) {
    let Some(request) = read(&mut stream).await else { return };
    requests.lock().unwrap().push(request);
    if then == Then::Silence {
        tokio::time::pause();
    }
    let mut sent = stream.write_all(&answer).await;
    while then == Then::Endless && sent.is_ok() {
        sent = stream.write_all(&answer[answer.len().saturating_sub(8_192)..]).await;
    }
    if then == Then::Silence {
        // Ends when the caller gives up.
        let _ = stream.read(&mut [0]).await;
    }
}

/// Reads a request with the body that its head announces.
async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut request = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&request).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .to_lowercase()
                .split("content-length: ")
                .nth(1)
                .map_or(0, |rest| rest.lines().next().unwrap_or_default().parse().unwrap());
            if body.len() >= length {
                return Some(text);
            }
        }
        if stream.read_buf(&mut request).await.ok()? == 0 {
            return None;
        }
    }
}
