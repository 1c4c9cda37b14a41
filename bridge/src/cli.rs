//! The operator's commands beside serving, one file each. They print for people and exit for scripts.

mod backup;
mod doctor;
mod export;
mod healthcheck;
mod restore;

pub use backup::backup;
pub use doctor::doctor;
pub use export::{ExportFormat, export};
pub use healthcheck::healthcheck;
pub use restore::restore;

/// What has to be said of every copy that holds passwords.
const KEY_NOTE: &str =
    "The stored passwords in it cannot be read without the key file: keep that too, in another place.";
