use std::io::{self, BufWriter, Write};
use std::sync::Arc;

use booking_core::booking::Booking;
use booking_core::facility::Calendar;
use booking_core::maintenance;
use clap::ValueEnum;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::config::Settings;

/// The format of exported bookings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A header line, then a line for each booking, with formulas disarmed.
    Csv,
    /// A JSON object on each line.
    Jsonl,
}

/// Writes all bookings, ordered by date, time and id.
///
/// # Errors
/// When the facility's profile is wrong, the database cannot be read or the output not written.
pub fn export(settings: &Settings, format: ExportFormat, out: impl Write) -> anyhow::Result<()> {
    let calendar = Calendar::new(settings.time_zone, settings.facility()?.map(Arc::new));
    match format {
        ExportFormat::Csv => {
            let mut csv = csv::Writer::from_writer(out);
            csv.write_record(columns()).map_err(cause)?;
            maintenance::export(&settings.database, &calendar, |booking| {
                csv.write_record(fields(booking)?.values().map(cell)).map_err(cause)
            })??;
            csv.flush()?;
        }
        ExportFormat::Jsonl => {
            let mut lines = BufWriter::new(out);
            maintenance::export(&settings.database, &calendar, |booking| {
                serde_json::to_writer(&mut lines, booking).map_err(io::Error::from)?;
                lines.write_all(b"\n")
            })??;
            lines.flush()?;
        }
    }
    Ok(())
}

/// The names of a booking's members, in the order of [`fields`].
fn columns() -> Vec<String> {
    let schema = schemars::schema_for!(Booking);
    let members = schema.get("properties").and_then(Value::as_object);
    members.into_iter().flat_map(Map::keys).cloned().collect()
}

/// The members of a booking. The CSV writer's own serializer refuses flattened ones.
fn fields(booking: &impl Serialize) -> io::Result<Map<String, Value>> {
    match serde_json::to_value(booking)? {
        Value::Object(fields) => Ok(fields),
        other => Err(io::Error::other(format!("not an object: {other}"))),
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => disarm(text),
        other => other.to_string(),
    }
}

/// Adds an apostrophe before each text that a spreadsheet would run as a formula. A spreadsheet may split a value
/// at another separator than the file's, so that a formula also starts after one of those. The web page's files
/// follow the same rule (`web/src/features/history/csv.ts`).
fn disarm(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 1);
    let mut starts_cell = true;
    for (at, character) in text.char_indices() {
        if starts_cell && (is_formula(&text[at..]) || (at == 0 && matches!(character, '\t' | '\r' | '\n'))) {
            safe.push('\'');
        }
        safe.push(character);
        starts_cell = matches!(character, ',' | ';' | '|' | '\t' | '\r' | '\n');
    }
    safe
}

/// Whether the text is a formula, which may start with spaces and full-width signs.
fn is_formula(text: &str) -> bool {
    let text = text.trim_start_matches(|character: char| character.is_whitespace() || character == '\0');
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// The I/O error inside a CSV error. The library's own conversion would hide a closed pipe.
fn cause(error: csv::Error) -> io::Error {
    if !error.is_io_error() {
        return error.into();
    }
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::{columns, disarm};

    #[test]
    fn formulas_are_disarmed_at_the_start_and_after_every_separator() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            (" @SUM(A1)", "' @SUM(A1)"),
            ("＝1", "'＝1"),
            ("full;=1+1", "full;'=1+1"),
            ("full, -1", "full,' -1"),
            ("full\t+1\n=2", "full\t'+1\n'=2"),
            ("\tfull", "'\tfull"),
            ("full = no luck - sorry", "full = no luck - sorry"),
            ("", ""),
        ] {
            assert_eq!(disarm(text), safe, "{text:?}");
        }
    }

    #[test]
    fn the_columns_are_known_without_a_booking() {
        assert_eq!(columns()[..3], ["id", "account_id", "booking_date"]);
        assert_eq!(columns().last().map(String::as_str), Some("updated_at"));
    }
}
