//! The operator's commands, one file each.

mod backup;
mod backups;
mod doctor;
mod doctor_facility;
mod export;
mod healthcheck;
mod restore;

pub use backup::backup;
pub use backups::backups;
pub use doctor::doctor;
pub use export::{ExportFormat, export};
pub use healthcheck::healthcheck;
pub use restore::restore;

/// A note on copies that hold passwords.
const KEY_NOTE: &str =
    "It does not include the key file, without which its passwords cannot be read. Keep both, in different places.";
