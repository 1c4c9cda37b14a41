use std::io::{self, BufWriter, Write};

use booking_core::maintenance;
use clap::ValueEnum;

use crate::config::Settings;

/// How exported bookings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A line of column names, then a line for each booking; nothing where there is none.
    Csv,
    /// A JSON object on each line.
    Jsonl,
}

/// Writes all bookings, by date, time and id.
///
/// # Errors
/// When the database cannot be read or the output not written.
pub fn export(settings: &Settings, format: ExportFormat, out: impl Write) -> anyhow::Result<()> {
    match format {
        ExportFormat::Csv => {
            let mut csv = csv::Writer::from_writer(out);
            maintenance::export(&settings.database, |booking| csv.serialize(booking).map_err(cause))??;
            csv.flush()?;
        }
        ExportFormat::Jsonl => {
            let mut lines = BufWriter::new(out);
            maintenance::export(&settings.database, |booking| {
                serde_json::to_writer(&mut lines, booking).map_err(io::Error::from)?;
                lines.write_all(b"\n")
            })??;
            lines.flush()?;
        }
    }
    Ok(())
}

/// What the system said, where it said anything: the library's own conversion hides that a pipe was closed.
fn cause(error: csv::Error) -> io::Error {
    if !error.is_io_error() {
        return error.into();
    }
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    }
}
