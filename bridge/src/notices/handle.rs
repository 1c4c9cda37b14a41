use std::sync::Arc;
use std::time::Duration;

use booking_core::email::EmailAddress;
use booking_core::notice::{Channel, ChannelState};
use booking_core::{BookingService, CommitListener, Error};
use futures_util::future::join_all;
use schemars::JsonSchema;
use serde::Serialize;
use tokio::sync::watch;
use tokio::time::timeout;

use super::deliver;
use super::email::Mailer;
use super::message::Message;
use super::sender::Sender;
use super::wake::Wake;
use super::webhook::Webhook;
use crate::config::Settings;
use crate::engine::EngineClock;

/// The bound on a test. Callers such as the web app wait for 10 seconds.
const TEST_TIMEOUT: Duration = Duration::from_secs(8);

/// The channels of notices: the configured ones, and their state.
pub struct Notices {
    senders: Vec<Sender>,
    wake: Arc<Wake>,
}

/// A channel, configured or not.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChannelStatus {
    /// The channel.
    channel: Channel,
    /// The variable that configures it.
    setting: &'static str,
    /// Whether it is configured.
    is_configured: bool,
    /// The host of the webhook, or the sender of e-mails; null for a channel that is not configured.
    target: Option<String>,
    #[serde(flatten)]
    state: ChannelState,
}

/// The result of a test on a channel.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TestResult {
    /// The channel.
    channel: Channel,
    /// Whether the test was sent.
    is_sent: bool,
    /// The result in a sentence.
    message: String,
}

impl Notices {
    /// The channels of these settings. Nothing is sent yet.
    ///
    /// # Errors
    /// When the certificates cannot be read, or TLS or HTTP cannot be set up.
    pub fn new(settings: &Settings) -> anyhow::Result<Self> {
        let (secret, trusted) = (settings.notify_secret.as_ref(), settings.notify_ca()?);
        let webhook = settings.notify_webhook.clone().map(|address| Webhook::new(address, secret, &trusted));
        let email = settings.smtp_url.clone().map(|server| Mailer::new(server, &trusted));
        let (webhook, email) = (webhook.transpose()?, email.transpose()?);
        let senders = webhook.map(Sender::Webhook).into_iter().chain(email.map(Sender::Email)).collect();
        Ok(Self { senders, wake: Arc::default() })
    }

    /// The listener that wakes the channels, for the service's configuration.
    #[must_use]
    pub fn listener(&self) -> Arc<dyn CommitListener> {
        self.wake.clone()
    }

    /// Delivers notices until `shutdown` completes, then lets deliveries under way finish for 3 seconds.
    pub async fn run(
        &self,
        service: Arc<BookingService>,
        clock: Arc<dyn EngineClock>,
        shutdown: impl Future<Output = ()>,
    ) {
        for channel in Channel::ALL.into_iter().filter(|channel| self.sender(*channel).is_none()) {
            if let Err(error) = service.close_channel(channel).await {
                log::error!("the deliveries by {channel}, which is not configured, cannot be given up: {error}");
            }
        }
        let stopping = watch::Sender::new(false);
        let channels = self
            .senders
            .iter()
            .map(|sender| deliver::run(sender, &service, clock.clone(), self.wake.subscribe(), stopping.subscribe()));
        let stop = async {
            shutdown.await;
            stopping.send_replace(true);
        };
        tokio::join!(join_all(channels), stop);
    }

    /// Returns every channel with its state.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`].
    pub fn status(&self, service: &BookingService) -> Result<Vec<ChannelStatus>, Error> {
        let status = |channel| {
            let sender = self.sender(channel);
            Ok(ChannelStatus {
                channel,
                setting: setting(channel),
                is_configured: sender.is_some(),
                target: sender.map(|sender| sender.target().to_owned()),
                state: service.channel_state(channel)?,
            })
        };
        Channel::ALL.into_iter().map(status).collect()
    }

    /// Sends a test to every configured channel at once: by e-mail to `address`, or to the sender itself.
    pub async fn test(&self, service: &BookingService, address: Option<&EmailAddress>) -> Vec<TestResult> {
        let message = Message::test(service.now());
        let test = async |channel| match self.sender(channel) {
            Some(sender) => match timeout(TEST_TIMEOUT, sender.test(&message, address)).await {
                Ok(outcome) => outcome,
                Err(_) => Err("It did not answer in time.".to_owned()),
            },
            None => Err(format!("Not configured. Set {}.", setting(channel))),
        };
        let results = join_all(Channel::ALL.into_iter().map(test)).await;
        let result = |(channel, outcome): (Channel, Result<(), String>)| TestResult {
            channel,
            is_sent: outcome.is_ok(),
            message: outcome.err().unwrap_or_else(|| "Sent.".to_owned()),
        };
        Channel::ALL.into_iter().zip(results).map(result).collect()
    }

    fn sender(&self, channel: Channel) -> Option<&Sender> {
        self.senders.iter().find(|sender| sender.channel() == channel)
    }
}

const fn setting(channel: Channel) -> &'static str {
    match channel {
        Channel::Webhook => "BRIDGE_NOTIFY_WEBHOOK",
        Channel::Email => "BRIDGE_SMTP_URL",
    }
}
