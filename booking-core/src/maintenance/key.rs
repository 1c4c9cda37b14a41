use std::path::Path;

use rusqlite::Connection;

use super::{MaintenanceError, Verdict, check};
use crate::OpenError;
use crate::ids::AccountId;
use crate::password_cipher::{PasswordCipher, Secret};

/// Checks the key file against every stored password.
///
/// # Errors
/// When the database is missing or cannot be read.
pub fn examine_key(database: &Path, key_file: &Path) -> Result<Verdict, MaintenanceError> {
    verdict(&check::open(database)?, key_file).map_err(MaintenanceError::read(database))
}

/// Checks the key. The bridge refuses an unusable key file even if no password needs it.
pub(super) fn verdict(connection: &Connection, key_file: &Path) -> rusqlite::Result<Verdict> {
    let mut statement =
        connection.prepare("SELECT id, password_sealed FROM accounts WHERE password_sealed IS NOT NULL")?;
    let sealed: Vec<(i64, Vec<u8>)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let cipher = match PasswordCipher::open(key_file, true) {
        Ok(cipher) => cipher,
        Err(OpenError::KeyMissing { .. }) if sealed.is_empty() => {
            return Ok(Verdict::Ok("missing but not needed, because no account has a password".into()));
        }
        Err(error) => return Ok(Verdict::Problem(error.to_string())),
    };
    let opens = |id: i64, password: &[u8]| {
        AccountId::try_from(id).is_ok_and(|id| cipher.can_open(id, Secret::Password, password))
    };
    let total = sealed.len();
    Ok(match sealed.iter().filter(|(id, password)| !opens(*id, password)).count() {
        0 if total == 0 => Verdict::Ok("usable, no account has a password yet".into()),
        0 => Verdict::Ok(format!("decrypts all {total} stored password(s)")),
        closed => Verdict::Problem(format!(
            "the key file {} does not decrypt {closed} of {total} stored password(s): put the right key file back",
            key_file.display()
        )),
    })
}
