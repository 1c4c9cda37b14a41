use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::FacilityId;
use crate::clock::Timestamp;
use crate::password::Password;
use crate::text::NetId;
use crate::{Error, InvalidValue};

/// A bearer token: 1 to 8,192 visible ASCII characters.
///
/// It has no `Debug`, `Display` or `Serialize`, so that it cannot be printed, logged or answered, and its memory is
/// overwritten when it is dropped.
#[derive(Clone)]
pub struct Token(Zeroizing<String>);

impl Token {
    const MAX_LENGTH: usize = 8_192;

    /// # Errors
    /// When it is empty, too long or holds a character that no HTTP header takes. The error does not repeat the token.
    pub fn parse(raw: String) -> Result<Self, InvalidValue> {
        let secret = Zeroizing::new(raw);
        if (1..=Self::MAX_LENGTH).contains(&secret.len()) && secret.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Ok(Self(secret));
        }
        Err(InvalidValue(format!("A token has 1 to {} visible ASCII characters and no spaces.", Self::MAX_LENGTH)))
    }

    /// The secret itself, for the `Authorization` header.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// A token that a person copied from the facility's page, with what the page knows about it.
#[derive(Clone)]
pub struct PastedToken {
    /// The token.
    pub token: Token,
    /// The member's id, where the page told it.
    pub member_id: Option<FacilityId>,
    /// When the token ends, where the page told it.
    pub valid_until: Option<Timestamp>,
}

/// A pasted token as it is stored, encrypted.
#[derive(Serialize, Deserialize)]
struct StoredToken {
    token: Zeroizing<String>,
    member_id: Option<FacilityId>,
    valid_until: Option<String>,
}

impl PastedToken {
    /// The text to encrypt and store.
    pub(crate) fn to_stored(&self) -> Result<Zeroizing<String>, Error> {
        let stored = StoredToken {
            token: self.token.0.clone(),
            member_id: self.member_id.clone(),
            valid_until: self.valid_until.map(|until| until.to_string()),
        };
        serde_json::to_string(&stored).map(Zeroizing::new).map_err(Error::internal)
    }

    /// Reads the text that [`PastedToken::to_stored`] made. The error does not repeat it.
    pub(crate) fn from_stored(text: &str) -> Result<Self, Error> {
        let damaged = |_| Error::damaged("a stored token cannot be read");
        let StoredToken { mut token, member_id, valid_until } =
            serde_json::from_str(text).map_err(|_| Error::damaged("a stored token cannot be read"))?;
        Ok(Self {
            token: Token::parse(std::mem::take(&mut *token)).map_err(damaged)?,
            member_id,
            valid_until: valid_until.map(|until| until.parse()).transpose().map_err(damaged)?,
        })
    }
}

/// The means by which an account signs in.
pub enum Credentials {
    /// A name and a password.
    Password {
        /// The name.
        netid: NetId,
        /// The password.
        password: Password,
    },
    /// A token that a person pasted.
    Token(PastedToken),
}

/// A signed-in member. It lives in memory only.
#[derive(Clone)]
pub struct Session {
    /// The token of every request.
    pub token: Token,
    /// The token that renews the session, where the facility gave one.
    pub refresh_token: Option<Token>,
    /// The member's id at the facility.
    pub member_id: FacilityId,
    /// When the token ends; `None` where the facility did not tell.
    pub valid_until: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_fits_a_header_and_its_error_does_not_repeat_it() {
        assert!(Token::parse("eyJhbGciOi.J9-_~+/=".to_owned()).is_ok());
        for wrong in ["", "canary token", "canary\ntoken", "canaré", &"c".repeat(8_193)] {
            let error = Token::parse(wrong.to_owned()).err().unwrap();
            assert!(!error.0.contains("canar"), "{}", error.0);
        }
    }
}
