//! From what the database answers to the domain's types.

use std::str::FromStr;

use rusqlite::Row;
use rusqlite::types::Type;

use crate::InvalidValue;
use crate::clock::Timestamp;

fn unreadable(index: usize, column: Type, error: InvalidValue) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(index, column, Box::new(error))
}

/// A text column as the type it stands for.
pub(super) fn word<T: FromStr<Err = InvalidValue>>(row: &Row<'_>, index: usize) -> rusqlite::Result<T> {
    row.get_ref(index)?.as_str()?.parse().map_err(|error| unreadable(index, Type::Text, error))
}

/// A text column that may be null as the type it stands for.
pub(super) fn optional_word<T: FromStr<Err = InvalidValue>>(
    row: &Row<'_>,
    index: usize,
) -> rusqlite::Result<Option<T>> {
    match row.get_ref(index)?.as_str_or_null()? {
        Some(text) => text.parse().map(Some).map_err(|error| unreadable(index, Type::Text, error)),
        None => Ok(None),
    }
}

/// An integer column as the type it stands for.
pub(super) fn number<T: TryFrom<i64, Error = InvalidValue>>(row: &Row<'_>, index: usize) -> rusqlite::Result<T> {
    T::try_from(row.get(index)?).map_err(|error| unreadable(index, Type::Integer, error))
}

/// A column of milliseconds.
pub(super) fn timestamp(row: &Row<'_>, index: usize) -> rusqlite::Result<Timestamp> {
    let millis = row.get(index)?;
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
