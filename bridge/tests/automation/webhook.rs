//! An HTTP server on loopback that keeps what is posted to it, and that answers, refuses or hangs as the test says.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

use crate::support::patiently;
use crate::tls::acceptor;

/// The behaviour of a server that takes a request and never answers.
pub(crate) const HANG: u16 = 0;

/// A request that arrived.
pub(crate) struct Posted {
    /// By their names in lower case.
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: String,
    /// The status of the answer.
    pub(crate) answer: u16,
}

/// The server. Dropping it closes its port.
pub(crate) struct WebhookServer {
    pub(crate) address: SocketAddr,
    answer: Arc<AtomicU16>,
    posted: UnboundedReceiver<Posted>,
    task: JoinHandle<()>,
}

impl WebhookServer {
    /// Listens on a free port and answers with this status.
    pub(crate) async fn start(answer: u16) -> Self {
        Self::at("127.0.0.1:0".parse().unwrap(), answer).await
    }

    /// As [`WebhookServer::start`], over TLS.
    pub(crate) async fn encrypted(answer: u16) -> Self {
        Self::listen("127.0.0.1:0".parse().unwrap(), answer, true).await
    }

    /// As [`WebhookServer::start`], at the address of an earlier one.
    pub(crate) async fn at(address: SocketAddr, answer: u16) -> Self {
        Self::listen(address, answer, false).await
    }

    async fn listen(address: SocketAddr, answer: u16, is_encrypted: bool) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (sender, posted) = unbounded_channel();
        let answer = Arc::new(AtomicU16::new(answer));
        let current = answer.clone();
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let (current, sender) = (current.clone(), sender.clone());
                tokio::spawn(async move {
                    if is_encrypted {
                        serve(acceptor().accept(stream).await?, current, sender).await
                    } else {
                        serve(stream, current, sender).await
                    }
                });
            }
        });
        Self { address, answer, posted, task }
    }

    pub(crate) fn answers(&self, status: u16) {
        self.answer.store(status, Ordering::SeqCst);
    }

    /// Waits for the next request.
    pub(crate) async fn next(&mut self) -> Posted {
        patiently(self.posted.recv()).await.unwrap()
    }

    /// Whether every request that arrived was looked at.
    pub(crate) fn is_idle(&self) -> bool {
        self.posted.is_empty()
    }
}

impl Drop for WebhookServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Answers one request. Ends quietly when the client leaves.
async fn serve<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    answer: Arc<AtomicU16>,
    posted: UnboundedSender<Posted>,
) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        if line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':') {
            headers.insert(name.to_lowercase(), value.trim().to_owned());
        }
    }
    let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    let status = answer.load(Ordering::SeqCst);
    // The test may have ended.
    let _ = posted.send(Posted { headers, body: String::from_utf8(body).unwrap(), answer: status });
    if status == HANG {
        return std::future::pending().await;
    }
    let response = format!("HTTP/1.1 {status} Whatever\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    stream.write_all(response.as_bytes()).await?;
    stream.shutdown().await
}
