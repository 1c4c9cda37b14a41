//! The link under which a calendar app reads the bookings of an account.

use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::Generate as _;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::Error;
use crate::booking::Booking;
use crate::ids::AccountId;

const SECRET_BYTES: usize = 32;

/// The secret part of a link. Whoever has it can read the calendar. It has no `Debug`, so that it cannot be printed.
#[derive(Clone)]
pub struct CalendarSecret(Zeroizing<[u8; SECRET_BYTES]>);

/// The text is no secret of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotASecret;

impl CalendarSecret {
    /// A new random secret of 256 bits.
    pub(crate) fn generate() -> Result<Self, Error> {
        <[u8; SECRET_BYTES]>::try_generate().map(|bytes| Self(Zeroizing::new(bytes))).map_err(Error::internal)
    }

    /// The secret in 43 characters that need no escaping in a URL.
    #[must_use]
    pub fn expose(&self) -> Zeroizing<String> {
        Zeroizing::new(URL_SAFE_NO_PAD.encode(*self.0))
    }

    /// The SHA-256 of the secret. A slow hash is not needed, because the secret is random.
    pub(crate) fn digest(&self) -> [u8; 32] {
        Sha256::digest(*self.0).into()
    }
}

impl FromStr for CalendarSecret {
    type Err = NotASecret;

    fn from_str(text: &str) -> Result<Self, NotASecret> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text).map_err(|_| NotASecret)?);
        bytes.as_slice().try_into().map(|bytes| Self(Zeroizing::new(bytes))).map_err(|_| NotASecret)
    }
}

/// The bookings of an account for its calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountCalendar {
    /// The account.
    pub account_id: AccountId,
    /// Its name at the facility.
    pub netid: String,
    /// Its bookings of the last 30 days and later, earliest first.
    pub entries: Vec<CalendarEntry>,
}

/// A booking in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEntry {
    /// The booking.
    pub booking: Booking,
    /// The number of its audit entries, which rises with every change.
    pub changes: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_back_and_differs_from_the_next() {
        let secret = CalendarSecret::generate().unwrap();
        let text = secret.expose();
        assert_eq!(text.len(), 43);
        assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
        assert_eq!(text.parse::<CalendarSecret>().unwrap().digest(), secret.digest());
        assert_ne!(CalendarSecret::generate().unwrap().digest(), secret.digest());
    }

    #[test]
    fn other_texts_are_no_secrets() {
        for text in ["", "A", &"A".repeat(42), &"A".repeat(44), &"=".repeat(43), &"é".repeat(43)] {
            assert_eq!(text.parse::<CalendarSecret>().err(), Some(NotASecret), "{text}");
        }
    }
}
