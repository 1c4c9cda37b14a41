use std::fmt::Write as _;

use anyhow::Context as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use reqwest::Client;
use reqwest::header::CONTENT_TYPE;
use rustls::pki_types::CertificateDer;
use sha2::Sha256;

use super::encryption::failed_at_tls;
use super::message::Message;
use crate::config::{NotifySecret, WebhookForm, WebhookUrl};
use crate::gateway::client;

/// The header with the notice's id.
const ID_HEADER: &str = "X-Booking-Notice";
/// The header with the signature of the body, as in `sha256=` and 64 hexadecimal digits.
const SIGNATURE_HEADER: &str = "X-Booking-Signature";

/// Posts notices to an address.
pub(super) struct Webhook {
    address: WebhookUrl,
    key: Option<Hmac<Sha256>>,
    client: Client,
}

impl Webhook {
    pub(super) fn new(
        address: WebhookUrl,
        secret: Option<&NotifySecret>,
        trusted: &[CertificateDer<'static>],
    ) -> anyhow::Result<Self> {
        let key = secret.map(|secret| Hmac::new_from_slice(secret.as_bytes())).transpose();
        let key = key.context("BRIDGE_NOTIFY_SECRET cannot be used as a key")?;
        Ok(Self { address, key, client: client(trusted)? })
    }

    pub(super) fn host(&self) -> &str {
        self.address.host()
    }

    /// Posts the message. The error is a sentence without the address, which may be secret.
    pub(super) async fn send(&self, message: &Message) -> Result<(), String> {
        let (body, media_type) = match self.address.form() {
            WebhookForm::Json => {
                (serde_json::to_string(message).map_err(|error| error.to_string())?, "application/json")
            }
            WebhookForm::Text => (message.text.clone(), "text/plain; charset=utf-8"),
        };
        let mut request = self.client.post(self.address.url().clone()).header(CONTENT_TYPE, media_type);
        if let Some(id) = message.id {
            request = request.header(ID_HEADER, id.to_string());
        }
        if let Some(key) = &self.key {
            request = request.header(SIGNATURE_HEADER, signature(key, body.as_bytes()));
        }
        match request.body(body).send().await {
            Ok(answer) if answer.status().is_success() => Ok(()),
            Ok(answer) => Err(format!("The webhook answered {}.", answer.status().as_u16())),
            Err(error) if error.is_timeout() => Err("The webhook did not answer within 10 seconds.".to_owned()),
            Err(error) if failed_at_tls(&error) => {
                Err("The connection to the webhook could not be encrypted.".to_owned())
            }
            Err(error) if error.is_connect() => Err("The webhook cannot be reached.".to_owned()),
            Err(_) => Err("The connection to the webhook broke.".to_owned()),
        }
    }
}

fn signature(key: &Hmac<Sha256>, body: &[u8]) -> String {
    let mut mac = key.clone();
    mac.update(body);
    mac.finalize().into_bytes().iter().fold("sha256=".to_owned(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
