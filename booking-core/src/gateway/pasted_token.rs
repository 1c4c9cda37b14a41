use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use zeroize::Zeroizing;

use super::{FacilityId, PastedToken, Token};
use crate::InvalidValue;
use crate::clock::Timestamp;

/// The longest text that is read, in bytes.
const LONGEST_TEXT: usize = 64 * 1024;
/// From this number on, a time counts milliseconds since 1970; below it, seconds.
const FIRST_MILLIS: i64 = 100_000_000_000;

/// The JSON that the facility's page keeps in its local storage under `delcom_auth`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PageStorage {
    token_response: PageToken,
    #[serde(default)]
    member: Option<PageMember>,
    #[serde(flatten)]
    validity: Validity,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PageToken {
    access_token: String,
    #[serde(flatten)]
    validity: Validity,
}

/// It stands beside the token or one level above.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Validity {
    #[serde(default, deserialize_with = "number")]
    issued_at: Option<i64>,
    #[serde(default, deserialize_with = "number")]
    expires_in: Option<i64>,
}

#[derive(Deserialize)]
struct PageMember {
    #[serde(default, deserialize_with = "id")]
    id: Option<FacilityId>,
}

/// The part of a JSON Web Token that tells its end, in seconds since 1970.
#[derive(Deserialize)]
struct Claims {
    #[serde(default, deserialize_with = "number")]
    exp: Option<i64>,
}

impl PastedToken {
    /// Reads a token, or the whole JSON that the facility's page keeps. The end of a JSON Web Token is read from it.
    ///
    /// # Errors
    /// When it is neither, or the token has ended by `now`. The error does not repeat the text.
    pub fn parse(text: String, now: Timestamp) -> Result<Self, InvalidValue> {
        let text = Zeroizing::new(text);
        if text.len() > LONGEST_TEXT {
            return Err(InvalidValue(
                "The text is too long for a token. Copy the value of delcom_auth only.".to_owned(),
            ));
        }
        let pasted = match text.trim() {
            json if json.starts_with('{') => Self::from_page(json)?,
            bare => Self::from_bare(bare.trim_matches('"'))?,
        };
        match pasted.valid_until {
            Some(end) if end <= now => Err(InvalidValue(format!(
                "The token ended at {end}. Sign in at the facility's page and copy a new one."
            ))),
            _ => Ok(pasted),
        }
    }

    fn from_page(json: &str) -> Result<Self, InvalidValue> {
        // The parser's error quotes the text.
        let storage: PageStorage = serde_json::from_str(json).map_err(|_| {
            InvalidValue("The JSON has no tokenResponse.accessToken. Copy the whole value of delcom_auth.".to_owned())
        })?;
        let PageStorage { token_response, member, validity } = storage;
        let bare = Self::from_bare(Zeroizing::new(token_response.access_token).trim())?;
        let valid_until = token_response.validity.end().or_else(|| validity.end()).or(bare.valid_until);
        Ok(Self { member_id: member.and_then(|member| member.id), valid_until, ..bare })
    }

    fn from_bare(text: &str) -> Result<Self, InvalidValue> {
        let text = text.strip_prefix("Bearer ").unwrap_or(text);
        let token = Token::parse(text.to_owned())?;
        let valid_until = end_of_web_token(token.expose());
        Ok(Self { token, member_id: None, valid_until })
    }
}

impl Validity {
    fn end(&self) -> Option<Timestamp> {
        let issued_at = self.issued_at?;
        let millis = if issued_at < FIRST_MILLIS { issued_at.checked_mul(1_000)? } else { issued_at };
        Timestamp::from_millis(millis.checked_add(self.expires_in?.checked_mul(1_000)?)?)
    }
}

