use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use booking_core::automation::ClockOffset;
use booking_core::clock::{Clock, MicroTimestamp};
use booking_core::facility::Profile;
use booking_core::gateway::Token;
use prometheus::Registry;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::{Body, Client, Method, RequestBuilder, Response};
use serde::Serialize;
use url::Url;
use zeroize::Zeroizing;

use super::budget::{Budget, HeldBack};
use super::client;
use super::metrics::GatewayMetrics;
use super::question::Question;
use super::reply::{self, Reply};
use super::timed_body::{SentAt, TimedBody};

/// The longest body that is read, in bytes.
const LONGEST_BODY: usize = 1024 * 1024;

/// The connection to the facility: client, budget, clock and measurements.
pub(super) struct Wire {
    client: Client,
    base: Url,
    pub(super) budget: Arc<Budget>,
    pub(super) clock: Arc<dyn Clock>,
    metrics: GatewayMetrics,
    offset: Mutex<ClockOffset>,
}

/// A request to the facility.
pub(super) struct Request<'a> {
    pub(super) question: Question,
    pub(super) method: Method,
    /// The segments of the path below the facility's address.
    pub(super) path: Vec<&'a str>,
    pub(super) query: Vec<(&'static str, String)>,
    pub(super) token: Option<&'a Token>,
    pub(super) body: Option<Zeroizing<Vec<u8>>>,
    /// A secret in the body, which no error may repeat.
    pub(super) secret: Option<&'a str>,
}

/// A request with what became of it.
pub(super) struct Exchange {
    /// When the request went out; `None` where it surely did not.
    pub(super) sent_at: Option<MicroTimestamp>,
    pub(super) answered_at: MicroTimestamp,
    pub(super) end: End,
}

pub(super) enum End {
    /// An answer came.
    Answered(Reply),
    /// The budget or the facility said to wait. Nothing was sent.
    HeldBack(Duration),
    /// Nothing was sent, because of this.
    Unreachable(String),
    /// The request was sent and its answer is not whole, because of this.
    Lost { status: Option<u16>, sentence: String },
}

impl Wire {
    pub(super) fn new(profile: &Profile, clock: Arc<dyn Clock>, registry: &Registry) -> anyhow::Result<Self> {
        let per_second = u32::try_from(profile.requests_per_second.get()).ok().and_then(std::num::NonZeroU32::new);
        let budget = Arc::new(Budget::new(per_second.context("the budget of requests is empty")?));
        let metrics = GatewayMetrics::register(registry, &budget)?;
        let base = profile.url.expose().clone();
        Ok(Self { client: client(&[])?, base, budget, clock, metrics, offset: Mutex::default() })
    }

    /// Sends a request once and reads its answer, as soon as the budget allows.
    pub(super) async fn ask(&self, request: Request<'_>) -> Exchange {
        let question = request.question;
        if let Err(HeldBack(wait)) = self.budget.take(question.is_urgent()).await {
            return Exchange { sent_at: None, answered_at: self.clock.now_micros(), end: End::HeldBack(wait) };
        }
        let begun = Instant::now();
        let exchange = self.send(request).await;
        self.metrics.observe(question, begun.elapsed());
        exchange
    }

    /// The facility's clock minus ours, as far as it is known.
    pub(super) fn clock_offset(&self) -> ClockOffset {
        *self.offset.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn send(&self, request: Request<'_>) -> Exchange {
        let taken = SentAt::default();
        let has_body = request.body.is_some();
        let secrets: Vec<_> = request.token.map(Token::expose).into_iter().chain(request.secret).collect();
        let asked_at = self.clock.now_micros();
        let sent = self.build(request, &taken).send().await;
        // Without a body, the moment before connecting is the closest that is known.
        let sent_at = if has_body { taken.get() } else { Some(asked_at) };
        let response = match sent {
            Ok(response) => response,
            Err(error) => return self.no_answer(&error, sent_at),
        };
        self.observe_date(sent_at.unwrap_or(asked_at), &response);
        let end = self.read(response, &secrets).await;
        Exchange { sent_at: Some(sent_at.unwrap_or(asked_at)), answered_at: self.clock.now_micros(), end }
    }

    fn build(&self, request: Request<'_>, taken: &SentAt) -> RequestBuilder {
        let Request { method, path, query, token, body, .. } = request;
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        if token.is_some() {
            // The address's credentials would go into the same header. Both only fail for an address without a host.
            let _ = url.set_username("");
            let _ = url.set_password(None);
        }
        let mut builder = self.client.request(method, url);
        if !query.is_empty() {
            builder = builder.query(&query);
        }
        if let Some(token) = token {
            builder = builder.bearer_auth(token.expose());
        }
        match body {
            Some(bytes) => builder
                .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
                .body(Body::wrap(TimedBody::new(bytes, self.clock.clone(), taken.clone()))),
            None => builder,
        }
    }

    fn no_answer(&self, error: &reqwest::Error, sent_at: Option<MicroTimestamp>) -> Exchange {
        let answered_at = self.clock.now_micros();
        let unsent = error.is_connect() || error.is_builder();
        match sent_at.filter(|_| !unsent) {
            None => Exchange { sent_at: None, answered_at, end: End::Unreachable(unreachable(error)) },
            sent_at => Exchange { sent_at, answered_at, end: End::Lost { status: None, sentence: lost(error) } },
        }
    }

    fn observe_date(&self, sent_at: MicroTimestamp, response: &Response) {
        if let Some(date) = reply::date(response.headers()) {
            let mut offset = self.offset.lock().unwrap_or_else(PoisonError::into_inner);
            *offset = offset.observe(sent_at, self.clock.now_micros(), date);
        }
    }

    async fn read(&self, mut response: Response, secrets: &[&str]) -> End {
        let status = response.status().as_u16();
        let retry_after = reply::wait(status, response.headers(), self.clock.now());
        if let Some(wait) = retry_after {
            self.budget.hold_back(wait);
        }
        let mut body = Zeroizing::new(Vec::new());
        let fault = loop {
            match response.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() <= LONGEST_BODY => body.extend_from_slice(&chunk),
                Ok(Some(_)) => break Some("The facility's answer is longer than 1 MiB.".to_owned()),
                Ok(None) => break None,
                Err(error) => break Some(lost(&error)),
            }
        };
        match fault {
            Some(sentence) if status < 400 => End::Lost { status: Some(status), sentence },
            // A refusal is one by its status, whatever becomes of its words.
            _ => {
                let words = if status < 400 { None } else { reply::words(&body, secrets) };
                End::Answered(Reply { status, body, words, retry_after })
            }
        }
    }
}

/// Writes a body, which may hold a secret: its memory is overwritten when it is dropped.
pub(super) fn json_body(body: &impl Serialize) -> Zeroizing<Vec<u8>> {
    // Only maps with keys that are no texts fail.
    Zeroizing::new(serde_json::to_vec(body).unwrap_or_default())
}

fn unreachable(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "The facility cannot be reached: connecting took too long.".to_owned();
    }
    format!("The facility cannot be reached: {}.", root_cause(error))
}

fn lost(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return format!("The facility did not answer within {} s.", client::TIMEOUT.as_secs());
    }
    format!("The connection to the facility broke before its answer was whole: {}.", root_cause(error))
}

/// The innermost cause: the system's or TLS's own words. The outer ones repeat the address.
fn root_cause(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}
