//! Encryption of stored passwords: XChaCha20-Poly1305 with a key outside of the database.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use chacha20poly1305::aead::{Aead as _, Generate as _, KeyInit as _, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::ids::AccountId;
use crate::password::Password;
use crate::permissions::Owner;
use crate::{Error, OpenError, files};

const KEY_LENGTH: usize = 32;
const NONCE_LENGTH: usize = 24;

/// Encrypts passwords and checks whether a ciphertext was made with its key.
pub(crate) struct PasswordCipher {
    cipher: XChaCha20Poly1305,
}

impl PasswordCipher {
    /// Reads the key file, or creates it if missing.
    ///
    /// # Errors
    /// [`OpenError::KeyMissing`] if it is missing and `key_needed`.
    pub(crate) fn open(path: &Path, key_needed: bool) -> Result<Self, OpenError> {
        match read_key(path) {
            Ok(Some(key)) => Ok(Self::with_key(&key)),
            Ok(None) if key_needed => Err(OpenError::KeyMissing { path: path.into() }),
            Ok(None) => create_key(path).map(|key| Self::with_key(&key)).map_err(|error| unusable(path, &error)),
            Err(cause) => Err(OpenError::KeyUnusable { path: path.into(), cause }),
        }
    }

    fn with_key(key: &Zeroizing<[u8; KEY_LENGTH]>) -> Self {
        Self { cipher: XChaCha20Poly1305::new(&Key::from(**key)) }
    }

    /// Returns nonce, ciphertext and tag. The ciphertext is bound to the account's id.
    pub(crate) fn seal(&self, account_id: AccountId, password: &Password) -> Result<Vec<u8>, Error> {
        self.seal_secret(Secret::Password, account_id, password.expose())
    }

    /// As [`PasswordCipher::seal`], for a pasted token.
    pub(crate) fn seal_token(&self, account_id: AccountId, token: &str) -> Result<Vec<u8>, Error> {
        self.seal_secret(Secret::Token, account_id, token)
    }

    /// Decrypts a password, for the moment of signing in.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`] where this key did not seal it for this account.
    pub(crate) fn open_password(&self, account_id: AccountId, sealed: &[u8]) -> Result<Password, Error> {
        let mut opened = self.open_secret(Secret::Password, account_id, sealed)?;
        Password::parse(std::mem::take(&mut *opened)).map_err(Error::damaged)
    }

    /// Decrypts a pasted token. Its memory is overwritten when it is dropped.
    ///
    /// # Errors
    /// [`Error::StorageUnavailable`] where this key did not seal it for this account.
    pub(crate) fn open_token(&self, account_id: AccountId, sealed: &[u8]) -> Result<Zeroizing<String>, Error> {
        self.open_secret(Secret::Token, account_id, sealed)
    }

    fn seal_secret(&self, secret: Secret, account_id: AccountId, text: &str) -> Result<Vec<u8>, Error> {
        let nonce = XNonce::try_generate().map_err(Error::internal)?;
        let payload = Payload { msg: text.as_bytes(), aad: &secret.associated_data(account_id) };
        let sealed = self.cipher.encrypt(&nonce, payload).map_err(Error::internal)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    fn open_secret(&self, secret: Secret, account_id: AccountId, sealed: &[u8]) -> Result<Zeroizing<String>, Error> {
        let wrong_key = || Error::damaged("a stored secret was not sealed with this key");
        let (nonce, ciphertext) = sealed.split_first_chunk::<NONCE_LENGTH>().ok_or_else(wrong_key)?;
        let payload = Payload { msg: ciphertext, aad: &secret.associated_data(account_id) };
        let opened =
            self.cipher.decrypt(&XNonce::from(*nonce), payload).map(Zeroizing::new).map_err(|_| wrong_key())?;
        std::str::from_utf8(&opened).map(|text| Zeroizing::new(text.to_owned())).map_err(Error::damaged)
    }

    /// Whether `sealed` was made with this key for this account.
    pub(crate) fn can_open(&self, account_id: AccountId, secret: Secret, sealed: &[u8]) -> bool {
        self.open_secret(secret, account_id, sealed).is_ok()
    }
}

/// The kind of a sealed secret: the ciphertext is bound to it, so that none can be taken for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Secret {
    Password,
    Token,
}

