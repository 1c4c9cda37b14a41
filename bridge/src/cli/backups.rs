use std::io::Write;
use std::path::PathBuf;

use booking_core::maintenance;
use chrono::{DateTime, SecondsFormat, Utc};

use crate::config::Settings;

/// Deletes these backups, then lists those that are left in the database's folder.
///
/// # Errors
/// When a file is no backup there, or the folder cannot be read.
pub fn backups(settings: &Settings, delete: &[PathBuf], out: &mut impl Write) -> anyhow::Result<()> {
    for file in delete {
        maintenance::delete_copy(&settings.database, file)?;
        writeln!(out, "Deleted {}.", file.display())?;
    }
    for copy in maintenance::copies(&settings.database)? {
        let changed = DateTime::<Utc>::from(copy.changed).to_rfc3339_opts(SecondsFormat::Secs, true);
        writeln!(out, "{changed} {:>12} bytes  {}", copy.size, copy.path.display())?;
    }
    Ok(())
}
