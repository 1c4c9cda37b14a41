use std::io::Write;
use std::path::Path;

use booking_core::clock::{Clock as _, SystemClock};
use booking_core::maintenance;

use super::KEY_NOTE;
use crate::config::Settings;

/// Puts a backup in the place of the database and keeps what was there.
///
/// # Errors
/// When a bridge or another program uses the database, or the backup is not whole; then the database holds what it held.
pub fn restore(settings: &Settings, backup: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let restored = maintenance::restore(&settings.database, backup, SystemClock.now())?;
    writeln!(out, "Restored {} bookings to {}.", restored.bookings, settings.database.display())?;
    if let Some(safety_copy) = restored.safety_copy {
        writeln!(out, "What was there before is kept in {}.", safety_copy.display())?;
    }
    if restored.has_passwords {
        writeln!(out, "{KEY_NOTE} ({})", settings.key_file().display())?;
    }
    Ok(())
}
