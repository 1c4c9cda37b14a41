//! Notices over TLS.

use serde_json::{Value, json};

use crate::mail_server::{MailServer, Mood};
use crate::support::Start;
use crate::tls::{CERTIFICATE, Encryption};
use crate::webhook::WebhookServer;

const TRUSTED: [&str; 2] = ["--notify-ca", CERTIFICATE];

/// The result of a test notice on the channel with this number, by a bridge with these flags.
async fn tested(channel: usize, flags: &[&str]) -> Value {
    let app = Start::with(flags).spawn();
    app.done(json!({ "action": "send_test_notice" })).await["results"][channel].clone()
}

async fn by_mail(url: &str, flags: &[&str]) -> Value {
    tested(1, &[&["--smtp-url", url], flags].concat()).await
}

/// The address of a mail server that asks for this encryption. Without TLS from the start it is 0.0.0.0, which leads to this
/// machine too, because the bridge encrypts nothing to a loopback address.
fn url(server: &MailServer, encryption: Encryption) -> String {
    let port = server.address.port();
    match encryption {
        Encryption::Tls => format!("smtps://me:pass@127.0.0.1:{port}?from=booking@example.org"),
        _ => format!("smtp://me:pass@0.0.0.0:{port}?from=booking@example.org"),
    }
}

#[tokio::test]
async fn a_mail_goes_encrypted_with_its_password() {
    for encryption in [Encryption::Tls, Encryption::StartTls] {
        let mut server = MailServer::with(encryption, Mood::Takes).await;
        let result = by_mail(&url(&server, encryption), &TRUSTED).await;
        assert_eq!(result["is_sent"], true, "{result}");
        let mail = server.next().await;
        assert!(mail.is_encrypted && mail.credentials.is_some());
        assert_eq!(mail.recipient, "booking@example.org");
    }
}

#[tokio::test]
async fn a_mail_server_with_a_foreign_certificate_gets_neither_mail_nor_password() {
    for encryption in [Encryption::Tls, Encryption::StartTls] {
        let server = MailServer::with(encryption, Mood::Takes).await;
        let result = by_mail(&url(&server, encryption), &[]).await;
        assert_eq!(result["message"], "The connection to the mail server could not be encrypted.");
        assert!(server.heard().iter().all(|command| ["EHLO", "STARTTLS", "QUIT"].contains(&command.as_str())));
    }
}

#[tokio::test]
async fn a_mail_server_without_starttls_gets_neither_mail_nor_password() {
    let server = MailServer::with(Encryption::None, Mood::Takes).await;
    let result = by_mail(&url(&server, Encryption::StartTls), &TRUSTED).await;
    assert_eq!(result["message"], "The mail server does not offer what the address asks for, such as STARTTLS.");
    let heard = server.heard();
    assert!(heard.contains(&"EHLO".to_owned()), "{heard:?}");
    assert!(heard.iter().all(|command| ["EHLO", "QUIT"].contains(&command.as_str())), "{heard:?}");
}

#[tokio::test]
async fn a_webhook_is_trusted_by_the_certificate_that_is_named() {
    let mut hook = WebhookServer::encrypted(204).await;
    let url = format!("https://{}/hook", hook.address);
    let flags = ["--notify-webhook", &url];
    assert_eq!(tested(0, &flags).await["message"], "The connection to the webhook could not be encrypted.");
    assert_eq!(tested(0, &[&flags[..], &TRUSTED].concat()).await["is_sent"], true);
    assert!(hook.next().await.body.contains("test"));
    assert!(hook.is_idle(), "the untrusted server got a request");
}
