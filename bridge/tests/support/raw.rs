//! HTTP as raw bytes, for requests that an HTTP client would not send.

use std::net::SocketAddr;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::{Reply, patiently};

/// An open connection.
pub(crate) struct Connection(TcpStream);

impl Connection {
    pub(crate) async fn to(address: SocketAddr) -> Self {
        Self(patiently(TcpStream::connect(address)).await.unwrap())
    }

    pub(crate) async fn send(&mut self, bytes: &[u8]) {
        patiently(self.0.write_all(bytes)).await.unwrap();
    }

    /// Reads exactly these bytes.
    pub(crate) async fn expect(&mut self, bytes: &[u8]) {
        let mut read = vec![0; bytes.len()];
        patiently(self.0.read_exact(&mut read)).await.unwrap();
        assert_eq!(String::from_utf8_lossy(&read), String::from_utf8_lossy(bytes));
    }

    /// Reads to the end of the next line with this text.
    pub(crate) async fn read_past(&mut self, text: &str) {
        let mut line = String::new();
        while !line.contains(text) {
            line.clear();
            while !line.ends_with('\n') {
                line.push(char::from(patiently(self.0.read_u8()).await.unwrap()));
            }
        }
    }

    /// Resets the connection, as when a client crashes.
    pub(crate) fn break_off(self) {
        self.0.set_zero_linger().unwrap();
    }

    /// Reads the response until the bridge closes the connection.
    pub(crate) async fn reply(mut self) -> Reply {
        let mut answer = String::new();
        patiently(self.0.read_to_string(&mut answer)).await.unwrap();
        parse(&answer)
    }
}

/// Sends bytes that ask the bridge to close the connection; returns the response.
pub(crate) async fn raw(address: SocketAddr, bytes: &[u8]) -> Reply {
    let mut connection = Connection::to(address).await;
    connection.send(bytes).await;
    connection.reply().await
}

fn parse(answer: &str) -> Reply {
    let (head, text) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer but {answer:?}"));
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let mut headers = HeaderMap::new();
    for (name, value) in lines.map(|line| line.split_once(": ").unwrap()) {
        headers.append(name.parse::<HeaderName>().unwrap(), value.parse::<HeaderValue>().unwrap());
    }
    Reply { status, headers, text: text.to_owned() }
}
