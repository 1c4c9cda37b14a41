use std::io::{self, Write};
use std::path::Path;

use booking_core::clock::{Clock as _, SystemClock};
use booking_core::maintenance::{self, Verdict};

use crate::config::Settings;

/// Replaces the database by a backup and keeps the replaced file.
///
/// # Errors
/// When a program uses the database or the backup is damaged; the database is unchanged then.
pub fn restore(settings: &Settings, backup: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let now = SystemClock.now();
    let restored = if backup == Path::new("-") {
        maintenance::restore_from(&settings.database, &mut io::stdin().lock(), now)?
    } else {
        maintenance::restore(&settings.database, backup, now)?
    };
    writeln!(out, "Restored {} bookings to {}.", restored.bookings, settings.database.display())?;
    if restored.lacks_wal {
        writeln!(
            out,
            "NOTE: {} has no write-ahead log beside it. If it was copied while a bridge used it, its last changes are missing: \
             make copies by `bridge backup`.",
            backup.display()
        )?;
    }
    for file in restored.kept {
        writeln!(out, "The previous file is kept as {}.", file.display())?;
    }
    if restored.has_passwords {
        match maintenance::examine_key(&settings.database, &settings.key_file())? {
            Verdict::Ok(text) => writeln!(out, "The key file {} {text}.", settings.key_file().display())?,
            Verdict::Problem(text) => writeln!(
                out,
                "PROBLEM: {text}. Mend that before you start the bridge: the stored passwords need the key of the bridge that \
                 the backup is from."
            )?,
        }
    }
    Ok(())
}
