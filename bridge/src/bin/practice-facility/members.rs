//! Members and their tokens. Tokens are kept in memory only.

use std::collections::{HashMap, VecDeque};
use std::iter::repeat_with;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;

/// The most tokens that are kept. The oldest one goes first.
const MOST_TOKENS: usize = 20_000;
/// The length of the longest email address that is taken, in bytes.
const LONGEST_EMAIL: usize = 320;
/// The number of days that a refresh token lasts.
const REFRESH_DAYS: i64 = 30;

/// A member of the facility.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Member {
    pub(crate) id: i64,
    pub(crate) email: String,
}

impl Member {
    /// Admits anybody with a password of 3 characters or more, except `wrong`.
    pub(crate) fn admit(email: &str, password: &str) -> Result<Self, Refusal> {
        let email = email.trim().to_lowercase();
        let known = !email.is_empty() && email.len() <= LONGEST_EMAIL;
        if !known || password.chars().count() < 3 || password == "wrong" {
            return Err(Refusal::Unauthorized);
        }
        Ok(Self { id: stable_id(&email), email })
    }
}

/// Derives a member's id from the email address (FNV-1a, 40 bits), so that it survives a restart without a file.
fn stable_id(email: &str) -> i64 {
    let hash = email
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash >> 24).cast_signed() + 1
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Access,
    Refresh,
}

struct Token {
    kind: Kind,
    member: Member,
    expires_at: DateTime<Utc>,
}

/// The tokens that were handed out.
pub(crate) struct Tokens {
    valid: HashMap<String, Token>,
    oldest_first: VecDeque<String>,
    lifetime: TimeDelta,
    random: fastrand::Rng,
}

impl Tokens {
    pub(crate) fn new(lifetime: TimeDelta) -> Self {
        Self { valid: HashMap::new(), oldest_first: VecDeque::new(), lifetime, random: fastrand::Rng::new() }
    }

    /// Returns the number of seconds that an access token lasts.
    pub(crate) fn expires_in(&self) -> i64 {
        self.lifetime.num_seconds()
    }

    pub(crate) fn issue_access(&mut self, member: &Member, now: DateTime<Utc>) -> String {
        self.issue(Kind::Access, member, now + self.lifetime)
    }

    pub(crate) fn issue_refresh(&mut self, member: &Member, now: DateTime<Utc>) -> String {
        self.issue(Kind::Refresh, member, now + TimeDelta::days(REFRESH_DAYS))
    }

    fn issue(&mut self, kind: Kind, member: &Member, expires_at: DateTime<Utc>) -> String {
        let text: String = repeat_with(|| self.random.alphanumeric()).take(40).collect();
        while self.oldest_first.len() >= MOST_TOKENS {
            self.oldest_first.pop_front().and_then(|oldest| self.valid.remove(&oldest));
        }
        self.oldest_first.push_back(text.clone());
        self.valid.insert(text.clone(), Token { kind, member: member.clone(), expires_at });
        text
    }

    /// Finds the member of an access token that has not expired.
    pub(crate) fn member(&self, access: &str, now: DateTime<Utc>) -> Result<Member, Refusal> {
        match self.valid.get(access) {
            Some(token) if token.kind == Kind::Access && now < token.expires_at => Ok(token.member.clone()),
            _ => Err(Refusal::Unauthorized),
        }
    }

    /// Uses up a refresh token.
    pub(crate) fn redeem(&mut self, refresh: &str, now: DateTime<Utc>) -> Result<Member, Refusal> {
        match self.valid.get(refresh) {
            Some(token) if token.kind == Kind::Refresh && now < token.expires_at => {
                let member = token.member.clone();
                self.valid.remove(refresh);
                Ok(member)
            }
            _ => Err(Refusal::Unauthorized),
        }
    }
}
