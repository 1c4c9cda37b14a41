use std::error::Error as _;
use std::net::IpAddr;
use std::time::Duration;

use anyhow::Context as _;
use booking_core::email::EmailAddress;
use hickory_resolver::{ResolverBuilder, TokioResolver};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message as Mail};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use rustls::pki_types::CertificateDer;

use super::encryption::failed_at_tls;
use super::message::Message;
use crate::config::{SmtpEncryption, SmtpUrl};

/// The bound on a delivery, from the name's resolution to the server's last answer.
const TIMEOUT: Duration = Duration::from_secs(10);
/// The longest part of the server's words that is kept, in characters.
const WORDS: usize = 200;

/// Sends notices through a mail server, each over a connection of its own.
pub(super) struct Mailer {
    server: SmtpUrl,
    tls: Option<TlsParameters>,
    sender: Mailbox,
}

impl Mailer {
    pub(super) fn new(server: SmtpUrl, trusted: &[CertificateDer<'static>]) -> anyhow::Result<Self> {
        let parameters = || {
            let mut roots =
                TlsParameters::builder(server.host.clone()).certificate_store(CertificateStore::WebpkiRoots);
            for certificate in trusted {
                roots = roots.add_root_certificate(Certificate::from_der(certificate.to_vec())?);
            }
            roots.build_rustls()
        };
        let tls = (server.encryption != SmtpEncryption::None).then(parameters).transpose();
        let tls = tls.context("BRIDGE_SMTP_URL: TLS cannot be set up for this host")?;
        let sender = mailbox(&server.from).context("BRIDGE_SMTP_URL: the sender cannot be used")?;
        Ok(Self { server, tls, sender })
    }

    pub(super) fn sender(&self) -> &EmailAddress {
        &self.server.from
    }

    /// Sends the message. The error is a sentence.
    pub(super) async fn send(&self, message: &Message, to: &EmailAddress) -> Result<(), String> {
        let mail = self.mail(message, to).map_err(|error| format!("The e-mail cannot be written: {error}."))?;
        let sending = async { self.transport().await?.send(mail).await.map_err(|error| sentence(&error)) };
        match tokio::time::timeout(TIMEOUT, sending).await {
            Ok(sent) => sent.map(drop),
            Err(_) => Err("The mail server did not answer within 10 seconds.".to_owned()),
        }
    }

    fn mail(&self, message: &Message, to: &EmailAddress) -> anyhow::Result<Mail> {
        let domain = self.server.from.as_str().rsplit('@').next().unwrap_or_default();
        // The moment tells the notices of a database apart from those of a later one with the same ids.
        let id = message.id.map_or_else(|| "test".to_owned(), |id| id.to_string());
        let moment: String = message.created_at.to_string().chars().filter(char::is_ascii_digit).collect();
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        Ok(Mail::builder()
            .from(self.sender.clone())
            .to(mailbox(to)?)
            .subject(message.subject())
            .message_id(Some(format!("<notice-{id}-{moment}@{domain}>")))
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN)
            .body(message.text.clone())?)
    }

    /// Names are resolved in Rust, as the gateway's: glibc's resolver does not work in a statically linked binary.
    async fn transport(&self) -> Result<AsyncSmtpTransport<Tokio1Executor>, String> {
        let host = resolve(&self.server.host).await?;
        let tls = match (self.server.encryption, &self.tls) {
            (SmtpEncryption::Tls, Some(parameters)) => Tls::Wrapper(parameters.clone()),
            (SmtpEncryption::StartTls, Some(parameters)) => Tls::Required(parameters.clone()),
            (SmtpEncryption::Offered, Some(parameters)) => Tls::Opportunistic(parameters.clone()),
            _ => Tls::None,
        };
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host.to_string())
            .port(self.server.port)
            .timeout(Some(TIMEOUT))
            .tls(tls);
        if let Some(credentials) = &self.server.credentials {
            transport = transport.credentials(Credentials::new(credentials.name.clone(), credentials.password.clone()));
        }
        Ok(transport.build())
    }
}

fn mailbox(address: &EmailAddress) -> anyhow::Result<Mailbox> {
    Ok(Mailbox::new(None, address.as_str().parse::<Address>()?))
}

async fn resolve(host: &str) -> Result<IpAddr, String> {
    if let Ok(address) = host.parse() {
        return Ok(address);
    }
    let unknown = || format!("The mail server's name {host} cannot be resolved.");
    let resolver = TokioResolver::builder_tokio().and_then(ResolverBuilder::build).map_err(|_| unknown())?;
    let found = resolver.lookup_ip(host).await.map_err(|_| unknown())?;
    found.iter().next().ok_or_else(unknown)
}

fn sentence(error: &Error) -> String {
    if let Some(code) = error.status() {
        let words = error.source().map(ToString::to_string).unwrap_or_default();
        let words: String = words.chars().map(|each| if each.is_control() { ' ' } else { each }).take(WORDS).collect();
        return format!("The mail server answered {code}: {}.", words.trim().trim_end_matches('.'));
    }
    let plain = match error {
        error if error.is_timeout() => "The mail server did not answer within 10 seconds.",
        error if error.is_tls() || failed_at_tls(error) => "The connection to the mail server could not be encrypted.",
        error if error.is_client() => "The mail server does not offer what the address asks for, such as STARTTLS.",
        error if error.is_response() => "The mail server's answer cannot be understood.",
        _ => "The mail server cannot be reached.",
    };
    plain.to_owned()
}
