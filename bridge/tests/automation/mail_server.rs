//! A mail server on loopback that keeps what it is sent, and that takes, refuses or hangs as the test says.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufRead, AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

use crate::support::patiently;
use crate::tls::{Encryption, acceptor};

const GREETING: &[u8] = b"220 mail.test ready\r\n";

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
#[derive(Default)]
pub(crate) struct Mail {
    /// The name and password, in Base64.
    pub(crate) credentials: Option<String>,
    pub(crate) recipient: String,
    /// The headers and the body; empty for a refused recipient.
    pub(crate) text: String,
    /// Whether the server answered that it has the mail.
    pub(crate) is_taken: bool,
    pub(crate) is_encrypted: bool,
}

impl Mail {
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
    heard: Arc<Mutex<Vec<String>>>,
    mails: UnboundedReceiver<Mail>,
    task: JoinHandle<()>,
}

impl MailServer {
    /// Listens on a free port, without encryption.
    pub(crate) async fn start(mood: Mood) -> Self {
        Self::with(Encryption::None, mood).await
    }

    /// Listens on a free port.
    pub(crate) async fn with(encryption: Encryption, mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (sender, mails) = unbounded_channel();
        let (mood, heard) = (Arc::new(Mutex::new(mood)), Arc::default());
        let (current, commands) = (mood.clone(), Arc::clone(&heard));
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let (mood, heard, mails) = (current.clone(), Arc::clone(&commands), sender.clone());
                let dialogue = Dialogue { mood, heard, mails, mail: Mail::default(), offers_tls: false };
                tokio::spawn(serve(stream, encryption, dialogue));
            }
        });
        Self { address, mood, heard, mails, task }
    }

    /// The commands of every client so far.
    pub(crate) fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
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
async fn serve(stream: TcpStream, encryption: Encryption, mut dialogue: Dialogue) -> std::io::Result<()> {
    if matches!(dialogue.mood(), Mood::Hangs) {
        return std::future::pending().await;
    }
    if encryption == Encryption::Tls {
        dialogue.mail.is_encrypted = true;
        let mut stream = acceptor().accept(stream).await?;
        stream.write_all(GREETING).await?;
        return dialogue.hold(stream).await.map(drop);
    }
    let mut stream = stream;
    stream.write_all(GREETING).await?;
    dialogue.offers_tls = encryption == Encryption::StartTls;
    let Some(stream) = dialogue.hold(stream).await? else { return Ok(()) };
    dialogue.offers_tls = false;
    dialogue.mail.is_encrypted = true;
    dialogue.hold(acceptor().accept(stream).await?).await.map(drop)
}

/// The answers of the server to one client.
struct Dialogue {
    mood: Arc<Mutex<Mood>>,
    heard: Arc<Mutex<Vec<String>>>,
    mails: UnboundedSender<Mail>,
    mail: Mail,
    offers_tls: bool,
}

impl Dialogue {
    fn mood(&self) -> Mood {
        *self.mood.lock().unwrap()
    }

    /// Passes the mail on to the test, which may have ended.
    fn pass_on(&mut self) {
        let next = Mail { is_encrypted: self.mail.is_encrypted, ..Mail::default() };
        let _ = self.mails.send(std::mem::replace(&mut self.mail, next));
    }

    /// Answers until the client leaves or asks for TLS. Returns the stream that is to be encrypted.
    async fn hold<S: AsyncRead + AsyncWrite + Unpin>(&mut self, stream: S) -> std::io::Result<Option<S>> {
        let mut stream = BufReader::new(stream);
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(None);
            }
            let command = line.trim().split([' ', ':']).next().unwrap().to_uppercase();
            self.heard.lock().unwrap().push(command.clone());
            if command == "STARTTLS" {
                stream.write_all(b"220 go on\r\n").await?;
                return Ok(Some(stream.into_inner()));
            }
            if command == "DATA" {
                stream.write_all(b"354 go on\r\n").await?;
                self.mail.text = read_text(&mut stream).await?;
            }
            let answer = self.answer(&command, line.trim()).await;
            stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
    }

    async fn answer(&mut self, command: &str, line: &str) -> &'static str {
        match command {
            "EHLO" if self.offers_tls => return "250-mail.test\r\n250 STARTTLS",
            "EHLO" => return "250-mail.test\r\n250 AUTH PLAIN",
            "AUTH" => self.mail.credentials = Some(line["AUTH PLAIN ".len()..].to_owned()),
            "RCPT" => {
                self.mail.recipient = line["RCPT TO:".len()..].trim_matches(['<', '>']).to_owned();
                if let Mood::Refuses(answer) = self.mood() {
                    self.pass_on();
                    return answer;
                }
            }
            "DATA" => {
                self.mail.is_taken = !matches!(self.mood(), Mood::Stops);
                let is_taken = self.mail.is_taken;
                self.pass_on();
                if !is_taken {
                    return std::future::pending().await;
                }
            }
            _ => {}
        }
        if command == "AUTH" { "235 welcome" } else { "250 fine" }
    }
}

async fn read_text(stream: &mut (impl AsyncBufRead + Unpin)) -> std::io::Result<String> {
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
