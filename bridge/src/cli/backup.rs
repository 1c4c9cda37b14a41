use std::io::Write;
use std::path::Path;

use booking_core::maintenance;

use super::KEY_NOTE;
use crate::config::Settings;

/// Writes a verified copy of the database, while a bridge may be running on it.
///
/// # Errors
/// When the copy cannot be made or verified, which leaves no file; or when `out` cannot be written.
pub fn backup(settings: &Settings, target: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let made = maintenance::backup(&settings.database, target)?;
    writeln!(out, "Backed up {} bookings to {}, verified.", made.bookings, target.display())?;
    if made.has_passwords {
        writeln!(out, "{KEY_NOTE} ({})", settings.key_file().display())?;
    }
    Ok(())
}