impl Secret {
    fn associated_data(self, account_id: AccountId) -> Vec<u8> {
        let name = match self {
            Self::Password => "password",
            Self::Token => "token",
        };
        format!("account {name} {account_id}").into_bytes()
    }
}

fn unusable(path: &Path, cause: &io::Error) -> OpenError {
    OpenError::KeyUnusable { path: path.into(), cause: cause.to_string() }
}

fn read_key(path: &Path) -> Result<Option<Zeroizing<[u8; KEY_LENGTH]>>, String> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.to_string()),
    };
    let metadata = file.metadata().map_err(|error| error.to_string())?;
    let mode = metadata.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(format!("its mode is {mode:04o}: change it to 0600, so that only its owner can read it"));
    }
    let mut key = Zeroizing::new([0; KEY_LENGTH]);
    let mut rest = [0; 1];
    file.read_exact(key.as_mut()).map_err(|_| format!("it is shorter than {KEY_LENGTH} bytes"))?;
    match file.read(&mut rest) {
        Ok(0) => Ok(Some(key)),
        Ok(_) => Err(format!("it is longer than {KEY_LENGTH} bytes")),
        Err(error) => Err(error.to_string()),
    }
}

/// Creates the key file. It appears under its name only when it is complete, and an existing file is kept.
fn create_key(path: &Path) -> io::Result<Zeroizing<[u8; KEY_LENGTH]>> {
    let key: Zeroizing<[u8; KEY_LENGTH]> = Zeroizing::new(Key::try_generate().map_err(io::Error::other)?.into());
    let mut file = files::temp_file(path, Owner::of(path))?;
    file.write_all(key.as_ref())?;
    file.as_file().sync_all()?;
    files::persist_noclobber(file, path)?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn password(text: &str) -> Password {
        Password::parse(text.to_owned()).unwrap()
    }

    fn account(id: i64) -> AccountId {
        AccountId::try_from(id).unwrap()
    }

    #[test]
    fn a_ciphertext_is_bound_to_its_account_and_key() {
        let folder = tempfile::tempdir().unwrap();
        let cipher = PasswordCipher::open(&folder.path().join("a.key"), false).unwrap();
        let other = PasswordCipher::open(&folder.path().join("b.key"), false).unwrap();
        let sealed = cipher.seal(account(1), &password("open sesame")).unwrap();
        assert!(cipher.can_open(account(1), Secret::Password, &sealed));
        assert!(!cipher.can_open(account(2), Secret::Password, &sealed));
        assert!(!other.can_open(account(1), Secret::Password, &sealed));
        assert!(!cipher.can_open(account(1), Secret::Token, &sealed));
        assert_eq!(cipher.open_password(account(1), &sealed).unwrap().expose(), "open sesame");
        assert!(cipher.open_password(account(2), &sealed).is_err());
    }

    #[test]
    fn equal_passwords_have_different_ciphertexts() {
        let folder = tempfile::tempdir().unwrap();
        let cipher = PasswordCipher::open(&folder.path().join("a.key"), false).unwrap();
        let seal = || cipher.seal(account(1), &password("open sesame")).unwrap();
        assert_ne!(seal(), seal());
    }

    #[test]
    fn the_key_is_created_once_with_mode_0600() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.key");
        let sealed = PasswordCipher::open(&path, false).unwrap().seal(account(1), &password("x")).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(PasswordCipher::open(&path, true).unwrap().can_open(account(1), Secret::Password, &sealed));
    }

    #[test]
    fn a_key_with_another_mode_or_length_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for (name, length, mode) in [("short", 31, 0o600), ("long", 33, 0o600), ("shared", 32, 0o644)] {
            let path = folder.path().join(name);
            fs::write(&path, vec![7; length]).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            assert!(matches!(PasswordCipher::open(&path, false), Err(OpenError::KeyUnusable { .. })), "{name}");
        }
    }
}
