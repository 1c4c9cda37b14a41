//! From what the database answers to the domain's types.

use rusqlite::Row;
use rusqlite::types::Type;

use crate::InvalidValue;
use crate::clock::Timestamp;
use crate::text::refused;
use crate::words::Written;

fn unreadable(index: usize, column: Type, error: InvalidValue) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(index, column, Box::new(error))
}

fn read<T: Written>(text: &[u8], index: usize) -> rusqlite::Result<T> {
    T::read(text).ok_or_else(|| {
        let error = refused(&String::from_utf8_lossy(text), "is not right here", "look what has written it");
        unreadable(index, Type::Text, error)
    })
}

/// A text column as the type it stands for.
pub(super) fn word<T: Written>(row: &Row<'_>, index: usize) -> rusqlite::Result<T> {
    read(row.get_ref(index)?.as_bytes()?, index)
}

/// A text column that may be null as the type it stands for.
pub(super) fn optional_word<T: Written>(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<T>> {
    row.get_ref(index)?.as_bytes_or_null()?.map(|text| read(text, index)).transpose()
}

/// An integer column as the type it stands for.
pub(super) fn number<T: TryFrom<i64, Error = InvalidValue>>(row: &Row<'_>, index: usize) -> rusqlite::Result<T> {
    T::try_from(row.get_ref(index)?.as_i64()?).map_err(|error| unreadable(index, Type::Integer, error))
}

/// A column of milliseconds.
pub(super) fn timestamp(row: &Row<'_>, index: usize) -> rusqlite::Result<Timestamp> {
    let millis = row.get_ref(index)?.as_i64()?;
    Timestamp::from_millis(millis).ok_or(rusqlite::Error::IntegralValueOutOfRange(index, millis))
}

/// The database's own judgement that what must be unique is taken already, out of its errors.
pub(super) fn unless_taken<T>(outcome: rusqlite::Result<T>) -> rusqlite::Result<Option<T>> {
    match outcome {
        Ok(value) => Ok(Some(value)),
        Err(rusqlite::Error::SqliteFailure(error, _))
            if error.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
