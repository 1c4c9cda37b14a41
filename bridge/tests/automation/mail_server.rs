//! A mail server on loopback that keeps what it is sent, and that takes, refuses or hangs as the test says.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

use crate::support::patiently;

/// The behaviour of the server.
#[derive(Clone, Copy)]
pub(crate) enum Mood {
    /// Takes every mail.
    Takes,
    /// Refuses every recipient with this line.
    Refuses(&'static str),
    /// Never greets.
    Hangs,
    /// Reads a mail to its end, and never answers it.
    Stops,
}

/// A mail, or the try to send one.
pub(crate) struct Mail {
    /// The name and password, in Base64.
    pub(crate) credentials: Option<String>,
    pub(crate) recipient: String,
    /// The headers and the body; empty for a refused recipient.
    pub(crate) text: String,
    /// Whether the server answered that it has the mail.
    pub(crate) is_taken: bool,
}

impl Mail {
    const fn new() -> Self {
        Self { credentials: None, recipient: String::new(), text: String::new(), is_taken: false }
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> &str {
        let line = self.text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.unwrap_or_else(|| panic!("no {name} in {}", self.text))
    }
}

/// The server. Dropping it closes its port.
pub(crate) struct MailServer {
    pub(crate) address: SocketAddr,
    mood: Arc<Mutex<Mood>>,
    mails: UnboundedReceiver<Mail>,
    task: JoinHandle<()>,
}

impl MailServer {
    /// Listens on a free port.
    pub(crate) async fn start(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (sender, mails) = unbounded_channel();
        let mood = Arc::new(Mutex::new(mood));
        let current = mood.clone();
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(serve(stream, current.clone(), sender.clone()));
            }
        });
        Self { address, mood, mails, task }
    }

    pub(crate) fn becomes(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// Waits for the next mail or try.
    pub(crate) async fn next(&mut self) -> Mail {
        patiently(self.mails.recv()).await.unwrap()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Speaks SMTP on one connection. Ends quietly when the client leaves.
async fn serve(stream: TcpStream, mood: Arc<Mutex<Mood>>, mails: UnboundedSender<Mail>) -> std::io::Result<()> {
    let mood = || *mood.lock().unwrap();
    if matches!(mood(), Mood::Hangs) {
        return std::future::pending().await;
    }
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 mail.test ready\r\n").await?;
    let mut mail = Mail::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let command = line.to_uppercase();
        let answer = if command.starts_with("EHLO") {
            "250-mail.test\r\n250 AUTH PLAIN"
        } else if command.starts_with("AUTH PLAIN ") {
            mail.credentials = Some(line.trim()["AUTH PLAIN ".len()..].to_owned());
            "235 welcome"
        } else if command.starts_with("RCPT TO:") {
            mail.recipient = line.trim()["RCPT TO:".len()..].trim_matches(['<', '>']).to_owned();
            match mood() {
                Mood::Refuses(line) => {
                    // The test may have ended.
                    let _ = mails.send(std::mem::replace(&mut mail, Mail::new()));
                    line
                }
                _ => "250 fine",
            }
        } else if command.starts_with("DATA") {
            stream.write_all(b"354 go on\r\n").await?;
            mail.text = read_text(&mut stream).await?;
            let is_taken = !matches!(mood(), Mood::Stops);
            mail.is_taken = is_taken;
            let _ = mails.send(std::mem::replace(&mut mail, Mail::new()));
            if !is_taken {
                return std::future::pending().await;
            }
            "250 taken"
        } else if command.starts_with("QUIT") {
            "221 bye"
        } else {
            "250 fine"
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
}

async fn read_text(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        if line.is_empty() || line.trim_end() == "." {
            return Ok(text);
        }
        text.push_str(&line);
    }
}