fn end_of_web_token(token: &str) -> Option<Timestamp> {
    let mut parts = token.split('.');
    let (Some(_), Some(claims), Some(_), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    let claims = Zeroizing::new(BASE64_URL_SAFE_NO_PAD.decode(claims.trim_end_matches('=')).ok()?);
    let Claims { exp } = serde_json::from_slice(&claims).ok()?;
    Timestamp::from_millis(exp?.checked_mul(1_000)?)
}

/// Reads a number or a text of one, without its fraction; anything else is absent.
fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    let whole = |text: &str| text.split('.').next().and_then(|whole| whole.parse().ok());
    Ok(match Value::deserialize(deserializer)? {
        Value::Number(number) => whole(&number.to_string()),
        Value::String(text) => whole(text.trim()),
        _ => None,
    })
}

fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<FacilityId>, D::Error> {
    Ok(serde_json::from_value(Value::deserialize(deserializer)?).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-22T09:30:00.000Z";

    fn parse(text: &str) -> Result<PastedToken, InvalidValue> {
        PastedToken::parse(text.to_owned(), NOW.parse().unwrap())
    }

    fn web_token(claims: &str) -> String {
        format!("eyJhbGciOiJub25lIn0.{}.sig", BASE64_URL_SAFE_NO_PAD.encode(claims))
    }

    fn end(text: &str) -> Option<String> {
        parse(text).unwrap_or_else(|error| panic!("{}", error.0)).valid_until.map(|end| end.to_string())
    }

    #[test]
    fn a_bare_token_is_taken_with_what_surrounds_it() {
        for text in ["abc.def", " abc.def\n", "\"abc.def\"", "Bearer abc.def"] {
            let pasted = parse(text).unwrap();
            assert_eq!((pasted.token.expose(), pasted.valid_until), ("abc.def", None), "{text}");
        }
    }

    #[test]
    fn a_web_token_tells_its_end() {
        assert_eq!(end(&web_token(r#"{"exp":1795426200}"#)).as_deref(), Some("2026-11-23T09:30:00.000Z"));
        assert_eq!(end(&web_token(r#"{"exp":1795426200.5}"#)).as_deref(), Some("2026-11-23T09:30:00.000Z"));
        for claims in ["{}", "[]", "nonsense", r#"{"exp":null}"#, r#"{"exp":9999999999999999999}"#, r#"{"exp":-1}"#] {
            assert_eq!(end(&web_token(claims)), None, "{claims}");
        }
    }

    #[test]
    fn the_pages_json_tells_token_member_and_end() {
        let json = r#"{"tokenResponse":{"accessToken":"abc","issuedAt":1795339800,"expiresIn":"86400","scope":"x"},
            "member":{"id":1234,"email":"a@b"},"other":[1]}"#;
        let pasted = parse(json).unwrap();
        assert_eq!(pasted.token.expose(), "abc");
        assert_eq!(pasted.member_id, Some(1_234.into()));
        assert_eq!(end(json).as_deref(), Some("2026-11-23T09:30:00.000Z"));
        let above =
            r#"{"tokenResponse":{"accessToken":"abc"},"issuedAt":1795339800000,"expiresIn":86400,"member":null}"#;
        assert_eq!(end(above).as_deref(), Some("2026-11-23T09:30:00.000Z"));
        let within = format!(r#"{{"tokenResponse":{{"accessToken":"{}"}}}}"#, web_token(r#"{"exp":1795426200}"#));
        assert_eq!(end(&within).as_deref(), Some("2026-11-23T09:30:00.000Z"));
    }

    #[test]
    fn what_is_no_token_is_refused_without_being_repeated() {
        let ended = web_token(r#"{"exp":1795339800,"canary":1}"#);
        let long = "canary".repeat(20_000);
        for text in [
            "",
            "canary token",
            "{\"canary\":1}",
            "{canary",
            "{\"tokenResponse\":{\"accessToken\":\"canary x\"}}",
            "{\"tokenResponse\":{\"accessToken\":{\"canary\":1}}}",
            &ended,
            &long,
        ] {
            let error = parse(text).err().unwrap_or_else(|| panic!("taken: {text}"));
            assert!(!error.0.contains("canary") && !error.0.contains(ended.as_str()), "{}", error.0);
        }
    }
}
