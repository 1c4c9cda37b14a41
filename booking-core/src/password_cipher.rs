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
        let nonce = XNonce::try_generate().map_err(Error::internal)?;
        let payload = Payload { msg: password.expose().as_bytes(), aad: &associated_data(account_id) };
        let sealed = self.cipher.encrypt(&nonce, payload).map_err(Error::internal)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Whether `sealed` was made with this key for this account.
    pub(crate) fn can_open(&self, account_id: AccountId, sealed: &[u8]) -> bool {
        let Some((nonce, ciphertext)) = sealed.split_first_chunk::<NONCE_LENGTH>() else { return false };
        let payload = Payload { msg: ciphertext, aad: &associated_data(account_id) };
        self.cipher.decrypt(&XNonce::from(*nonce), payload).map(Zeroizing::new).is_ok()
    }
}

fn associated_data(account_id: AccountId) -> Vec<u8> {
    format!("account password {account_id}").into_bytes()
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
    let mut file = files::temp_file(path)?;
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
        assert!(cipher.can_open(account(1), &sealed));
        assert!(!cipher.can_open(account(2), &sealed));
        assert!(!other.can_open(account(1), &sealed));
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
        assert!(PasswordCipher::open(&path, true).unwrap().can_open(account(1), &sealed));
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
