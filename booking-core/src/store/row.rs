//! From what the database answers to the domain's types.

use std::error::Error;

use rusqlite::Row;
use rusqlite::types::Type;

use crate::InvalidValue;
use crate::clock::Timestamp;
use crate::domain::invalid_value::refused;
use crate::domain::string_enum::ParseBytes;

fn unreadable(index: usize, column: Type, error: impl Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(index, column, Box::new(error))
}

fn read<T: ParseBytes>(text: &[u8], index: usize) -> rusqlite::Result<T> {
    T::parse_bytes(text).ok_or_else(|| {
        let error = refused(&String::from_utf8_lossy(text), "does not belong here", "find out what has written it");
        unreadable(index, Type::Text, error)
    })
}

/// A text column as the type it stands for.
pub(super) fn word<T: ParseBytes>(row: &Row<'_>, index: usize) -> rusqlite::Result<T> {
    read(row.get_ref(index)?.as_bytes()?, index)
}

/// A text column that may be null as the type it stands for.
pub(super) fn optional_word<T: ParseBytes>(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<T>> {
    row.get_ref(index)?.as_bytes_or_null()?.map(|text| read(text, index)).transpose()
}

fn integer(row: &Row<'_>, index: usize) -> rusqlite::Result<i64> {
    row.get_ref(index)?.as_i64().map_err(|error| unreadable(index, Type::Integer, error))
}

/// A column that is 0 or 1.
pub(super) fn flag(row: &Row<'_>, index: usize) -> rusqlite::Result<bool> {
    Ok(integer(row, index)? != 0)
}

/// An integer column as the type it stands for.
pub(super) fn number<T: TryFrom<i64, Error = InvalidValue>>(row: &Row<'_>, index: usize) -> rusqlite::Result<T> {
    T::try_from(integer(row, index)?).map_err(|error| unreadable(index, Type::Integer, error))
}

/// A column of milliseconds.
pub(super) fn timestamp(row: &Row<'_>, index: usize) -> rusqlite::Result<Timestamp> {
    let millis = integer(row, index)?;
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
