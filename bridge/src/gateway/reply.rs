use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::header::{AGE, DATE, HeaderMap, RETRY_AFTER};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use booking_core::clock::Timestamp;

/// The longest wait that the facility can impose: a mistake in its header must not stop the bridge for days.
const LONGEST_WAIT: Duration = Duration::from_hours(1);
/// The wait after a 429 that names none.
const DEFAULT_WAIT: Duration = Duration::from_secs(1);

/// An answer with its whole body, or with the part of it that was read where the status says failure.
pub(super) struct Reply {
    pub(super) status: u16,
    /// The body of a sign-in holds a token.
    pub(super) body: Zeroizing<Vec<u8>>,
    /// The facility's words, where it refused.
    pub(super) words: Option<String>,
    /// The wait for everybody.
    pub(super) retry_after: Option<Duration>,
}

#[derive(Deserialize)]
struct Refusal {
    message: Words,
}

/// The facility sends a text, or a list of them where several fields are wrong.
#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Several(Vec<String>),
}

impl Reply {
    pub(super) const fn is_success(&self) -> bool {
        matches!(self.status, 200..300)
    }

    /// The body as JSON; `None` where it is something else. No error of the parser is kept, because it quotes the body.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(&self.body).ok()
    }
}

/// Reads the facility's words from a refusal's body: its `message`, or the whole body where it is plain text. The request's
/// secrets are cut out, because a facility may repeat what it was sent.
pub(super) fn words(body: &[u8], secrets: &[&str]) -> Option<String> {
    let words = match serde_json::from_slice(body).ok() {
        Some(Refusal { message: Words::One(text) }) => text,
        Some(Refusal { message: Words::Several(texts) }) => texts.join("; "),
        None => std::str::from_utf8(body).ok().map(str::trim).filter(|text| is_plain(text))?.to_owned(),
    };
    Some(secrets.iter().fold(words, |words, secret| words.replace(secret, "***")))
}

fn is_plain(text: &str) -> bool {
    !text.is_empty() && !text.starts_with(['<', '{', '['])
}

/// Reads the wait that an answer asks of everybody: after a 429 always, after a 503 where it says so.
pub(super) fn wait(status: u16, headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let told = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()).and_then(|text| retry_after(text, now));
    match status {
        429 => Some(told.unwrap_or(DEFAULT_WAIT)),
        503 => told,
        _ => None,
    }
}

/// Reads seconds or an HTTP date, at most an hour ahead.
fn retry_after(text: &str, now: Timestamp) -> Option<Duration> {
    let text = text.trim();
    let wait = if text.bytes().all(|byte| byte.is_ascii_digit()) {
        Duration::from_secs(text.parse().unwrap_or(u64::MAX))
    } else {
        (http_date(text)? - utc(now)).to_std().unwrap_or_default()
    };
    Some(wait.min(LONGEST_WAIT))
}

/// The facility's `Date`. A cache's answer (`Age`) carries an old one and counts for nothing.
pub(super) fn date(headers: &HeaderMap) -> Option<Timestamp> {
    if headers.contains_key(AGE) {
        return None;
    }
    http_date(headers.get(DATE)?.to_str().ok()?).map(Timestamp::from)
}

fn http_date(text: &str) -> Option<DateTime<Utc>> {
    let moment = DateTime::parse_from_rfc2822(text).ok()?.to_utc();
    // Years that a timestamp cannot hold are no dates of an answer.
    (0..253_402_300_800).contains(&moment.timestamp()).then_some(moment)
}

fn utc(moment: Timestamp) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&moment.to_string()).map(|moment| moment.to_utc()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    fn now() -> Timestamp {
        "2026-11-22T09:30:00.000Z".parse().unwrap()
    }

    fn waits(status: u16, text: &'static str) -> Option<u64> {
        let headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static(text))]);
        wait(status, &headers, now()).map(|wait| wait.as_secs())
    }

    #[test]
    fn retry_after_is_seconds_or_a_date_and_bounded() {
        assert_eq!(waits(429, "7"), Some(7));
        assert_eq!(waits(429, "Sun, 22 Nov 2026 09:30:09 GMT"), Some(9));
        assert_eq!(waits(429, "Sun, 22 Nov 2026 09:29:00 GMT"), Some(0));
        assert_eq!(waits(429, "99999999999999999999999"), Some(3_600));
        assert_eq!(waits(429, "Fri, 01 Jan 2100 00:00:00 GMT"), Some(3_600));
        assert_eq!(waits(429, "soon"), Some(1));
        assert_eq!(waits(503, "7"), Some(7));
        assert_eq!(waits(503, "soon"), None);
        assert_eq!(waits(403, "7"), None);
        assert_eq!(wait(429, &HeaderMap::new(), now()), Some(DEFAULT_WAIT));
    }

    #[test]
    fn a_date_counts_unless_a_cache_answered() {
        let mut headers = HeaderMap::from_iter([(DATE, HeaderValue::from_static("Sun, 22 Nov 2026 09:30:00 GMT"))]);
        assert_eq!(date(&headers), Some(now()));
        headers.insert(AGE, HeaderValue::from_static("3"));
        assert_eq!(date(&headers), None);
        for wrong in ["", "yesterday", "Mon, 01 Jan 1900 00:00:00 GMT"] {
            assert_eq!(date(&HeaderMap::from_iter([(DATE, HeaderValue::from_static(wrong))])), None, "{wrong}");
        }
    }

    #[test]
    fn words_are_a_message_or_plain_text() {
        let words = |body: &str| words(body.as_bytes(), &[]);
        assert_eq!(words(r#"{"statusCode":403,"message":"Full"}"#).as_deref(), Some("Full"));
        assert_eq!(words(r#"{"message":["a","b"]}"#).as_deref(), Some("a; b"));
        assert_eq!(words(" Full\n").as_deref(), Some("Full"));
        for none in ["", "<html>Full</html>", r#"{"message":nul"#, r#"{"message":{}}"#, "[1]"] {
            assert_eq!(words(none), None, "{none}");
        }
    }

    #[test]
    fn secrets_are_cut_out_of_the_words() {
        let body = br#"{"message":"canary is not the password of a, nor is token"}"#;
        assert_eq!(words(body, &["canary", "token"]).as_deref(), Some("*** is not the password of a, nor is ***"));
    }
}
