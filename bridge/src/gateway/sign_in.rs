use std::collections::HashMap;

use booking_core::clock::{MicroTimestamp, Timestamp};
use booking_core::gateway::{FacilityId, GatewayFailure, Outcome, PastedToken, Session, Token};
use booking_core::password::Password;
use booking_core::text::NetId;
use reqwest::Method;
use serde::{Deserialize, Serialize};

use super::answers::{Meaning, read, unreadable};
use super::exchange::{Request, json_body};
use super::json::number;
use super::question::Question;
use super::reply::Reply;
use super::rest_gateway::RestGateway;

/// The longest validity that is believed, in seconds: a year.
const LONGEST_SESSION: i64 = 366 * 24 * 60 * 60;

#[derive(Serialize)]
struct PasswordBody<'a> {
    email: &'a str,
    password: &'a str,
}

/// The answer to a sign-in or a renewal. Both spellings have been seen.
#[derive(Deserialize)]
struct Tokens {
    #[serde(alias = "accessToken")]
    access_token: String,
    #[serde(alias = "refreshToken", default)]
    refresh_token: Option<String>,
    #[serde(alias = "expiresIn", default, deserialize_with = "number")]
    expires_in: Option<i64>,
}

/// The answer to a sign-in; the member's id is asked for separately.
struct SignedIn {
    token: Token,
    refresh_token: Option<Token>,
    valid_until: Option<Timestamp>,
}

#[derive(Deserialize)]
struct Member {
    id: FacilityId,
}

impl RestGateway {
    pub(super) async fn sign_in_by_password(
        &self,
        netid: &NetId,
        password: &Password,
    ) -> Result<Session, GatewayFailure> {
        let password = password.expose();
        let body = PasswordBody { email: netid.as_str(), password };
        let signed_in = self.ask_for_tokens(Question::SignIn, vec!["auth"], &body, password).await?;
        let member_id = self.member_id(&signed_in.token).await.map_err(once_signed_in)?;
        let SignedIn { token, refresh_token, valid_until } = signed_in;
        Ok(Session { token, refresh_token, member_id, valid_until })
    }

    pub(super) async fn sign_in_by_token(&self, pasted: &PastedToken) -> Result<Session, GatewayFailure> {
        let member_id = self.member_id(&pasted.token).await?;
        Ok(Session { token: pasted.token.clone(), refresh_token: None, member_id, valid_until: pasted.valid_until })
    }

    pub(super) async fn renew_session(&self, session: &Session) -> Result<Session, GatewayFailure> {
        let (Some(refresh), Some(old)) = (&self.profile.refresh, &session.refresh_token) else {
            return Err(GatewayFailure {
                outcome: Outcome::SignInNeeded,
                message: None,
                status_code: None,
                retry_after: None,
            });
        };
        let body = HashMap::from([(refresh.field.as_str(), old.expose())]);
        let path = refresh.path.split('/').filter(|segment| !segment.is_empty()).collect();
        let signed_in = self.ask_for_tokens(Question::Renew, path, &body, old.expose()).await?;
        Ok(Session {
            token: signed_in.token,
            refresh_token: signed_in.refresh_token.or_else(|| session.refresh_token.clone()),
            member_id: session.member_id.clone(),
            valid_until: signed_in.valid_until,
        })
    }

    async fn ask_for_tokens(
        &self,
        question: Question,
        path: Vec<&str>,
        body: &impl Serialize,
        secret: &str,
    ) -> Result<SignedIn, GatewayFailure> {
        let body = Some(json_body(body));
        let (method, query, secret) = (Method::POST, Vec::new(), Some(secret));
        let exchange = self.wire.ask(Request { question, method, path, query, token: None, body, secret }).await;
        let answered_at = exchange.answered_at;
        read(exchange, |reply| {
            if !reply.is_success() {
                return Err(self.refused_sign_in(reply));
            }
            reply.json::<Tokens>().and_then(|tokens| signed_in(tokens, answered_at)).ok_or_else(|| unreadable(reply))
        })
    }

    /// Every refusal of the credentials is final, so that no member is locked out by repeated tries.
    fn refused_sign_in(&self, reply: &Reply) -> Meaning {
        let is_final = matches!(reply.status, 400..500) && !matches!(reply.status, 404 | 408 | 429);
        let mut meaning = self.answers.refusal(reply, &*self.wire.clock);
        if is_final && meaning.outcome != Outcome::RateLimited {
            meaning.outcome = Outcome::SignInNeeded;
        }
        meaning
    }

    async fn member_id(&self, token: &Token) -> Result<FacilityId, GatewayFailure> {
        let request = Request {
            question: Question::Member,
            method: Method::GET,
            path: vec!["auth"],
            query: vec![("cf", "0".to_owned())],
            token: Some(token),
            body: None,
            secret: None,
        };
        read(self.wire.ask(request).await, |reply| {
            if !reply.is_success() {
                return Err(self.answers.refusal(reply, &*self.wire.clock));
            }
            reply.json::<Member>().map(|member| member.id).ok_or_else(|| unreadable(reply))
        })
    }
}

/// The password was right, whatever becomes of the new token.
fn once_signed_in(failure: GatewayFailure) -> GatewayFailure {
    GatewayFailure { outcome: failure.outcome.once_signed_in(), ..failure }
}

/// The tokens as they are kept; `None` where the facility sent none that fits a header.
fn signed_in(tokens: Tokens, answered_at: MicroTimestamp) -> Option<SignedIn> {
    let lasts = |seconds: i64| answered_at.plus_micros(seconds.clamp(0, LONGEST_SESSION) * 1_000_000).to_millis();
    Some(SignedIn {
        token: Token::parse(tokens.access_token).ok()?,
        refresh_token: tokens.refresh_token.and_then(|token| Token::parse(token).ok()),
        valid_until: tokens.expires_in.map(lasts),
    })
}
