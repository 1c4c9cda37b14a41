use std::io::{self, BufWriter, Write};

use booking_core::facility::Calendar;
use booking_core::maintenance;
use clap::ValueEnum;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::config::Settings;

/// The format of exported bookings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A header line, then a line for each booking; empty without bookings.
    Csv,
    /// A JSON object on each line.
    Jsonl,
}

/// Writes all bookings, ordered by date, time and id.
///
/// # Errors
/// When the database cannot be read or the output not written.
pub fn export(settings: &Settings, format: ExportFormat, out: impl Write) -> anyhow::Result<()> {
    let calendar = Calendar::new(settings.time_zone, None);
    match format {
        ExportFormat::Csv => {
            let mut csv = csv::Writer::from_writer(out);
            let mut has_header = false;
            maintenance::export(&settings.database, &calendar, |booking| {
                let fields = fields(booking)?;
                if !has_header {
                    csv.write_record(fields.keys()).map_err(cause)?;
                    has_header = true;
                }
                csv.write_record(fields.values().map(cell)).map_err(cause)
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
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
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
