use booking_core::email::EmailAddress;
use booking_core::notice::{Channel, DueDelivery};

use super::email::Mailer;
use super::message::Message;
use super::webhook::Webhook;

/// A configured channel.
pub(super) enum Sender {
    Webhook(Webhook),
    Email(Mailer),
}

impl Sender {
    pub(super) const fn channel(&self) -> Channel {
        match self {
            Self::Webhook(_) => Channel::Webhook,
            Self::Email(_) => Channel::Email,
        }
    }

    /// The host of the webhook, or the sender of e-mails.
    pub(super) fn target(&self) -> &str {
        match self {
            Self::Webhook(webhook) => webhook.host(),
            Self::Email(mailer) => mailer.sender().as_str(),
        }
    }

    /// Makes a try. The error is a sentence.
    pub(super) async fn deliver(&self, delivery: &DueDelivery) -> Result<(), String> {
        let message = Message::from(&delivery.notice);
        match (self, &delivery.address) {
            (Self::Webhook(webhook), _) => webhook.send(&message).await,
            (Self::Email(mailer), Some(address)) => mailer.send(&message, address).await,
            (Self::Email(_), None) => Err("The account has no address for notices.".to_owned()),
        }
    }

    /// Sends a test: by e-mail to `address`, or to the sender itself.
    pub(super) async fn test(&self, message: &Message, address: Option<&EmailAddress>) -> Result<(), String> {
        match self {
            Self::Webhook(webhook) => webhook.send(message).await,
            Self::Email(mailer) => mailer.send(message, address.unwrap_or_else(|| mailer.sender())).await,
        }
    }
}
