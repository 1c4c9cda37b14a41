//! Conversion of columns to domain types.

use std::error::Error;

use rusqlite::Row;
use rusqlite::types::{Type, ValueRef};

use crate::InvalidValue;
use crate::clock::Timestamp;
use crate::domain::invalid_value::refused;
use crate::domain::string_enum::ParseBytes;

fn unreadable(index: usize, column: Type, error: impl Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(index, column, Box::new(error))
}

fn read<T: ParseBytes>(text: &[u8], index: usize) -> rusqlite::Result<T> {
    T::parse_bytes(text).ok_or_else(|| {
        let error = refused(
            &String::from_utf8_lossy(text),
            "is invalid in this column",
            "the row is damaged, or another program wrote it",
        );
        unreadable(index, Type::Text, error)
    })
}

/// Reads a text column.
pub(super) fn word<T: ParseBytes>(row: &Row<'_>, index: usize) -> rusqlite::Result<T> {
    read(row.get_ref(index)?.as_bytes()?, index)
}

/// Reads a nullable text column.
pub(super) fn optional_word<T: ParseBytes>(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<T>> {
    row.get_ref(index)?.as_bytes_or_null()?.map(|text| read(text, index)).transpose()
}

fn integer(row: &Row<'_>, index: usize) -> rusqlite::Result<i64> {
    row.get_ref(index)?.as_i64().map_err(|error| unreadable(index, Type::Integer, error))
}

/// Reads a column that is 0 or 1.
pub(super) fn flag(row: &Row<'_>, index: usize) -> rusqlite::Result<bool> {
    Ok(integer(row, index)? != 0)
}

/// Reads an integer column.
pub(super) fn number<T: TryFrom<i64, Error = InvalidValue>>(row: &Row<'_>, index: usize) -> rusqlite::Result<T> {
    T::try_from(integer(row, index)?).map_err(|error| unreadable(index, Type::Integer, error))
}

/// Reads an integer column that may be null.
pub(super) fn optional_number<T: TryFrom<i64, Error = InvalidValue>>(
    row: &Row<'_>,
    index: usize,
) -> rusqlite::Result<Option<T>> {
    if row.get_ref(index)? == ValueRef::Null { Ok(None) } else { number(row, index).map(Some) }
}

/// Reads a timestamp column.
pub(super) fn timestamp(row: &Row<'_>, index: usize) -> rusqlite::Result<Timestamp> {
    let millis = integer(row, index)?;
    Timestamp::from_millis(millis).ok_or(rusqlite::Error::IntegralValueOutOfRange(index, millis))
}

/// Reads a column of milliseconds that may be null.
pub(super) fn optional_timestamp(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Timestamp>> {
    let is_null = row.get_ref(index)? == ValueRef::Null;
    if is_null { Ok(None) } else { timestamp(row, index).map(Some) }
}

/// Maps a violation of a UNIQUE constraint to `None`.
pub(super) fn unless_duplicate<T>(outcome: rusqlite::Result<T>) -> rusqlite::Result<Option<T>> {
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
